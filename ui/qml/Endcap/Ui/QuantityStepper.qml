import QtQuick
import QtQuick.Layouts

// Less, how many, more. It asks by signal; the view-model decides.
Rectangle {
    id: stepper

    required property int value
    property string text: String(value)
    property int minimum: 1
    property int maximum: 999
    property string what: ""

    signal asked(int value)

    objectName: "stepper"
    implicitWidth: row.implicitWidth
    implicitHeight: Theme.control
    radius: Theme.radius
    color: Theme.surface
    border.width: Math.max(1, Theme.stroke)
    border.color: Theme.lineStrong
    Accessible.role: Accessible.SpinBox
    Accessible.name: qsTr("Quantity %1").arg(text)

    RowLayout {
        id: row
        anchors.fill: parent
        spacing: 0

        IconButton {
            objectName: "less"
            iconName: stepper.value <= 1 && stepper.minimum === 0 ? "trash" : "minus"
            label: qsTr("One less")
            enabled: stepper.value > stepper.minimum
            implicitWidth: Theme.control
            Layout.fillHeight: true
            onClicked: stepper.asked(stepper.value - 1)
        }
        Numbers {
            text: stepper.text
            size: Theme.fontBody
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
            Layout.minimumWidth: Math.ceil(Theme.fontBody * 2.2)
        }
        IconButton {
            objectName: "more"
            iconName: "plus"
            label: qsTr("One more")
            enabled: stepper.value < stepper.maximum
            implicitWidth: Theme.control
            Layout.fillHeight: true
            onClicked: stepper.asked(stepper.value + 1)
        }
    }
}
