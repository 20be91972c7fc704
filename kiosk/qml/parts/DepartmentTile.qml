import QtQuick
import QtQuick.Templates as T
import Endcap.Ui

// A department's door: its tint, its picture, its name.
T.Button {
    id: tile

    required property string name
    property string iconName: "bag"
    required property string tint
    required property string picture
    readonly property color ground: Theme.highContrast ? Theme.surface : tint !== "" && !Theme.dark ? tint : Theme.department(name)

    implicitHeight: 176
    focusPolicy: Qt.StrongFocus
    Accessible.name: name
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    contentItem: Item {
        Image {
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            anchors.rightMargin: Theme.sp8
            width: Math.min(parent.height, parent.width * 0.5)
            height: width
            visible: status === Image.Ready && !Theme.highContrast
            source: tile.picture
            sourceSize: Qt.size(320, 320)
            asynchronous: true
            fillMode: Image.PreserveAspectFit
        }
        Icon {
            anchors.left: parent.left
            anchors.top: parent.top
            anchors.margins: Theme.sp24
            name: tile.iconName
            size: Theme.iconLarge
        }
        Label {
            anchors.left: parent.left
            anchors.bottom: parent.bottom
            anchors.margins: Theme.sp24
            width: parent.width * (tile.picture !== "" ? 0.6 : 1) - Theme.sp32
            text: tile.name
            strong: true
            maximumLineCount: 2
            lineHeight: Theme.leadingTight
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.fontSmall
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: tile.down ? Theme.mix(tile.ground, Theme.ink, 0.1) : tile.ground
        border.width: Theme.highContrast ? 2 : 0
        border.color: Theme.ink

        FocusRing {
            shown: tile.visualFocus
        }
    }
}
