import QtQuick
import QtQuick.Templates as T

// A picture alone; the words live in `label` for screen readers, and a badge may count.
T.Button {
    id: button

    required property string iconName
    required property string label
    property bool directional: false
    property bool framed: false
    property int badge: 0
    property int size: Theme.iconLarge

    objectName: "iconButton"
    implicitWidth: Theme.kiosk ? Theme.control : Theme.target
    implicitHeight: implicitWidth
    focusPolicy: Qt.StrongFocus
    Accessible.name: label
    Keys.onReturnPressed: if (enabled) click()
    Keys.onEnterPressed: if (enabled) click()

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: button.iconName
            size: button.size
            directional: button.directional
            color: button.enabled ? Theme.ink : Theme.ink3
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: button.down ? Theme.line : button.framed ? Theme.surface : button.hovered && !Theme.kiosk ? Theme.neutralTint : "transparent"
        border.width: button.framed ? Theme.stroke : 0
        border.color: Theme.line

        FocusRing {
            shown: button.visualFocus
        }
    }

    Rectangle {
        visible: button.badge > 0
        anchors.top: parent.top
        anchors.right: parent.right
        width: Math.max(height, count.implicitWidth + Theme.sp12)
        height: count.implicitHeight + Theme.sp4
        radius: height / 2
        color: Theme.accent

        Numbers {
            id: count
            anchors.centerIn: parent
            size: Theme.fontSmall
            color: Theme.accentInk
            text: button.badge > 99 ? "99+" : button.badge
        }
    }
}
