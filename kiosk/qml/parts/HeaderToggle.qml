import QtQuick
import QtQuick.Templates as T
import Endcap.Ui

// A round header button that can be on; on is filled, so it is not told by colour alone.
T.Button {
    id: button

    required property string iconName
    required property string label
    property bool on: false

    implicitWidth: Math.max(72, words.visible ? words.implicitWidth + 72 + Theme.sp16 : 72)
    implicitHeight: 72
    focusPolicy: Qt.StrongFocus
    Accessible.name: label
    Accessible.checkable: true
    Accessible.checked: on
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    contentItem: Item {
        Icon {
            id: picture
            anchors.left: parent.left
            anchors.leftMargin: 18
            anchors.verticalCenter: parent.verticalCenter
            name: button.iconName
            size: 36
            color: button.on ? Theme.inverseInk : Theme.ink
        }
        Label {
            id: words
            visible: text !== ""
            anchors.left: picture.right
            anchors.leftMargin: Theme.sp8
            anchors.verticalCenter: parent.verticalCenter
            text: button.text
            small: true
            strong: true
            wrapMode: Text.NoWrap
            color: button.on ? Theme.inverseInk : Theme.ink
            font.pixelSize: 22
            Accessible.ignored: true
        }
    }

    background: Rectangle {
        radius: 36
        color: button.on ? Theme.inverse : button.down ? Theme.line : Theme.surface
        border.width: Theme.highContrast ? 2 : 0
        border.color: Theme.ink

        FocusRing {
            shown: button.visualFocus
            corner: 36
        }
    }
}
