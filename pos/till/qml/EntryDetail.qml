import QtQuick
import QtQuick.Layouts
import Endcap.Ui
import Endcap.Till

// One entry: the paper it printed, where it stands in the journal, and whether central has it.
ColumnLayout {
    id: detail

    required property ReceiptsViewModel vm

    spacing: Theme.sp8

    ReceiptPaper {
        visible: detail.vm.shown !== ""
        vm: detail.vm.paper
        Layout.fillWidth: true
        Layout.fillHeight: true
    }
    Label {
        objectName: "entryState"
        visible: text !== ""
        text: detail.vm.stateText
        color: detail.vm.stateTone === "stop" ? Theme.stop : detail.vm.stateTone === "warn" ? Theme.warn : Theme.good
        strong: true
        Layout.fillWidth: true
    }
    Label {
        objectName: "entryPlace"
        visible: text !== ""
        text: detail.vm.placeText
        small: true
        quiet: true
        Layout.fillWidth: true
    }
    KeyButton {
        objectName: "reprint"
        visible: detail.vm.shown !== "" && detail.vm.paper.canReprint
        iconName: "printer"
        text: qsTr("Print again")
        sequence: "Ctrl+P"
        onClicked: detail.vm.paper.reprint()
        Layout.fillWidth: true
    }
    Item {
        visible: detail.vm.shown === ""
        Layout.fillHeight: true
    }
}
