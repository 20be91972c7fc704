pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Endcap.Ui
import Endcap.Till

// This till's journal: filters on top, entries newest first, one of them (or its evidence) beside.
ColumnLayout {
    id: panel

    required property ReceiptsViewModel vm
    readonly property bool tall: height > width

    spacing: Theme.sp12

    RowLayout {
        spacing: Theme.sp8
        Layout.fillWidth: true

        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true

            Heading {
                text: qsTr("Receipts and journal of this till")
                maximumLineCount: 1
                Layout.fillWidth: true
            }
            Label {
                objectName: "journalStatus"
                text: panel.vm.statusText
                small: true
                quiet: true
                maximumLineCount: 1
                Layout.fillWidth: true
            }
        }
        KeyButton {
            objectName: "journalCheck"
            iconName: "check"
            text: qsTr("Check")
            sequence: "Ctrl+K"
            onClicked: panel.vm.keeping.startCheck()
            Layout.preferredWidth: Math.max(implicitWidth, 168)
        }
        KeyButton {
            objectName: "journalExport"
            iconName: "down"
            text: qsTr("Take out")
            sequence: "Ctrl+E"
            onClicked: panel.vm.keeping.startExport()
            Layout.preferredWidth: Math.max(implicitWidth, 184)
        }
        IconButton {
            objectName: "receiptsClose"
            iconName: "close"
            label: qsTr("Back")
            onClicked: panel.vm.leave()
        }
    }
    EntryFilters {
        vm: panel.vm
        Layout.fillWidth: true
    }
    GridLayout {
        columns: panel.tall ? 1 : 2
        rowSpacing: Theme.sp12
        columnSpacing: Theme.sp16
        uniformCellHeights: panel.tall
        Layout.fillWidth: true
        Layout.fillHeight: true

        EntryList {
            vm: panel.vm
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 11
        }
        Loader {
            readonly property var halves: ({
                    "check": check,
                    "export": takeOut
                })
            sourceComponent: halves[panel.vm.keeping.mode] ?? detail
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 9
        }
    }

    Component {
        id: detail
        EntryDetail {
            vm: panel.vm
        }
    }
    Component {
        id: check
        JournalCheck {
            vm: panel.vm.keeping
        }
    }
    Component {
        id: takeOut
        JournalExport {
            vm: panel.vm.keeping
        }
    }
}
