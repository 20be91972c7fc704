import QtQuick
import QtQuick.Layouts
import Endcap.Ui

ColumnLayout {
    spacing: Theme.sp24

    Heading {
        text: qsTr("Actions and fields")
        level: 1
        Layout.fillWidth: true
    }
    PrimaryButton {
        text: qsTr("Order for pickup or delivery")
        iconName: "pickup"
        Layout.fillWidth: true
    }
    RowLayout {
        spacing: Theme.sp16
        PrimaryButton {
            text: qsTr("Unavailable")
            enabled: false
            Layout.fillWidth: true
        }
        PrimaryButton {
            text: qsTr("Focused")
            focus: true
            Component.onCompleted: forceActiveFocus(Qt.TabFocusReason)
            Layout.fillWidth: true
        }
    }
    RowLayout {
        spacing: Theme.sp16
        SecondaryButton {
            text: qsTr("Add to basket")
            iconName: "basket"
            Layout.fillWidth: true
        }
        SecondaryButton {
            text: qsTr("Back")
            iconName: "back"
            directional: true
            Layout.fillWidth: true
        }
        QuietButton {
            text: qsTr("Show all")
        }
    }
    Flow {
        spacing: Theme.sp16
        Layout.fillWidth: true
        IconButton {
            iconName: "basket"
            label: qsTr("Basket")
            badge: 3
            framed: true
        }
        IconButton {
            iconName: "text-size"
            label: qsTr("Text size")
        }
        IconButton {
            iconName: "back"
            label: qsTr("Back")
            directional: true
            framed: true
        }
        QuantityStepper {
            value: 2
        }
        QuantityStepper {
            value: 1
            minimum: 0
        }
    }
    GridLayout {
        columns: 3
        columnSpacing: Theme.sp8
        rowSpacing: Theme.sp8
        KeyButton {
            text: qsTr("Quantity")
            iconName: "quantity"
            sequence: "F2"
            Layout.fillWidth: true
        }
        KeyButton {
            text: qsTr("Void line")
            iconName: "trash"
            sequence: "F3"
            tone: "stop"
            Layout.fillWidth: true
        }
        KeyButton {
            text: qsTr("Pay")
            iconName: "cash"
            sequence: "F12"
            tone: "accent"
            Layout.fillWidth: true
        }
    }
    Field {
        placeholder: qsTr("Search or scan")
        iconName: "search"
        Layout.fillWidth: true
    }
    Field {
        label: qsTr("Phone")
        text: "+43 660 12"
        error: qsTr("This number is too short. Please check it.")
        iconName: "phone"
        Layout.fillWidth: true
    }
    Flow {
        spacing: Theme.sp12
        Layout.fillWidth: true
        Chip {
            text: qsTr("All")
            chosen: true
        }
        Chip {
            text: qsTr("In stock here")
            iconName: "store"
            count: 42
        }
        Chip {
            text: qsTr("On promotion")
            iconName: "percent"
        }
        Chip {
            text: "Organic cotton"
        }
    }
    LanguagePicker {
        Layout.fillWidth: true
    }
    StepLine {
        steps: [qsTr("Where"), qsTr("Who"), qsTr("Confirm")]
        current: 1
        Layout.fillWidth: true
    }
    Item {
        Layout.fillHeight: true
    }
}
