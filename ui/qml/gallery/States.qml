import QtQuick
import QtQuick.Layouts
import Endcap.Ui

ColumnLayout {
    spacing: Theme.sp24

    Heading {
        text: qsTr("Every state has words")
        level: 1
        Layout.fillWidth: true
    }
    Banner {
        text: qsTr("Offline since %1").arg("12:04")
        detail: qsTr("You can sell, hand over and take back. 7 sales wait to be sent.")
        Layout.fillWidth: true
    }
    Banner {
        text: qsTr("Back online")
        iconName: "online"
        tone: "good"
        Layout.fillWidth: true
    }
    Notice {
        text: qsTr("The printer is out of paper.")
        advice: qsTr("Put in a new roll; the receipt prints by itself.")
        action: qsTr("Try again")
        Layout.fillWidth: true
    }
    Notice {
        text: qsTr("No product has this code.")
        advice: qsTr("Scan again, or search by name.")
        tone: "warn"
        dismissable: true
        Layout.fillWidth: true
    }
    Notice {
        text: qsTr("Parked as basket %1.").arg("3")
        tone: "good"
        Layout.fillWidth: true
    }
    Card {
        Layout.fillWidth: true
        ColumnLayout {
            width: parent.width
            spacing: Theme.sp12
            Skeleton {
                Layout.preferredWidth: 420
                Layout.preferredHeight: Theme.fontTitle
            }
            Skeleton {
                Layout.fillWidth: true
            }
            Skeleton {
                Layout.preferredWidth: 300
            }
            Label {
                text: qsTr("Looking in the other stores…")
                quiet: true
                small: true
            }
        }
    }
    EmptyState {
        title: qsTr("Scan or type")
        text: qsTr("The last sale and parked baskets are one key away.")
        iconName: "scan"
        action: qsTr("Parked baskets")
        Layout.fillWidth: true
        Layout.topMargin: Theme.sp24
    }
    QrCode {
        text: "ENDCAP GALLERY 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        size: Theme.kiosk ? 320 : 160
        Layout.alignment: Qt.AlignHCenter
    }
    Item {
        Layout.fillHeight: true
    }
}
