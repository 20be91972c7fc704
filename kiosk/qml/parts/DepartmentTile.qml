import QtQuick
import QtQuick.Templates as T
import Endcap.Ui

// A department's door: its tint, its picture fading into it, its name.
T.Button {
    id: tile

    required property string name
    required property string tint
    required property string picture
    property string iconName: "bag"
    readonly property color ground: Theme.highContrast ? Theme.surface : tint !== "" && !Theme.dark ? tint : Theme.department(name)

    implicitHeight: 176
    focusPolicy: Qt.StrongFocus
    Accessible.name: name
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    contentItem: Item {
        Image {
            id: image
            x: tile.mirrored ? 0 : parent.width - width
            width: Math.min(parent.width * 0.5, parent.height * 1.3)
            height: parent.height
            visible: status === Image.Ready && !Theme.highContrast
            source: tile.picture
            sourceSize: Qt.size(360, 0)
            asynchronous: true
            fillMode: Image.PreserveAspectCrop
        }
        Rectangle {
            x: tile.mirrored ? image.width - width : image.x
            visible: image.visible
            width: Math.round(image.width * 0.45)
            height: parent.height
            gradient: Gradient {
                orientation: Gradient.Horizontal

                GradientStop {
                    position: tile.mirrored ? 1 : 0
                    color: tile.ground
                }
                GradientStop {
                    position: tile.mirrored ? 0 : 1
                    color: Qt.rgba(tile.ground.r, tile.ground.g, tile.ground.b, 0)
                }
            }
        }
        RoundCorners {
            visible: image.visible
            ground: Theme.canvas
        }
        Icon {
            anchors.left: parent.left
            anchors.top: parent.top
            anchors.margins: Theme.sp24
            name: tile.iconName
            size: Theme.iconLarge
            visible: parent.height > 120
        }
        Label {
            anchors.left: parent.left
            anchors.bottom: parent.bottom
            anchors.margins: Theme.sp24
            width: parent.width - (image.visible ? image.width * 0.8 : 0) - Theme.sp32
            text: tile.name
            strong: true
            maximumLineCount: 2
            lineHeight: Theme.leadingTight
            wrapMode: Text.WordWrap
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
