import QtQuick
import QtQuick.Layouts

// A price everywhere: size "tile", "line" or "hero". Texts arrive formatted; money is never computed here.
Item {
    id: price

    required property string text
    property string was: ""
    property string promo: ""
    property string unit: ""
    property string size: "line"
    readonly property int pixels: ({ "hero": Theme.fontHero, "tile": Theme.fontTitle })[size] ?? Theme.fontBody

    implicitWidth: flow.implicitWidth
    implicitHeight: flow.implicitHeight
    Accessible.role: Accessible.StaticText
    Accessible.name: was === "" ? text : qsTr("%1, before %2").arg(text).arg(was)

    ColumnLayout {
        id: flow
        anchors.left: parent.left
        anchors.right: parent.right
        spacing: price.size === "hero" ? Theme.sp8 : 0

        RowLayout {
            spacing: Math.round(price.pixels * 0.35)

            Numbers {
                id: now
                text: price.text
                size: price.pixels
                color: price.was !== "" ? Theme.accent : Theme.ink
                font.letterSpacing: price.size === "hero" ? -1 : 0
                Accessible.ignored: true
            }
            Numbers {
                visible: price.was !== "" && price.size !== "tile"
                text: price.was
                size: Math.max(Theme.fontSmall, Math.round(price.pixels * 0.45))
                strong: false
                color: Theme.ink2
                font.strikeout: true
                Layout.alignment: Qt.AlignBaseline
                Accessible.ignored: true
            }
            Pill {
                visible: price.promo !== "" && price.size === "hero"
                text: price.promo
                tone: "accent"
                Layout.alignment: Qt.AlignVCenter
            }
        }
        Numbers {
            visible: price.was !== "" && price.size === "tile"
            text: price.was
            size: Theme.fontSmall
            strong: false
            color: Theme.ink2
            font.strikeout: true
            Accessible.ignored: true
        }
        Label {
            visible: price.unit !== ""
            text: price.unit
            small: true
            quiet: true
            Layout.fillWidth: true
        }
    }
}
