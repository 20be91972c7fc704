import QtQuick
import QtQuick.Layouts
import Endcap.Ui
import "../parts"

// Why this price: the small bill of one piece.
VmSheet {
    id: sheet

    name: "why"
    title: qsTr("Why this price?")

    Bill {
        model: sheet.vm.product.why
        Layout.fillWidth: true
    }
    Label {
        text: qsTr("The till calculates the same way, so you pay what you see here.")
        small: true
        quiet: true
        Layout.fillWidth: true
        Layout.bottomMargin: Theme.sp32
    }
}
