pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Endcap.Ui
import Endcap.Desk

// The manager's page: what is to settle, what was settled, and how the terminals are.
FocusScope {
    id: page

    required property DeskViewModel vm
    readonly property OfficeViewModel office: vm.office
    readonly property bool terminals: office.tab === "terminals"

    focus: true
    Keys.onEscapePressed: vm.closeOffice()
    Keys.onDownPressed: office.move(1)
    Keys.onUpPressed: office.move(-1)

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Banner {
            objectName: "awayBanner"
            visible: page.office.away
            text: page.office.awayText
            detail: qsTr("Settling needs the line.")
            Layout.fillWidth: true
        }
        RowLayout {
            spacing: Theme.sp12
            Layout.fillWidth: true
            Layout.margins: Theme.sp16
            Layout.bottomMargin: 0

            IconButton {
                objectName: "officeBack"
                iconName: "back"
                directional: true
                framed: true
                label: qsTr("Back to the orders")
                onClicked: page.vm.closeOffice()
            }
            Flow {
                objectName: "officeTabs"
                spacing: Theme.sp8
                Layout.fillWidth: true

                Repeater {
                    model: page.office.tabs

                    delegate: Chip {
                        required property var modelData
                        objectName: "tab_" + modelData.code
                        text: modelData.text
                        count: modelData.count
                        chosen: page.office.tab === modelData.code
                        implicitHeight: 48
                        onClicked: page.office.show(modelData.code)
                    }
                }
            }
            Label {
                objectName: "officeWho"
                text: page.office.whoText
                quiet: true
                wrapMode: Text.NoWrap
                Layout.maximumWidth: page.width * 0.25
            }
        }
        Loader {
            focus: true
            sourceComponent: page.terminals ? health : matters
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.margins: Theme.sp16
        }
    }

    Component {
        id: matters

        RowLayout {
            spacing: Theme.sp16

            MatterList {
                vm: page.office
                focus: true
                Layout.preferredWidth: Math.max(380, page.width * 0.36)
                Layout.fillHeight: true
            }
            MatterPane {
                vm: page.office
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
        }
    }
    Component {
        id: health

        TerminalList {
            vm: page.office.terminals
            focus: true
        }
    }
}
