import QtQuick

// Reading text. Always plain: a product name is never markup.
Text {
    id: label

    property bool quiet: false
    property bool small: false
    property bool strong: false

    color: quiet ? Theme.ink2 : Theme.ink
    font.family: Theme.family
    font.pixelSize: small ? Theme.fontSmall : Theme.fontBody
    font.weight: strong ? Font.Bold : Font.Normal
    lineHeight: Theme.leading
    horizontalAlignment: Text.AlignLeft
    textFormat: Text.PlainText
    wrapMode: Text.Wrap
    elide: Text.ElideRight
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
