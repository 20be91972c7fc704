import QtQuick
import QtQuick.Layouts
import Endcap.Ui
import Endcap.Till

// What a check proves, how far it is, what it found. The primary key starts and stops it.
ColumnLayout {
    id: check

    required property KeepingViewModel vm

    spacing: Theme.sp12

    Heading {
        objectName: "checkTitle"
        text: qsTr("Check the journal")
        Layout.fillWidth: true
    }
    Label {
        text: qsTr("Reads every entry of this till and proves that none is missing, that none was changed, and that this till signed each. Going back to selling stops it, and that does no harm.")
        Layout.fillWidth: true
    }
    Notice {
        objectName: "checkNotice"
        visible: check.vm.noticeText !== ""
        tone: check.vm.noticeTone
        text: check.vm.noticeText
        advice: check.vm.noticeAdvice
        Layout.fillWidth: true
    }
    ProgressLine {
        visible: check.vm.busy
        value: check.vm.progress
        text: check.vm.progressText
        Layout.fillWidth: true
    }
    Label {
        visible: check.vm.noticeText === "" && !check.vm.busy
        text: qsTr("If something is wrong, the till stops selling at once. Use another till, leave this one switched on, and call support.")
        quiet: true
        Layout.fillWidth: true
    }
    Item {
        Layout.fillHeight: true
    }
}
