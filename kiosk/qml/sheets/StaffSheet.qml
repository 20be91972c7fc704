pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Endcap.Kiosk
import Endcap.Ui

// The staff's PIN, which ends full screen; reached by holding the hidden corner.
VmSheet {
    id: sheet

    readonly property StaffViewModel staff: vm.staff

    name: "staff"
    title: qsTr("For the staff")

    Label {
        objectName: "staffSaid"
        text: sheet.staff.said !== "" ? sheet.staff.said : qsTr("Enter the PIN to leave full screen.")
        color: sheet.staff.said !== "" ? Theme.stop : Theme.ink2
        Layout.fillWidth: true
    }
    Numbers {
        objectName: "staffDots"
        text: "•".repeat(sheet.staff.typed)
        size: Theme.fontHead
        Accessible.name: qsTr("%1 digits").arg(sheet.staff.typed)
        Layout.alignment: Qt.AlignHCenter
        Layout.preferredHeight: Theme.fontHead * 1.4
    }
    Keypad {
        corner: ""
        onTyped: text => sheet.staff.key(text)
        onErased: sheet.staff.erase()
        Layout.fillWidth: true
    }
    PrimaryButton {
        objectName: "staffEnter"
        text: qsTr("Leave full screen")
        enabled: sheet.staff.ready
        Layout.fillWidth: true
        Layout.topMargin: Theme.sp16
        Layout.bottomMargin: Theme.sp16
        onClicked: sheet.staff.submit()
    }
}
