pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Kiosk
import Endcap.Ui
import "../parts"

// Where a visit begins: search, departments, what people buy here; scanning is one touch away.
Item {
    id: page

    required property KioskViewModel vm
    readonly property bool wide: width > height * 1.25
    readonly property int columns: wide ? 4 : 2

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Flickable {
            id: flick
            contentHeight: column.implicitHeight + Theme.sp32
            clip: true
            Layout.fillWidth: true
            Layout.fillHeight: true
            T.ScrollIndicator.vertical: ScrollMark {}

            ColumnLayout {
                id: column
                width: flick.width
                y: page.wide ? Theme.sp8 : Theme.sp24
                spacing: page.wide ? Theme.sp24 : Theme.sp32

                GridLayout {
                    columns: page.wide ? 2 : 1
                    columnSpacing: Theme.sp48
                    rowSpacing: Theme.sp24
                    Layout.fillWidth: true
                    Layout.leftMargin: Theme.edge
                    Layout.rightMargin: Theme.edge

                    Heading {
                        text: qsTr("What are you looking for?")
                        level: 1
                        Layout.fillWidth: true
                        Layout.preferredWidth: 1
                    }
                    SearchBar {
                        vm: page.vm
                        Layout.fillWidth: true
                        Layout.preferredWidth: 1
                    }
                }
                GridLayout {
                    columns: page.columns
                    columnSpacing: Theme.sp16
                    rowSpacing: Theme.sp16
                    Layout.fillWidth: true
                    Layout.leftMargin: Theme.edge
                    Layout.rightMargin: Theme.edge

                    Repeater {
                        model: page.vm.home.departments

                        DepartmentTile {
                            required property string department
                            required property string symbol

                            objectName: "department_" + department
                            iconName: symbol
                            implicitHeight: page.wide ? (page.height > 900 ? 136 : 156) : Math.max(176, Math.min(220, (page.height - 980) / 4))
                            Layout.fillWidth: true
                            Layout.preferredWidth: 1
                            onClicked: page.vm.openDepartment(department)
                        }
                    }
                }
                Heading {
                    visible: page.vm.home.popular.count > 0
                    text: qsTr("Popular in this store")
                    Layout.fillWidth: true
                    Layout.leftMargin: Theme.edge
                    Layout.rightMargin: Theme.edge
                    Layout.bottomMargin: -Theme.sp16
                }
                TileRow {
                    vm: page.vm
                    model: page.vm.home.popular
                    Layout.fillWidth: true
                }
            }
        }
        Dock {
            Layout.fillWidth: true

            PrimaryButton {
                objectName: "scanProduct"
                text: qsTr("Scan a product")
                iconName: "scan"
                implicitHeight: Math.max(96, Theme.control)
                Layout.fillWidth: true
                onClicked: page.vm.openSheet("scan")
            }
        }
    }
}
