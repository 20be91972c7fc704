import QtQuick
import QtQuick.Layouts
import Endcap.Ui
import "../parts"

// How this works in three lines; and the way to begin anew.
VmSheet {
    id: sheet

    name: "help"
    title: qsTr("How can we help?")

    Fact {
        iconName: "scan"
        title: qsTr("Scan")
        text: qsTr("Hold any barcode under the scanner: price, stock and reviews appear.")
        Layout.fillWidth: true
    }
    Fact {
        iconName: "search"
        title: qsTr("Search")
        text: qsTr("The whole range is here, also what other stores have.")
        Layout.fillWidth: true
    }
    Fact {
        iconName: "pickup"
        title: qsTr("Order")
        text: qsTr("We put it aside in the store you choose; you pay there.")
        Layout.fillWidth: true
    }
    Fact {
        iconName: "people"
        title: qsTr("Ask us")
        text: qsTr("At the till and the pickup desk somebody is always glad to help.")
        Layout.fillWidth: true
    }
    SecondaryButton {
        objectName: "startOver"
        text: qsTr("Start over and clear my visit")
        iconName: "refresh"
        Layout.fillWidth: true
        Layout.topMargin: Theme.sp16
        Layout.bottomMargin: Theme.sp16
        onClicked: sheet.vm.startOver()
    }
}
