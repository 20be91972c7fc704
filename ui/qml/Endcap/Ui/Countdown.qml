import QtQuick

// Time left to keep a promise. The view-model gives words and minutes; late is negative.
Pill {
    id: countdown

    required property int minutes
    property int warnBelow: 30

    tone: minutes < 0 ? "stop" : minutes < warnBelow ? "warn" : "good"
    iconName: minutes < 0 ? "warning" : "clock"
    solid: minutes < 0
}
