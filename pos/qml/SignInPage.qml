import QtQuick
import Endcap.Ui
import Endcap.Pos

// Who are you? Choose your name and type your PIN, or scan your badge.
FocusScope {
    id: page

    required property SignInViewModel vm

    focus: true

    PinPanel {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.sp64, 1080)
        height: Math.min(parent.height - 2 * Theme.sp32, 680)
        focus: true
        vm: page.vm
        welcome: qsTr("Good to see you")
    }
}
