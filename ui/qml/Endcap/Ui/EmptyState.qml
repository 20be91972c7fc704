import QtQuick
import QtQuick.Layouts

// Nothing here, said kindly, with the way on.
ColumnLayout {
    id: empty

    required property string title
    property string text: ""
    property string iconName: "box"
    property string action: ""

    signal acted

    spacing: Theme.sp16

    Rectangle {
        implicitWidth: Theme.kiosk ? 176 : 96
        implicitHeight: implicitWidth
        radius: width / 2
        color: Theme.neutralTint
        Layout.alignment: Qt.AlignHCenter
        Layout.bottomMargin: Theme.sp8

        Icon {
            anchors.centerIn: parent
            name: empty.iconName
            size: Math.round(parent.width * 0.46)
            color: Theme.ink2
        }
    }
    Heading {
        text: empty.title
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }
    Label {
        visible: text !== ""
        text: empty.text
        quiet: true
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
        Layout.maximumWidth: Theme.fontBody * 26
        Layout.alignment: Qt.AlignHCenter
    }
    SecondaryButton {
        objectName: "emptyAction"
        visible: text !== ""
        text: empty.action
        Layout.alignment: Qt.AlignHCenter
        Layout.topMargin: Theme.sp8
        onClicked: empty.acted()
    }
}
