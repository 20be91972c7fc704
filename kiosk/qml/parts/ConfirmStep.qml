pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Endcap.Kiosk
import Endcap.Ui

// Everything once more, as it will be; then one button.
ColumnLayout {
    id: step

    required property OrderViewModel order

    spacing: Theme.sp24

    Heading {
        text: qsTr("Is everything right?")
        Layout.fillWidth: true
    }
    Card {
        Layout.fillWidth: true

        ColumnLayout {
            width: parent.width
            spacing: Theme.sp24

            Fact {
                iconName: "store"
                title: step.order.storeName
                text: step.order.storeAddress
                Layout.fillWidth: true
            }
            Fact {
                iconName: "person"
                title: step.order.who.name
                text: step.order.who.phone
                Layout.fillWidth: true
            }
            Fact {
                iconName: "cash"
                title: qsTr("You pay when you pick it up")
                text: qsTr("At the till or the pickup desk of that store.")
                Layout.fillWidth: true
            }
        }
    }
    Card {
        visible: step.order.was !== ""
        Layout.fillWidth: true

        Bill {
            width: parent.width
            model: step.order.bill
        }
    }
}
