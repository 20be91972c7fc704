import QtQuick
import QtQuick.Layouts
import Endcap.Ui
import "../parts"

// Where in this store: the plan with one aisle lit.
VmSheet {
    id: sheet

    name: "map"
    title: sheet.vm.product.stock.place
    panelWidth: Math.min(width, Math.max(760, height * 0.8))

    Label {
        text: qsTr("%1, %2").arg(sheet.vm.product.stock.storeName).arg(sheet.vm.product.stock.hereText)
        quiet: true
        Layout.fillWidth: true
    }
    FloorMap {
        stock: sheet.vm.product.stock
        Layout.fillWidth: true
        Layout.preferredHeight: Math.min(sheet.panelWidth, sheet.width) * 0.72
        Layout.bottomMargin: Theme.sp32
    }
}
