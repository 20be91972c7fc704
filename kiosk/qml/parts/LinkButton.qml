import QtQuick
import QtQuick.Templates as T
import Endcap.Ui

// A quiet way on inside text: aligned with it, with a full target around it.
T.Button {
    id: link

    property string iconName: ""

    implicitHeight: Math.max(Theme.target, implicitContentHeight)
    implicitWidth: implicitContentWidth
    focusPolicy: Qt.StrongFocus
    Accessible.name: text
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    contentItem: Row {
        spacing: Theme.sp8

        Icon {
            visible: link.iconName !== ""
            anchors.verticalCenter: parent.verticalCenter
            name: link.iconName
            color: Theme.accent
        }
        Label {
            height: parent.height
            verticalAlignment: Text.AlignVCenter
            text: link.text
            strong: true
            color: link.down ? Theme.ink : Theme.accent
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
    }
    background: Item {
        FocusRing {
            shown: link.visualFocus
        }
    }
}
