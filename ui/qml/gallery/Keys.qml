import QtQuick
import QtQuick.Layouts
import Endcap.Ui

ColumnLayout {
    spacing: Theme.sp24

    Field {
        placeholder: qsTr("Search or scan")
        iconName: "search"
        focus: true
        text: "Çilek"
        Layout.fillWidth: true
    }
    Keypad {
        Layout.preferredWidth: Theme.kiosk ? 560 : 340
        Layout.alignment: Qt.AlignHCenter
    }
    OnScreenKeyboard {
        Layout.fillWidth: true
    }
    OnScreenKeyboard {
        upper: true
        mail: true
        Layout.fillWidth: true
    }
    Item {
        Layout.fillHeight: true
    }
}
