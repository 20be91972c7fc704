import QtQuick

// A pre-drawn soft shadow; put it before the surface it belongs to and name that surface.
BorderImage {
    id: shade

    required property Item under
    property int radius: Theme.radius
    property int blur: Theme.kiosk ? 28 : 18
    property int drop: Math.round(blur / 4)

    x: under.x - blur
    y: under.y - blur + drop
    width: under.width + 2 * blur
    height: under.height + 2 * blur
    visible: Theme.shadow.a > 0 && under.visible
    opacity: under.opacity
    source: "image://frame/shadow/" + radius + "/" + blur + "/" + String(Theme.shadow).slice(1)
    border.left: radius + blur
    border.right: radius + blur
    border.top: radius + blur
    border.bottom: radius + blur
    Accessible.ignored: true
}
