import QtQuick

// An action that should not shout: change, skip, show all.
BaseButton {
    id: button

    fill: down || hovered ? Theme.neutralTint : "transparent"
    inkColor: enabled ? Theme.accent : Theme.ink2
    leftPadding: Theme.sp16
    rightPadding: Theme.sp16
}
