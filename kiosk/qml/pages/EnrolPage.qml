pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Kiosk
import Endcap.Ui

// First start: the staff tie this terminal to a store with a one-time code.
Item {
    id: page

    required property EnrolViewModel vm
    readonly property bool wide: width > height * 1.25

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Flickable {
            id: flick
            contentHeight: Math.max(column.implicitHeight + 2 * Theme.sp48, height)
            clip: true
            Layout.fillWidth: true
            Layout.fillHeight: true
            T.ScrollIndicator.vertical: ScrollMark {}

            ColumnLayout {
                id: column
                anchors.centerIn: parent
                width: Math.min(flick.width - 2 * Theme.edge, page.wide ? 1120 : 840)
                spacing: Theme.sp24

                Rectangle {
                    visible: page.height > 1100
                    implicitWidth: 104
                    implicitHeight: 104
                    radius: 52
                    color: Theme.accentTint

                    Icon {
                        anchors.centerIn: parent
                        name: "badge"
                        size: 52
                        color: Theme.accent
                    }
                }
                Heading {
                    text: qsTr("Connect this kiosk to a store")
                    level: 1
                    Layout.fillWidth: true
                }
                Label {
                    visible: page.height > 900
                    text: qsTr("Make a code in the console under Terminals, then type it here. It works once.")
                    quiet: true
                    Layout.fillWidth: true
                }
                GridLayout {
                    columns: page.wide ? 2 : 1
                    columnSpacing: Theme.sp24
                    rowSpacing: Theme.sp24
                    Layout.fillWidth: true

                    Field {
                        id: url
                        objectName: "enrolUrl"
                        label: qsTr("Address of central")
                        iconName: "cloud"
                        text: page.vm.url
                        error: page.vm.urlError
                        onSubmitted: code.input.forceActiveFocus()
                        Layout.fillWidth: true
                        Layout.preferredWidth: 1
                        Layout.alignment: Qt.AlignTop
                    }
                    Field {
                        id: code
                        objectName: "enrolCode"
                        label: qsTr("One-time code")
                        iconName: "lock"
                        error: page.vm.codeError
                        maximumLength: 400 // a QR's text
                        input.font.capitalization: Font.AllUppercase
                        Component.onCompleted: input.forceActiveFocus()
                        onSubmitted: page.vm.submit(url.text, code.text)
                        Layout.fillWidth: true
                        Layout.preferredWidth: 1
                        Layout.alignment: Qt.AlignTop
                    }
                }
                PrimaryButton {
                    objectName: "enrolGo"
                    text: page.vm.busy ? qsTr("Connecting…") : qsTr("Connect")
                    enabled: !page.vm.busy
                    implicitHeight: Math.max(96, Theme.control)
                    Layout.fillWidth: true
                    Layout.topMargin: Theme.sp8
                    onClicked: page.vm.submit(url.text, code.text)
                }
            }
        }
        OnScreenKeyboard {
            enterText: qsTr("Next")
            Layout.fillWidth: true
        }
    }
}
