import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T

// What every button of ours shares; use Primary-, Secondary- or QuietButton on screens.
T.Button {
    id: button

    property string iconName: ""
    property bool directional: false
    property string hint: ""
    property bool busy: false
    property color fill: Theme.accent
    property color inkColor: Theme.accentInk
    property color edgeColor: "transparent"

    objectName: "button"
    implicitHeight: Math.max(Theme.control, implicitContentHeight + topPadding + bottomPadding)
    implicitWidth: Math.max(Theme.control, implicitContentWidth + leftPadding + rightPadding)
    leftPadding: Theme.kiosk ? Theme.sp32 : Theme.sp16
    rightPadding: leftPadding
    topPadding: Theme.sp8
    bottomPadding: Theme.sp8
    font.family: Theme.family
    font.pixelSize: Theme.fontBody
    font.weight: Font.Bold
    focusPolicy: Qt.StrongFocus
    Accessible.name: text
    Accessible.description: hint
    Keys.onReturnPressed: if (enabled) click()
    Keys.onEnterPressed: if (enabled) click()

    contentItem: RowLayout {
        spacing: Theme.sp12

        Item {
            Layout.fillWidth: true
        }
        Icon {
            name: button.iconName
            visible: button.iconName !== ""
            color: button.inkColor
            directional: button.directional
            Layout.alignment: Qt.AlignVCenter
        }
        Text {
            text: button.text
            visible: text !== ""
            font: button.font
            color: button.inkColor
            textFormat: Text.PlainText
            wrapMode: Text.WordWrap
            maximumLineCount: 2
            fontSizeMode: Text.Fit
            minimumPixelSize: Math.round(Theme.fontSmall * 0.6)
            elide: Text.ElideRight
            lineHeight: Theme.leadingTight
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
            Layout.fillHeight: true
            Layout.maximumWidth: Math.ceil(implicitWidth)
            Layout.fillWidth: true
            Accessible.ignored: true
        }
        Text {
            text: button.hint
            visible: text !== ""
            font.family: Theme.family
            font.pixelSize: Theme.fontSmall
            color: button.inkColor
            textFormat: Text.PlainText
            Accessible.ignored: true
        }
        Item {
            Layout.fillWidth: true
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: button.down ? Theme.mix(button.fill, Theme.ink, 0.14) : button.hovered && !Theme.kiosk ? Theme.mix(button.fill, Theme.ink, 0.05) : button.fill
        border.width: button.edgeColor.a > 0 ? Math.max(Theme.stroke, 2) : 0
        border.color: button.edgeColor

        FocusRing {
            shown: button.visualFocus
        }
    }
}
