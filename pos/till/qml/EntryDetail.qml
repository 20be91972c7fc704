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
    RowLayout {
        visible: detail.vm.shown !== ""
        spacing: Theme.sp12
        Layout.fillWidth: true

        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true

            Label {
                objectName: "entryState"
                text: detail.vm.stateText
                color: detail.vm.stateTone === "stop" ? Theme.stop : detail.vm.stateTone === "warn" ? Theme.warn : Theme.good
                strong: true
                lineHeight: Theme.leadingTight
                Layout.fillWidth: true
            }
            Label {
                objectName: "entryPlace"
                text: detail.vm.placeText
                small: true
                quiet: true
                Layout.fillWidth: true
            }
        }
        KeyButton {
            objectName: "reprint"
            visible: detail.vm.paper.canReprint
            iconName: "printer"
            text: qsTr("Print again")
            sequence: "Ctrl+P"
            onClicked: detail.vm.paper.reprint()
            Layout.preferredWidth: Math.max(implicitWidth, detail.width * 0.45)
        }
    }
    Item {
        visible: detail.vm.shown === ""
        Layout.fillHeight: true
    }
}
