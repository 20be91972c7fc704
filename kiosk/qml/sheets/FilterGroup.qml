pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Endcap.Ui

// One question of the filter sheet and its answers.
ColumnLayout {
    id: group

    required property string title
    required property var model
    property string prefix: ""

    signal picked(string code)

    spacing: Theme.sp16

    Heading {
        text: group.title
        level: 3
        Layout.fillWidth: true
    }
    Flow {
        spacing: Theme.sp12
        Layout.fillWidth: true

        Repeater {
            model: group.model

            Chip {
                required property string code
                required property string label
                required property bool picked

                objectName: group.prefix + code
                text: label
                chosen: picked
                onClicked: group.picked(code)
            }
        }
    }
}
