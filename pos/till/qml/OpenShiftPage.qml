import QtQuick
import QtQuick.Layouts
import Endcap.Ui
import Endcap.Till

// Before the first sale: what is in the drawer?
FocusScope {
    id: page

    required property ShiftViewModel vm

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
            visible: page.vm.noticeText !== ""
            tone: page.vm.noticeTone
            text: page.vm.noticeText
            Layout.fillWidth: true
        }
        CashCount {
            vm: page.vm
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
        RowLayout {
            spacing: Theme.sp12
            Layout.fillWidth: true

            SecondaryButton {
                objectName: "openUsual"
                visible: page.vm.usualText !== ""
                text: page.vm.usualText
                onClicked: page.vm.useUsual()
            }
            Item {
                Layout.fillWidth: true
            }
            PrimaryButton {
                objectName: "openShift"
                text: page.vm.openText
                hint: "F12"
                enabled: !page.vm.busy
                Layout.preferredWidth: Math.max(implicitWidth, 360)
                onClicked: page.vm.open()
            }
        }
    }
    Shortcut {
        sequences: ["F12"]
        onActivated: page.vm.open()
    }
}
