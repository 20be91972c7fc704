pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Endcap.Ui
import Endcap.Till

// Tenders: what is due, what was given, quick amounts and a keypad.
ColumnLayout {
    id: panel

    required property PayViewModel vm

    spacing: Theme.sp12

    RowLayout {
        Layout.fillWidth: true

        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true

            Label {
                text: qsTr("To pay in cash")
                quiet: true
                Layout.fillWidth: true
            }
            Numbers {
                objectName: "due"
                text: panel.vm.dueText
                size: Theme.fontHead
            }
            Label {
                objectName: "rounding"
                visible: text !== ""
                text: panel.vm.roundingText
                small: true
                quiet: true
                Layout.fillWidth: true
            }
        }
        ColumnLayout {
            spacing: 0
            visible: panel.vm.givenText !== ""

            Label {
                text: panel.vm.short ? qsTr("Still missing") : qsTr("Change")
                quiet: true
                Layout.alignment: Qt.AlignRight
            }
            Numbers {
                objectName: "change"
                text: panel.vm.changeText
                size: Theme.fontHead
                color: panel.vm.short ? Theme.stop : Theme.good
                Layout.alignment: Qt.AlignRight
            }
        }
    }
    Flow {
        spacing: Theme.sp8
        Layout.fillWidth: true

        Repeater {
            model: panel.vm.quickAmounts

            SecondaryButton {
                required property var modelData
                objectName: "quick_" + modelData.minor
                text: modelData.text
                focusPolicy: Qt.NoFocus
                onClicked: panel.vm.give(modelData.minor)
            }
        }
    }
    Numbers {
        objectName: "given"
        text: panel.vm.givenText !== "" ? panel.vm.givenText : panel.vm.givenHint
        color: panel.vm.givenText !== "" ? Theme.ink : Theme.ink2
        size: Theme.fontTitle
        horizontalAlignment: Text.AlignRight
        Layout.fillWidth: true
    }
    Keypad {
        objectName: "payKeypad"
        corner: "."
        onTyped: digits => panel.vm.key(digits)
        onErased: panel.vm.erase()
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.maximumHeight: 360
    }
    Label {
        text: qsTr("Type the amount given and press Enter; Esc goes back to the basket.")
        small: true
        quiet: true
        Layout.fillWidth: true
    }
}
