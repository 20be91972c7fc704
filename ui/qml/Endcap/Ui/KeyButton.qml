import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T

// A till key: icon, words, and the printed shortcut that presses it too.
T.Button {
    id: key

    property string iconName: ""
    property string sequence: ""
    property string shown: sequence
    property string tone: "plain"
    readonly property bool loud: tone === "accent"
    readonly property color inkColor: !enabled ? Theme.ink2 : loud ? Theme.accentInk : tone === "stop" ? Theme.stop : tone === "good" ? Theme.good : Theme.ink
    readonly property color fill: loud && enabled ? Theme.accent : Theme.raised

    objectName: "key"
    implicitHeight: Math.max(Theme.control + Theme.sp8, implicitContentHeight + topPadding + bottomPadding)
    implicitWidth: Math.max(Theme.control, implicitContentWidth + leftPadding + rightPadding)
    padding: Theme.sp12
    topPadding: Theme.sp8
    bottomPadding: Theme.sp8
    focusPolicy: Qt.StrongFocus
    Accessible.name: text
    Accessible.description: shown
    Keys.onReturnPressed: if (enabled) click()
    Keys.onEnterPressed: if (enabled) click()

    contentItem: RowLayout {
        spacing: Theme.sp8

        Icon {
            name: key.iconName
            visible: key.iconName !== ""
            color: key.inkColor
        }
        Text {
            text: key.text
            color: key.inkColor
            font.family: Theme.family
            font.pixelSize: Theme.fontBody
            font.weight: Font.Bold
            textFormat: Text.PlainText
            wrapMode: Text.WordWrap
            maximumLineCount: 2
            fontSizeMode: Text.Fit
            minimumPixelSize: Math.round(Theme.fontSmall * 0.6)
            elide: Text.ElideRight
            lineHeight: Theme.leadingTight
            horizontalAlignment: Text.AlignLeft
            verticalAlignment: Text.AlignVCenter
            Layout.fillWidth: true
            Layout.fillHeight: true
            Accessible.ignored: true
        }
        Text {
            text: key.shown
            visible: text !== ""
            color: key.loud && key.enabled ? Theme.accentInk : Theme.ink2
            font.family: Theme.family
            font.pixelSize: Theme.fontSmall
            textFormat: Text.PlainText
            Accessible.ignored: true
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: key.down ? Theme.mix(key.fill, Theme.ink, 0.12) : key.hovered ? Theme.mix(key.fill, Theme.ink, 0.04) : key.fill
        border.width: key.loud && key.enabled ? 0 : Theme.stroke
        border.color: Theme.line

        FocusRing {
            shown: key.visualFocus
        }
    }

    Shortcut {
        sequences: key.sequence === "" ? [] : [key.sequence]
        enabled: key.enabled && key.visible
        onActivated: key.click()
    }
}
