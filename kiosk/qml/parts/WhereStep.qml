pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Endcap.Kiosk
import Endcap.Ui

// Which store: this one first, then by distance; what cannot be is grey and says why.
ColumnLayout {
    id: step

    required property OrderViewModel order

    spacing: Theme.sp16

    Heading {
        text: qsTr("Where would you like to pick it up?")
        Layout.fillWidth: true
    }
    Repeater {
        model: step.order.stores

        StoreChoice {
            objectName: "pickup_" + store
            Layout.fillWidth: true
            onClicked: step.order.chooseStore(store)
        }
    }
}
