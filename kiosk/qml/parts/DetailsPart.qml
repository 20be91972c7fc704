pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Endcap.Kiosk
import Endcap.Ui

// What it is, in words and as a fact sheet.
ColumnLayout {
    id: part

    required property ProductViewModel product

    spacing: Theme.sp24

    Label {
        text: part.product.description
        visible: text !== ""
        Layout.fillWidth: true
    }
    Label {
        visible: part.product.description === "" && part.product.specs.count === 0
        text: qsTr("There are no further details. Please ask a member of staff.")
        quiet: true
        Layout.fillWidth: true
    }
    Card {
        visible: part.product.specs.count > 0
        Layout.fillWidth: true

        ColumnLayout {
            width: parent.width
            spacing: Theme.sp16

            Repeater {
                model: part.product.specs

                GridLayout {
                    id: spec

                    required property string name
                    required property string value
                    required property int index

                    columns: Theme.textScale > 1.4 ? 1 : 2
                    columnSpacing: Theme.sp24
                    rowSpacing: Theme.sp4
                    Layout.fillWidth: true

                    Label {
                        text: spec.name
                        quiet: true
                        Layout.preferredWidth: spec.columns === 1 ? -1 : part.width * 0.3
                        Layout.fillWidth: spec.columns === 1
                        Layout.alignment: Qt.AlignTop
                    }
                    Label {
                        text: spec.value
                        Layout.fillWidth: true
                    }
                }
            }
        }
    }
}
