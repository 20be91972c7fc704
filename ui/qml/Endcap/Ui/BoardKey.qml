import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T

// One key of the on-screen keyboard; never takes the focus away from the field.
T.Button {
    id: key

    property string name: text
    property string iconName: ""
    property bool active: false
    property bool loud: false
    property bool quiet: false
    property real share: 1
    required property int keyHeight

    objectName: "board_" + text
    focusPolicy: Qt.NoFocus
    implicitHeight: keyHeight
    implicitWidth: keyHeight
    Accessible.name: name
    Layout.fillWidth: true
    Layout.preferredWidth: 100 * share
    Layout.maximumWidth: share < 1.5 ? keyHeight * 1.7 * share : Number.POSITIVE_INFINITY

    contentItem: Item {
        Text {
            anchors.centerIn: parent
            width: Math.min(implicitWidth, parent.width)
            text: key.text
            color: key.loud ? Theme.accentInk : key.quiet ? Theme.ink2 : Theme.ink
            font.family: Theme.family
            font.pixelSize: key.loud || key.quiet ? Theme.fontSmall : Theme.fontBody
            font.weight: key.loud ? Font.Bold : Font.Normal
            textFormat: Text.PlainText
            elide: Text.ElideRight
            Accessible.ignored: true
        }
        Icon {
            anchors.centerIn: parent
            name: key.iconName
            visible: name !== ""
            color: key.active ? Theme.accent : Theme.ink
        }
    }

    background: Rectangle {
        radius: Theme.radiusSmall
        color: key.loud ? (key.down ? Theme.mix(Theme.accent, Theme.ink, 0.15) : Theme.accent) : key.down || key.active ? Theme.line : Theme.raised
        border.width: Theme.highContrast ? 2 : 0
        border.color: Theme.ink
    }
}
