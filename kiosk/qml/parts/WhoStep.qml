import QtQuick
import QtQuick.Layouts
import Endcap.Kiosk
import Endcap.Ui

// A name to call out and a number to call; both leave this screen with the visit.
ColumnLayout {
    id: step

    required property OrderViewModel order
    property bool beside: false
    // What the keyboard should offer first: figures for a number, a capital for a name.
    readonly property bool figures: phone.input.activeFocus
    readonly property bool capital: name.input.activeFocus && name.text === ""

    function start() {
        if (visible)
            name.input.forceActiveFocus();
    }

    spacing: Theme.sp24
    onVisibleChanged: start()
    Component.onCompleted: start()

    Heading {
        text: qsTr("Who is it for?")
        Layout.fillWidth: true
    }
    GridLayout {
        columns: step.beside ? 2 : 1
        columnSpacing: Theme.sp24
        rowSpacing: Theme.sp24
        Layout.fillWidth: true

        Field {
            id: name
            objectName: "orderName"
            label: qsTr("Name")
            iconName: "person"
            text: step.order.who.name
            error: step.order.who.nameError
            maximumLength: 80
            onEdited: text => step.order.who.setName(text)
            onSubmitted: phone.input.forceActiveFocus()
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.alignment: Qt.AlignTop
        }
        Field {
            id: phone
            objectName: "orderPhone"
            label: qsTr("Phone")
            iconName: "phone"
            text: step.order.who.phone
            error: step.order.who.phoneError
            numeric: true
            maximumLength: 24
            inputMethodHints: Qt.ImhDialableCharactersOnly
            onEdited: text => step.order.who.setPhone(text)
            onSubmitted: step.order.next()
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.alignment: Qt.AlignTop
        }
    }
    RowLayout {
        spacing: Theme.sp12
        Layout.fillWidth: true

        Icon {
            name: "lock"
            size: Theme.iconSmall
            color: Theme.ink2
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: Theme.sp4
        }
        Label {
            text: qsTr("Only used for this order. This screen forgets both when you are done.")
            small: true
            quiet: true
            Layout.fillWidth: true
        }
    }
}
