pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Endcap.Ui
import Endcap.Till

// Before the first scan: the last sale at hand, parked baskets waiting.
ColumnLayout {
    id: empty

    required property TillViewModel vm

    spacing: Theme.sp24

    Item {
        Layout.fillHeight: true
    }
    Icon {
        name: "scan"
        size: 72
        color: Theme.lineStrong
        Layout.alignment: Qt.AlignHCenter
    }
    Heading {
        text: qsTr("Scan or type")
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }
    Label {
        text: qsTr("An article, a receipt or a pickup slip: the till knows which is which.")
        quiet: true
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
        Layout.maximumWidth: 420
        Layout.alignment: Qt.AlignHCenter
    }
    Card {
        objectName: "lastSale"
        visible: empty.vm.lastSaleText !== ""
        padding: Theme.sp16
        Layout.fillWidth: true
        Layout.maximumWidth: 520
        Layout.alignment: Qt.AlignHCenter

        RowLayout {
            width: parent.width
            spacing: Theme.sp12

            Icon {
                name: "receipt"
                color: Theme.ink2
            }
            ColumnLayout {
                spacing: 0
                Layout.fillWidth: true

                Label {
                    text: empty.vm.lastSaleTitle
                    strong: true
                    Layout.fillWidth: true
                }
                Label {
                    text: empty.vm.lastSaleText
                    small: true
                    quiet: true
                    Layout.fillWidth: true
                }
            }
            SecondaryButton {
                objectName: "lastSaleShow"
                text: qsTr("Show")
                onClicked: empty.vm.showLastSale()
            }
        }
    }
    Card {
        objectName: "parked"
        visible: empty.vm.basket.parkedText !== ""
        padding: Theme.sp16
        Layout.fillWidth: true
        Layout.maximumWidth: 520
        Layout.alignment: Qt.AlignHCenter

        RowLayout {
            width: parent.width
            spacing: Theme.sp12

            Icon {
                name: "pause"
                color: Theme.ink2
            }
            Label {
                text: empty.vm.basket.parkedText
                Layout.fillWidth: true
            }
            SecondaryButton {
                objectName: "resume"
                text: qsTr("Resume")
                onClicked: empty.vm.basket.resume()
            }
        }
    }
    Item {
        Layout.fillHeight: true
    }
}
