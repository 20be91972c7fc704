import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T

// A filter or one choice of several; chosen ones are filled and ticked, never colour alone.
T.Button {
    id: chip

    property string iconName: ""
    property bool chosen: checked
    property int count: -1
    readonly property color inkColor: chosen ? Theme.inverseInk : Theme.ink

    objectName: "chip"
    implicitHeight: Math.max(Theme.target, Math.ceil(Theme.fontBody * 1.9))
    implicitWidth: Math.max(Theme.target, implicitContentWidth + leftPadding + rightPadding)
    leftPadding: Theme.kiosk ? Theme.sp24 : Theme.sp16
    rightPadding: leftPadding
    focusPolicy: Qt.StrongFocus
    Accessible.name: text
    Accessible.checkable: true
    Accessible.checked: chosen
    Keys.onReturnPressed: if (enabled) click()
    Keys.onEnterPressed: if (enabled) click()

    contentItem: RowLayout {
        spacing: Theme.sp8

        Icon {
            name: chip.chosen ? "check" : chip.iconName
            visible: name !== ""
            size: Theme.iconSmall
            color: chip.inkColor
        }
        Text {
            text: chip.text
            color: chip.inkColor
            font.family: Theme.family
            font.pixelSize: Theme.kiosk ? Theme.fontSmall + 2 : Theme.fontBody - 1
            font.weight: chip.chosen ? Font.Bold : Font.Normal
            textFormat: Text.PlainText
            elide: Text.ElideRight
            Layout.fillWidth: true
            Accessible.ignored: true
        }
        Text {
            visible: chip.count >= 0
            text: chip.count
            textFormat: Text.PlainText
            color: chip.chosen ? Theme.inverseInk : Theme.ink2
            font.family: Theme.family
            font.pixelSize: Theme.fontSmall
            font.features: ({ "tnum": 1 })
            Accessible.ignored: true
        }
    }

    background: Rectangle {
        radius: height / 2
        color: chip.chosen ? Theme.inverse : chip.down ? Theme.line : Theme.surface
        border.width: chip.chosen ? 0 : Math.max(1, Theme.stroke)
        border.color: chip.enabled ? Theme.lineStrong : Theme.line

        FocusRing {
            shown: chip.visualFocus
            corner: Math.round(chip.height / 2)
        }
    }
}
