import QtQuick
import QtQuick.Layouts
import Endcap.Ui
import Endcap.Till

// Before the first sale: what is in the drawer?
FocusScope {
    id: page

    required property TillViewModel vm
    readonly property ShiftViewModel shift: vm.shift

    focus: true

    ColumnLayout {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.sp64, 900)
        height: Math.min(parent.height - 2 * Theme.sp32, 640)
        spacing: Theme.sp16

        Heading {
            text: qsTr("Open your shift")
            level: 1
            Layout.fillWidth: true
        }
        Label {
            text: qsTr("Count the float in the drawer. Every coin and note you enter is what you answer for at the end.")
            quiet: true
            Layout.fillWidth: true
        }
        Notice {
            objectName: "openNotice"
            visible: page.shift.noticeText !== ""
            tone: page.shift.noticeTone
            text: page.shift.noticeText
            Layout.fillWidth: true
        }
        CashCount {
            vm: page.shift
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
        RowLayout {
            spacing: Theme.sp12
            Layout.fillWidth: true

            SecondaryButton {
                objectName: "openUsual"
                visible: page.shift.usualText !== ""
                text: page.shift.usualText
                onClicked: page.shift.useUsual()
            }
            Item {
                Layout.fillWidth: true
            }
            PrimaryButton {
                objectName: "openShift"
                text: page.shift.openText
                hint: "F12"
                enabled: !page.shift.busy
                Layout.preferredWidth: Math.max(implicitWidth, 360)
                onClicked: page.shift.open()
            }
        }
    }
    Shortcut {
        sequences: ["F12"]
        onActivated: page.shift.open()
    }
}
