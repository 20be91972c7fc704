import QtQuick

// A figure: tabular digits, never wrapped, never cut; with `fit` it shrinks to its width.
Text {
    id: numbers

    property int size: Theme.fontBody
    property bool strong: true
    property bool fit: false

    color: Theme.ink
    font.family: Theme.family
    font.pixelSize: size
    font.weight: strong ? Font.Bold : Font.Normal
    font.features: ({ "tnum": 1, "lnum": 1 })
    fontSizeMode: fit ? Text.HorizontalFit : Text.FixedSize
    minimumPixelSize: 10
    lineHeight: Theme.leadingTight
    horizontalAlignment: Text.AlignLeft
    textFormat: Text.PlainText
    wrapMode: Text.NoWrap
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
