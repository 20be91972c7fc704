import QtQuick
import QtQuick.Layouts
import Endcap.Kiosk
import Endcap.Ui

// The kiosk cannot serve: kind to shoppers, exact for staff.
Item {
    id: page

    required property KioskViewModel vm

    ColumnLayout {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.edge, 960)
        spacing: Theme.sp32

        EmptyState {
            iconName: "pause"
            title: qsTr("This screen is taking a break")
            text: qsTr("Please ask a member of staff; they can look things up for you.")
            Layout.fillWidth: true
        }
        Notice {
            objectName: "trouble"
            tone: "neutral"
            iconName: "settings"
            text: qsTr("For the staff")
            advice: page.vm.trouble
            Layout.fillWidth: true
        }
    }
}
