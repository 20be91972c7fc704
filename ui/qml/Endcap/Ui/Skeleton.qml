import QtQuick

// The shape of what is coming, standing still; say in words what is loading beside it after a second.
Rectangle {
    implicitWidth: 200
    implicitHeight: Theme.fontBody
    radius: Theme.radiusSmall
    color: Theme.neutralTint
    opacity: 0.8
    Accessible.ignored: true
}
