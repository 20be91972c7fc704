import QtQuick
import QtQuick.Layouts
import Endcap.Ui

// Whose shop this is: the chain's initial on the accent, its name, and one quiet line.
RowLayout {
    id: mark

    required property string chain
    property string detail: ""
    property color ink: Theme.ink
    property color quiet: Theme.ink2
    property int side: 64

    spacing: Theme.sp16

    Rectangle {
        implicitWidth: mark.side
        implicitHeight: mark.side
        radius: mark.side * 0.3
        color: Theme.accent
        visible: mark.chain !== ""

        Text {
            anchors.centerIn: parent
            text: mark.chain.slice(0, 1)
            color: Theme.accentInk
            font.family: Theme.family
            font.weight: Font.Black
            font.pixelSize: Math.round(mark.side * 0.58)
            Accessible.ignored: true
        }
    }
    ColumnLayout {
        spacing: 0
        Layout.fillWidth: true

        Label {
            text: mark.chain
            strong: true
            color: mark.ink
            font.pixelSize: Math.min(Theme.fontBody, 32)
            lineHeight: Theme.leadingTight
            wrapMode: Text.NoWrap
            Layout.fillWidth: true
        }
        Label {
            visible: text !== ""
            text: mark.detail
            small: true
            color: mark.quiet
            font.pixelSize: Math.min(Theme.fontSmall, 24)
            lineHeight: Theme.leadingTight
            wrapMode: Text.NoWrap
            Layout.fillWidth: true
        }
    }
}
