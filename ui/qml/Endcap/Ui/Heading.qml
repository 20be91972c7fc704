import QtQuick

// A heading; level 1 names the screen, 2 a part of it, 3 a group.
Label {
    id: heading

    property int level: 2

    font.pixelSize: level === 1 ? Theme.fontHead : level === 2 ? Theme.fontTitle : Theme.fontBody
    font.weight: Font.Bold
    font.letterSpacing: level === 1 ? -0.5 : 0
    lineHeight: Theme.leadingTight
    Accessible.role: Accessible.Heading
}
