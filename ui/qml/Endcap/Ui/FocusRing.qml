import QtQuick

// Shows where the keyboard is. Place inside a control and bind `shown` to its visualFocus.
Rectangle {
    id: ring

    required property bool shown
    property int gap: 3
    property int corner: Theme.radius

    anchors.fill: parent
    anchors.margins: -gap - border.width
    visible: shown
    color: "transparent"
    radius: corner + gap + border.width
    border.width: 3
    border.color: Theme.focus
    Accessible.ignored: true
}
