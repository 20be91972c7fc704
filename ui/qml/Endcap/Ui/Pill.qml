import QtQuick
import QtQuick.Layouts

// A state in one word with its icon: tone is good, warn, stop, accent or neutral.
Rectangle {
    id: pill

    required property string text
    property string tone: "neutral"
    property string iconName: ({ "good": "check", "warn": "clock", "stop": "warning", "accent": "tag" })[tone] ?? ""
    property bool solid: false
    property int fontSize: Theme.fontSmall
    readonly property color toneColor: ({ "good": Theme.good, "warn": Theme.warn, "stop": Theme.stop, "accent": Theme.accent })[tone] ?? Theme.ink2
    readonly property color tint: ({ "good": Theme.goodTint, "warn": Theme.warnTint, "stop": Theme.stopTint, "accent": Theme.accentTint })[tone] ?? Theme.neutralTint
    readonly property color inkColor: solid ? Theme.stateInk : tone === "neutral" ? Theme.ink : toneColor

    implicitHeight: Math.ceil(fontSize * 1.75)
    implicitWidth: row.implicitWidth + Math.round(fontSize * 1.1)
    radius: height / 2
    color: solid ? toneColor : tint
    border.width: Theme.highContrast ? 2 : 0
    border.color: toneColor
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    RowLayout {
        id: row
        anchors.centerIn: parent
        width: Math.min(implicitWidth, pill.width - pill.fontSize)
        spacing: Math.round(pill.fontSize * 0.35)

        Icon {
            name: pill.iconName
            visible: name !== ""
            size: Math.round(pill.fontSize * 1.1)
            color: pill.inkColor
        }
        Text {
            text: pill.text
            color: pill.inkColor
            font.family: Theme.family
            font.pixelSize: pill.fontSize
            font.weight: Font.Bold
            font.features: ({ "tnum": 1 })
            textFormat: Text.PlainText
            elide: Text.ElideRight
            Layout.fillWidth: true
            Accessible.ignored: true
        }
    }
}
