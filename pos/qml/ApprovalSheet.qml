import QtQuick
import QtQuick.Layouts
import Endcap.Ui
import Endcap.Pos

// A second person's yes, beside the work that waits for it.
Sheet {
    id: sheet

    required property ApprovalViewModel vm

    objectName: "approval"
    title: qsTr("A second person must agree")
    side: true
    panelWidth: Math.min(width, 760)
    open: vm.open
    onClosed: vm.drop()

    Label {
        objectName: "approvalReason"
        text: sheet.vm.reason
        Layout.fillWidth: true
    }
    PinPanel {
        vm: sheet.vm.who
        focus: true
        Layout.fillWidth: true
        Layout.fillHeight: true
    }
}
