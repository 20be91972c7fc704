pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Endcap.Kiosk
import Endcap.Ui

// How many are here and where they stand; then the nearest stores, with hours.
Card {
    id: card

    required property KioskViewModel vm
    readonly property StockViewModel stock: vm.product.stock
    property bool all: false

    ColumnLayout {
        width: parent.width
        spacing: Theme.sp16

        GridLayout {
            columns: Theme.textScale > 1.4 ? 1 : 2
            columnSpacing: Theme.sp16
            rowSpacing: Theme.sp16
            Layout.fillWidth: true

            ColumnLayout {
                spacing: Theme.sp4
                Layout.fillWidth: true

                Label {
                    text: card.stock.storeName
                    quiet: true
                    small: true
                    Layout.fillWidth: true
                }
                BigStock {
                    objectName: "stockHere"
                    text: card.stock.hereText
                    level: card.stock.hereLevel
                    live: card.stock.live
                    Layout.fillWidth: true
                }
                Label {
                    visible: text !== ""
                    text: [card.stock.hereLevel !== "none" ? card.stock.place : "", card.stock.age].filter(words => words !== "").join(" · ")
                    Layout.fillWidth: true
                }
            }
            SecondaryButton {
                objectName: "openMap"
                visible: card.stock.place !== "" && card.stock.floor.length > 0 && card.stock.hereLevel !== "none"
                text: qsTr("Show me where")
                iconName: "map-pin"
                Layout.fillWidth: Theme.textScale > 1.4
                onClicked: card.vm.openSheet("map")
            }
        }
        Divider {
            visible: stores.count > 0
            Layout.fillWidth: true
        }
        Label {
            visible: stores.count > 0
            text: qsTr("In other stores")
            quiet: true
            small: true
            strong: true
            Layout.fillWidth: true
        }
        Repeater {
            id: stores
            model: card.stock.stores

            StoreLine {
                required property int index

                visible: index < 3 || card.all
                live: card.stock.live
                Layout.fillWidth: true
            }
        }
        LinkButton {
            objectName: "allStores"
            visible: stores.count > 3 && !card.all
            text: qsTr("Show all %1 stores").arg(stores.count)
            onClicked: card.all = true
        }
    }
}
