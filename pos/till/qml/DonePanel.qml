pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Ui
import Endcap.Till

// After a sale, return or hand-over: the money that changes hands, then the paper.
ColumnLayout {
    id: panel

    required property TillViewModel vm

    spacing: Theme.sp16

    Rectangle {
        radius: Theme.radius
        color: panel.vm.receipt.tone === "warn" ? Theme.warnTint : Theme.goodTint
        implicitHeight: said.implicitHeight + Theme.sp32
        Layout.fillWidth: true

        ColumnLayout {
            id: said
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            anchors.margins: Theme.sp16
            spacing: 0

            RowLayout {
                spacing: Theme.sp8

                Icon {
                    name: panel.vm.receipt.tone === "warn" ? "warning" : "check"
                    color: panel.vm.receipt.tone === "warn" ? Theme.warn : Theme.good
                }
                Label {
                    objectName: "doneTitle"
                    text: panel.vm.receipt.title
                    strong: true
                    color: panel.vm.receipt.tone === "warn" ? Theme.warn : Theme.good
                    Layout.fillWidth: true
                }
            }
            Label {
                visible: panel.vm.receipt.moneyLabel !== ""
                text: panel.vm.receipt.moneyLabel
                quiet: true
                Layout.fillWidth: true
                Layout.topMargin: Theme.sp8
            }
            Numbers {
                objectName: "doneMoney"
                visible: text !== ""
                text: panel.vm.receipt.moneyText
                size: Theme.fontHero
                fit: true
                Layout.fillWidth: true
            }
            Label {
                visible: text !== ""
                text: panel.vm.receipt.note
                quiet: true
                Layout.fillWidth: true
            }
        }
    }
    ReceiptPaper {
        vm: panel.vm.receipt
        Layout.fillWidth: true
        Layout.fillHeight: true
    }
    RowLayout {
        visible: panel.vm.receipt.canReprint
        spacing: Theme.sp8
        Layout.fillWidth: true

        KeyButton {
            objectName: "reprint"
            iconName: "printer"
            text: qsTr("Print again")
            sequence: "Ctrl+P"
            enabled: panel.vm.receipt.canReprint
            onClicked: panel.vm.receipt.reprint()
            Layout.fillWidth: true
        }
    }
}
