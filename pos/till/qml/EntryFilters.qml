pragma ComponentBehavior: Bound
import QtQuick
import Endcap.Ui
import Endcap.Till

// What of the journal is listed: which kind; since when, and by whom.
Column {
    id: filters

    required property ReceiptsViewModel vm
    readonly property var kinds: [["receipts", qsTr("Receipts")], ["sales", qsTr("Sales")], ["returns", qsTr("Returns")], ["pickups", qsTr("Pickups")], ["cash", qsTr("Cash")], ["shifts", qsTr("Shifts")], ["all", qsTr("Everything")]]
    readonly property var periods: [["all", qsTr("All days")], ["shift", qsTr("This shift")], ["today", qsTr("Today")], ["yesterday", qsTr("Yesterday")], ["week", qsTr("7 days")]]

    spacing: Theme.sp8

    Flow {
        width: parent.width
        spacing: Theme.sp8

        Repeater {
            model: filters.kinds
            Chip {
                required property var modelData
                objectName: "kind_" + modelData[0]
                text: modelData[1]
                chosen: filters.vm.kind === modelData[0]
                onClicked: filters.vm.setKind(modelData[0])
            }
        }
    }
    Flow {
        width: parent.width
        spacing: Theme.sp8

        Repeater {
            model: filters.periods
            Chip {
                required property var modelData
                objectName: "period_" + modelData[0]
                text: modelData[1]
                chosen: filters.vm.period === modelData[0]
                onClicked: filters.vm.setPeriod(modelData[0])
            }
        }
        Chip {
            objectName: "mineOnly"
            text: qsTr("Only mine")
            iconName: "person"
            chosen: filters.vm.mine
            onClicked: filters.vm.setMine(!filters.vm.mine)
        }
    }
}
