pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Ui
import Endcap.Till

// Taking goods back: scan the slip, tick the lines, give a reason, refund.
ColumnLayout {
    id: panel

    required property ReturnViewModel vm

    spacing: Theme.sp12

    RowLayout {
        spacing: Theme.sp8
        Layout.fillWidth: true

        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true

            Heading {
                objectName: "returnTitle"
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
            objectName: "returnClose"
            iconName: "close"
            label: qsTr("Leave the return")
            onClicked: panel.vm.leave()
        }
    }
    Notice {
        objectName: "returnNotice"
        visible: panel.vm.limitText !== ""
        tone: "warn"
        text: panel.vm.limitText
        Layout.fillWidth: true
    }
    EmptyState {
        visible: !panel.vm.found && !panel.vm.searching
        iconName: "return"
        title: qsTr("Scan the receipt or the order slip")
        text: qsTr("Or type the receipt or order number above and press Enter.")
        Layout.fillWidth: true
        Layout.fillHeight: true
    }
    Label {
        visible: panel.vm.searching
        text: qsTr("Looking up the purchase…")
        quiet: true
        Layout.fillWidth: true
        Layout.fillHeight: true
    }
    ListView {
        id: list
        objectName: "returnLines"
        visible: panel.vm.found
        model: panel.vm.lines
        clip: true
        spacing: Theme.sp4
        boundsBehavior: Flickable.StopAtBounds
        Layout.fillWidth: true
        Layout.fillHeight: true
        T.ScrollIndicator.vertical: ScrollMark {}

        delegate: ReturnLine {
            required property int index
            width: ListView.view.width
            onLess: panel.vm.change(index, -1)
            onMore: panel.vm.change(index, 1)
        }
    }
    Label {
        visible: panel.vm.found
        text: qsTr("Why does it come back?")
        small: true
        strong: true
        quiet: true
        Layout.fillWidth: true
    }
    Flow {
        visible: panel.vm.found
        spacing: Theme.sp8
        Layout.fillWidth: true

        Repeater {
            model: panel.vm.reasons

            Chip {
                required property var modelData
                objectName: "reason_" + modelData.code
                text: modelData.text
                chosen: panel.vm.reason === modelData.code
                focusPolicy: Qt.NoFocus
                onClicked: panel.vm.chooseReason(modelData.code)
            }
        }
    }
    Flow {
        visible: panel.vm.found
        spacing: Theme.sp8
        Layout.fillWidth: true

        Repeater {
            model: panel.vm.conditions

            Chip {
                required property var modelData
                objectName: "condition_" + modelData.code
                text: modelData.text
                chosen: panel.vm.condition === modelData.code
                focusPolicy: Qt.NoFocus
                onClicked: panel.vm.chooseCondition(modelData.code)
            }
        }
    }
    Label {
        objectName: "refundText"
        visible: panel.vm.found
        text: panel.vm.refundText
        strong: true
        Layout.fillWidth: true
    }
}
