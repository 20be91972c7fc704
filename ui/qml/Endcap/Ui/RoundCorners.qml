import QtQuick

// Rounds what lies below by painting its corners in the ground's colour (no shaders needed).
BorderImage {
    id: corners

    property int radius: Theme.radius
    property color ground: Theme.surface

    anchors.fill: parent
    source: radius > 0 ? "image://frame/corner/" + radius + "/" + String(ground).slice(-6) : ""
    border.left: radius
    border.right: radius
    border.top: radius
    border.bottom: radius
    Accessible.ignored: true
}
