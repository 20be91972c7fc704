pragma ComponentBehavior: Bound
import QtQuick
import Endcap.Kiosk
import Endcap.Ui

// Products side by side, flicked sideways; edge to edge.
ListView {
    id: list

    required property KioskViewModel vm

    implicitHeight: Math.max(contentItem.childrenRect.height, 360)
    orientation: ListView.Horizontal
    layoutDirection: Qt.LeftToRight
    spacing: Theme.sp16
    leftMargin: Theme.edge
    rightMargin: Theme.edge
    // Nothing is made ahead: a row that is gone while its tiles are in the making would warn.
    cacheBuffer: 0
    boundsBehavior: Flickable.DragAndOvershootBounds
    Accessible.role: Accessible.List

    delegate: MiniTile {
        id: tile

        required property string product
        required property string symbol

        objectName: "tile_" + product
        departmentIcon: symbol
        onClicked: list.vm.openProduct(product)
    }
}
