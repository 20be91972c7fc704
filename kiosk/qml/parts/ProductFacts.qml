pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Kiosk
import Endcap.Ui

// Reviews, details, what it goes with: one at a time, under three tabs.
ColumnLayout {
    id: facts

    required property KioskViewModel vm
    property int tab: 0
    readonly property ProductViewModel product: vm.product

    spacing: Theme.sp24

    ChipRow {
        Layout.fillWidth: true

        Repeater {
            model: [
                {
                    "name": "reviews",
                    "text": qsTr("Reviews")
                },
                {
                    "name": "details",
                    "text": qsTr("Details")
                },
                {
                    "name": "goesWith",
                    "text": qsTr("Goes with")
                }
            ]

            Chip {
                required property var modelData
                required property int index

                objectName: "tab_" + modelData.name
                visible: index < 2 || facts.product.goesWith.count > 0
                text: modelData.text
                count: index === 0 ? facts.product.reviews.count : -1
                chosen: facts.tab === index
                onClicked: facts.tab = index
            }
        }
    }
    ReviewsPart {
        visible: facts.tab === 0
        reviews: facts.product.reviews
        Layout.fillWidth: true
        Layout.leftMargin: Theme.edge
        Layout.rightMargin: Theme.edge
    }
    DetailsPart {
        visible: facts.tab === 1
        product: facts.product
        Layout.fillWidth: true
        Layout.leftMargin: Theme.edge
        Layout.rightMargin: Theme.edge
    }
    TileRow {
        visible: facts.tab === 2
        vm: facts.vm
        model: facts.product.goesWith
        Layout.fillWidth: true
    }
}
