pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Endcap.Ui
import Endcap.Till

// The drawer: X report, cash in and out, safe drop, no sale, and closing the shift.
ColumnLayout {
    id: panel

    required property ShiftViewModel vm

    spacing: Theme.sp12

    RowLayout {
        spacing: Theme.sp8
        Layout.fillWidth: true

        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true
            Heading {
                objectName: "shiftTitle"
                text: panel.vm.title
                Layout.fillWidth: true
            }
            Label {
                visible: text !== ""
                text: panel.vm.subtitle
                quiet: true
                Layout.fillWidth: true
            }
        }
        IconButton {
            objectName: "shiftBack"
            iconName: "close"
            label: qsTr("Back")
            onClicked: panel.vm.leave()
        }
    }
    GridLayout {
        visible: panel.vm.mode === "menu"
        columns: 2
        rowSpacing: Theme.sp8
        columnSpacing: Theme.sp8
        uniformCellWidths: true
        Layout.fillWidth: true

        KeyButton {
            objectName: "xReport"
            iconName: "list"
            text: qsTr("X report")
            sequence: "F1"
            onClicked: panel.vm.xReport()
            Layout.fillWidth: true
        }
        KeyButton {
            objectName: "cashIn"
            iconName: "plus"
            text: qsTr("Cash in")
            onClicked: panel.vm.startCash("in")
            Layout.fillWidth: true
        }
        KeyButton {
            objectName: "cashOut"
            iconName: "minus"
            text: qsTr("Cash out")
            onClicked: panel.vm.startCash("out")
            Layout.fillWidth: true
        }
        KeyButton {
            objectName: "cashDrop"
            iconName: "lock"
            text: qsTr("Safe drop")
            onClicked: panel.vm.startCash("drop")
            Layout.fillWidth: true
        }
        KeyButton {
            objectName: "noSale"
            iconName: "drawer"
            text: qsTr("Open drawer, no sale")
            enabled: panel.vm.mayNoSale
            onClicked: panel.vm.noSale()
            Layout.fillWidth: true
        }
        KeyButton {
            objectName: "closeShift"
            iconName: "logout"
            text: qsTr("Close the shift")
            tone: "stop"
            onClicked: panel.vm.startClose()
            Layout.fillWidth: true
        }
    }
    Notice {
        objectName: "shiftNotice"
        visible: panel.vm.noticeText !== ""
        tone: panel.vm.noticeTone
        text: panel.vm.noticeText
        Layout.fillWidth: true
    }
    // -- cash in, out, drop
    ColumnLayout {
        visible: panel.vm.mode === "cash"
        spacing: Theme.sp12
        Layout.fillWidth: true
        Layout.fillHeight: true

        Field {
            id: note
            objectName: "cashNote"
            label: qsTr("What for?")
            placeholder: qsTr("For example: change from the bank")
            text: panel.vm.note
            onEdited: words => panel.vm.writeNote(words)
            Layout.fillWidth: true
        }
        Numbers {
            objectName: "cashAmount"
            text: panel.vm.amountText
            size: Theme.fontHead
            horizontalAlignment: Text.AlignRight
            Layout.fillWidth: true
        }
        Keypad {
            objectName: "cashKeypad"
            onTyped: digits => panel.vm.key(digits)
            onErased: panel.vm.erase()
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.maximumHeight: 340
        }
    }
    // -- blind count
    CashCount {
        objectName: "closeCount"
        visible: panel.vm.mode === "close"
        vm: panel.vm
        Layout.fillWidth: true
        Layout.fillHeight: true
    }
    // -- report
    ReceiptPaper {
        visible: panel.vm.mode === "report"
        vm: panel.vm.report
        Layout.fillWidth: true
        Layout.fillHeight: true
    }
    Item {
        visible: panel.vm.mode === "menu"
        Layout.fillHeight: true
    }
}
