import QtQuick
import Endcap.Kiosk
import Endcap.Ui

// What stands above the lowered screen: calm, no controls, one picture.
Rectangle {
    id: panel

    required property KioskViewModel vm

    color: Theme.sunken

    Image {
        anchors.fill: parent
        source: panel.vm.scene(0, false)
        fillMode: Image.PreserveAspectCrop
        sourceSize: Qt.size(Math.max(1, width), 0)
        asynchronous: true
    }
}
