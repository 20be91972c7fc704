import QtQuick
import Endcap.Kiosk
import Endcap.Ui

// A page that lives while it is on the trail and shows while it is the screen.
Loader {
    id: slot

    required property KioskViewModel vm
    required property string name
    default property Component page
    readonly property bool current: vm.screen === name

    anchors.fill: parent
    active: vm.trail.indexOf(name) >= 0
    visible: current
    enabled: current
    focus: current
    sourceComponent: page
    opacity: current ? 1 : 0

    Behavior on opacity {
        enabled: slot.current
        NumberAnimation {
            duration: Theme.page
            easing.type: Easing.OutCubic
        }
    }
}
