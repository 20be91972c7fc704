import QtQuick

// A second way on, beside the primary action.
BaseButton {
    id: button

    fill: Theme.surface
    inkColor: enabled ? Theme.ink : Theme.ink2
    edgeColor: enabled ? Theme.highContrast ? Theme.ink : Theme.lineStrong : Theme.line
}
