import QtQuick

// The one action of a screen, worded as what happens.
BaseButton {
    id: button

    fill: enabled ? Theme.accent : Theme.neutralTint
    inkColor: enabled ? Theme.accentInk : Theme.ink2
}
