import QtQuick
import QtQuick.Layouts
import Endcap.Kiosk
import Endcap.Ui

// It has been quiet: is somebody there? Else everything is forgotten.
Item {
    id: warning

    required property KioskViewModel vm

    visible: vm.visit.warning
    z: 500
    onVisibleChanged: if (visible) stay.forceActiveFocus()

    Rectangle {
        anchors.fill: parent
        color: Theme.scrim

        MouseArea {
            anchors.fill: parent
            onClicked: warning.vm.visit.touch()
        }
    }
    Rectangle {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.edge, 880)
        height: column.implicitHeight + 2 * Theme.sp48
        radius: Theme.radius * 1.4
        color: Theme.raised
        Accessible.role: Accessible.AlertMessage
        Accessible.name: title.text

        ColumnLayout {
            id: column
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            anchors.margins: Theme.sp48
            spacing: Theme.sp24

            Numbers {
                objectName: "idleSeconds"
                text: warning.vm.visit.secondsLeft
                size: Theme.fontHero * 1.4
                color: Theme.accent
                horizontalAlignment: Text.AlignHCenter
                Layout.fillWidth: true
            }
            Heading {
                id: title
                text: qsTr("Are you still there?")
                level: 1
                horizontalAlignment: Text.AlignHCenter
                Layout.fillWidth: true
            }
            Label {
                text: qsTr("Otherwise we clear this screen for the next person.")
                quiet: true
                horizontalAlignment: Text.AlignHCenter
                Layout.fillWidth: true
            }
            GridLayout {
                columns: Theme.textScale > 1.4 ? 1 : 2
                columnSpacing: Theme.sp16
                rowSpacing: Theme.sp16
                Layout.fillWidth: true
                Layout.topMargin: Theme.sp16

                SecondaryButton {
                    objectName: "idleLeave"
                    text: qsTr("I am done")
                    implicitHeight: Math.max(96, Theme.control)
                    Layout.fillWidth: true
                    onClicked: warning.vm.startOver()
                }
                PrimaryButton {
                    id: stay
                    objectName: "idleStay"
                    text: qsTr("I am still here")
                    implicitHeight: Math.max(96, Theme.control)
                    Layout.fillWidth: true
                    onClicked: warning.vm.visit.touch()
                }
            }
        }
    }
}
