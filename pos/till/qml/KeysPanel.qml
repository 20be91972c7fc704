pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Ui
import Endcap.Till

// What a cashier reaches for: goods without a code as quick keys, then the till's own work.
ColumnLayout {
    id: panel

    required property TillViewModel vm
    readonly property int columns: width > 560 ? 3 : 2

    spacing: Theme.sp12

    GridView {
        id: quick
        objectName: "quickKeys"
        model: panel.vm.basket.quickKeys
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        cellWidth: Math.floor(width / panel.columns)
        cellHeight: 92
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: cellHeight
        T.ScrollIndicator.vertical: ScrollMark {}

        delegate: Item {
            id: cell
            required property string sku
            required property string title
            required property string price
            required property url image
            required property string department
            width: GridView.view.cellWidth
            height: GridView.view.cellHeight

            QuickKey {
                anchors.fill: parent
                anchors.margins: Theme.sp4
                title: cell.title
                price: cell.price
                image: cell.image
                department: cell.department
                onClicked: panel.vm.basket.addSku(cell.sku)
            }
        }
    }
    GridLayout {
        columns: 3
        rowSpacing: Theme.sp8
        columnSpacing: Theme.sp8
        uniformCellWidths: true
        Layout.fillWidth: true

        KeyButton {
            objectName: "keyQuantity"
            iconName: "quantity"
            text: qsTr("Quantity")
            shown: "F2"
            enabled: panel.vm.basket.selected >= 0
            onClicked: panel.vm.basket.askQuantity()
            Layout.fillWidth: true
        }
        KeyButton {
            objectName: "keyVoid"
            iconName: "undo"
            text: qsTr("Void line")
            shown: "F3"
            enabled: panel.vm.basket.selected >= 0
            onClicked: panel.vm.basket.voidSelected()
            Layout.fillWidth: true
        }
        KeyButton {
            objectName: "keyReturn"
            iconName: "return"
            text: qsTr("Return")
            shown: "F4"
            onClicked: panel.vm.show("return")
            Layout.fillWidth: true
        }
        KeyButton {
            objectName: "keyPickup"
            iconName: "pickup"
            text: qsTr("Pickup")
            shown: "F5"
            onClicked: panel.vm.show("pickup")
            Layout.fillWidth: true
        }
        KeyButton {
            objectName: "keyPark"
            iconName: "pause"
            text: qsTr("Park")
            shown: "F6"
            enabled: panel.vm.basket.pieces > 0
            onClicked: panel.vm.basket.park()
            Layout.fillWidth: true
        }
        KeyButton {
            objectName: "keyDrop"
            iconName: "trash"
            text: qsTr("Void sale")
            shown: "F7"
            tone: "stop"
            enabled: panel.vm.basket.pieces > 0
            onClicked: panel.vm.basket.voidAll()
            Layout.fillWidth: true
        }
        KeyButton {
            objectName: "keyReceipts"
            iconName: "receipt"
            text: qsTr("Receipts")
            shown: "F8"
            onClicked: panel.vm.show("receipts")
            Layout.fillWidth: true
        }
        KeyButton {
            objectName: "keyShift"
            iconName: "drawer"
            text: qsTr("Shift")
            shown: "F9"
            onClicked: panel.vm.show("shift")
            Layout.fillWidth: true
        }
        KeyButton {
            objectName: "keyLock"
            iconName: "lock"
            text: qsTr("Lock")
            shown: "F10"
            onClicked: panel.vm.lock()
            Layout.fillWidth: true
        }
    }
}
