import QtQuick

// A line, only where space alone cannot separate.
Rectangle {
    implicitHeight: Theme.stroke
    implicitWidth: 100
    color: Theme.line
    Accessible.ignored: true
}
