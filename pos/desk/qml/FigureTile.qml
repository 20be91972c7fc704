import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Ui

// One of the figures on top; pressing it filters the queue or opens the manager's page.
T.Button {
    id: tile

    required property int figure
    required property string label
    property string iconName: ""
    property string tone: "plain"
    readonly property color inkColor: tone === "stop" ? Theme.stop : tone === "warn" ? Theme.warn : tone === "good" && figure > 0 ? Theme.good : Theme.ink

    implicitHeight: Math.max(76, row.implicitHeight + Theme.sp24)
    Accessible.name: figure + " " + label
    Keys.onReturnPressed: click()

    background: Rectangle {
        radius: Theme.radius
        color: tile.tone === "stop" ? Theme.stopTint : tile.tone === "warn" ? Theme.warnTint : tile.down ? Theme.neutralTint : Theme.surface
        border.width: Theme.highContrast ? 2 : 0
        border.color: tile.inkColor

        FocusRing {
            shown: tile.visualFocus
        }
    }
    contentItem: Item {
        RowLayout {
            id: row
            anchors.verticalCenter: parent.verticalCenter
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.leftMargin: Theme.sp16
            anchors.rightMargin: Theme.sp16
            spacing: Theme.sp12

            Icon {
                name: tile.iconName
                color: tile.inkColor
                size: Theme.iconLarge
            }
            Numbers {
                text: tile.figure
                size: Theme.fontHead
                color: tile.inkColor
                Accessible.ignored: true
            }
            Label {
                text: tile.label
                quiet: tile.tone !== "stop" && tile.tone !== "warn"
                color: quiet ? Theme.ink2 : tile.inkColor
                maximumLineCount: 2
                lineHeight: Theme.leadingTight
                Layout.fillWidth: true
                Accessible.ignored: true
            }
        }
    }
}
