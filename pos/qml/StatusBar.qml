pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Ui
import Endcap.Pos

// Store, terminal, person, shift; the link and the clock. Always there, never in the way.
Rectangle {
    id: bar

    required property StatusLineViewModel vm

    implicitHeight: Math.max(44, row.implicitHeight + Theme.sp8)
    color: Theme.surface

    RowLayout {
        id: row
        anchors.fill: parent
        anchors.leftMargin: Theme.edge
        anchors.rightMargin: Theme.sp8
        spacing: Theme.sp16

        Label {
            objectName: "storeName"
            text: bar.vm.storeName
            strong: true
            wrapMode: Text.NoWrap
            Layout.maximumWidth: bar.width * 0.22
        }
        Label {
            text: bar.vm.terminalName
            quiet: true
            wrapMode: Text.NoWrap
        }
        Label {
            objectName: "statusNote"
            text: bar.vm.note
            visible: text !== ""
            quiet: true
            wrapMode: Text.NoWrap
        }
        Item {
            Layout.fillWidth: true
        }
        Pill {
            objectName: "journalPill"
            visible: bar.vm.journalText !== ""
            text: bar.vm.journalText
            tone: "stop"
            iconName: "warning"
        }
        Pill {
            objectName: "printerPill"
            visible: bar.vm.printerText !== ""
            text: bar.vm.printerText
            tone: "warn"
            iconName: "printer"
        }
        Pill {
            objectName: "clockPill"
            visible: bar.vm.clockTrouble !== ""
            text: bar.vm.clockTrouble
            tone: "warn"
            iconName: "clock"
        }
        T.AbstractButton {
            id: link
            objectName: "openStatus"
            implicitWidth: Math.max(48, pill.implicitWidth)
            implicitHeight: 44
            focusPolicy: Qt.NoFocus
            enabled: bar.vm.known
            Accessible.name: bar.vm.linkText + ". " + qsTr("How this terminal is (Ctrl+I)")
            onClicked: sheet.open = true
            Layout.fillHeight: true

            contentItem: Item {
                Pill {
                    id: pill
                    objectName: "linkPill"
                    anchors.verticalCenter: parent.verticalCenter
                    text: bar.vm.linkText
                    tone: bar.vm.linkTone
                    iconName: bar.vm.linkTone === "stop" ? "warning" : bar.vm.online ? "online" : "offline"
                }
            }
        }
        Person {
            visible: bar.vm.staffName !== ""
            name: bar.vm.staffName
            size: 32
        }
        Numbers {
            objectName: "clock"
            text: bar.vm.clockText
        }
        IconButton {
            objectName: "lock"
            visible: bar.vm.staffName !== ""
            iconName: "lock"
            label: qsTr("Lock (Ctrl+L)")
            implicitWidth: 44
            implicitHeight: 40
            focusPolicy: Qt.NoFocus
            onClicked: bar.vm.lock()
        }
        IconButton {
            objectName: "languageButton"
            iconName: "globe"
            label: qsTr("Language")
            implicitWidth: 44
            implicitHeight: 40
            focusPolicy: Qt.NoFocus
            onClicked: bar.vm.nextLanguage()
        }
    }

    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
    }
    StatusSheet {
        id: sheet
        vm: bar.vm
        parent: bar.Window.contentItem
    }
    Shortcut {
        sequences: ["Ctrl+I"]
        enabled: bar.vm.known
        onActivated: sheet.open = true
    }
    Shortcut {
        sequences: ["Ctrl+L"]
        enabled: bar.vm.staffName !== ""
        onActivated: bar.vm.lock()
    }
}
