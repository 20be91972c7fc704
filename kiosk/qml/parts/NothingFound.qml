pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Endcap.Kiosk
import Endcap.Ui

// No hit: what else might be meant, and three ways on.
Flickable {
    id: nothing

    required property KioskViewModel vm
    // Above the keyboard of a low screen: words only.
    property bool compact: false

    contentHeight: column.implicitHeight + Theme.sp64
    clip: true

    ColumnLayout {
        id: column
        y: nothing.compact ? Theme.sp8 : Theme.sp32
        width: nothing.width
        spacing: Theme.sp32

        Heading {
            visible: nothing.compact
            text: empty.title
            Layout.fillWidth: true
            Layout.leftMargin: Theme.edge
            Layout.rightMargin: Theme.edge
        }
        EmptyState {
            id: empty
            visible: !nothing.compact
            iconName: "search"
            title: nothing.vm.search.text !== "" ? qsTr("We found nothing for “%1”").arg(nothing.vm.search.text) : qsTr("Nothing fits these filters")
            text: nothing.vm.search.filters.any ? qsTr("Perhaps it is there without the filters.") : qsTr("Try fewer letters, or hold the product under the scanner.")
            action: nothing.vm.search.filters.any ? qsTr("Remove the filters") : ""
            onActed: nothing.vm.search.filters.clear()
            Layout.fillWidth: true
            Layout.leftMargin: Theme.edge
            Layout.rightMargin: Theme.edge
        }
        ColumnLayout {
            visible: nothing.vm.search.suggestions.length > 0
            spacing: Theme.sp16
            Layout.alignment: Qt.AlignHCenter

            Heading {
                text: qsTr("Did you mean")
                level: 3
                horizontalAlignment: Text.AlignHCenter
                Layout.fillWidth: true
            }
            Flow {
                spacing: Theme.sp12
                Layout.maximumWidth: nothing.width - 2 * Theme.edge
                Layout.preferredWidth: nothing.width - 2 * Theme.edge

                Repeater {
                    model: nothing.vm.search.suggestions

                    Chip {
                        required property string modelData
                        required property int index

                        objectName: "meant_" + index
                        text: modelData
                        onClicked: nothing.vm.search.setText(modelData)
                    }
                }
            }
        }
        GridLayout {
            columns: nothing.width > 1400 ? 4 : 2
            columnSpacing: Theme.sp16
            rowSpacing: Theme.sp16
            Layout.fillWidth: true
            Layout.leftMargin: Theme.edge
            Layout.rightMargin: Theme.edge

            Repeater {
                model: nothing.vm.home.departments

                DepartmentTile {
                    required property string department
                    required property string symbol

                    objectName: "instead_" + department
                    iconName: symbol
                    implicitHeight: Math.max(112, Theme.fontBody * 3)
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    onClicked: nothing.vm.search.browse(department)
                }
            }
        }
    }
}
