import QtQuick
import QtQuick.Layouts
import Endcap.Ui
import Endcap.Pos

// Selling has stopped because the journal cannot be trusted: what happened, what to do.
Item {
    id: page

    required property FrontViewModel vm

    ColumnLayout {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.sp64, 760)
        spacing: Theme.sp24

        Icon {
            name: "warning"
            size: 72
            color: Theme.stop
        }
        Heading {
            objectName: "stoppedTitle"
            text: qsTr("This terminal has stopped")
            level: 1
            Layout.fillWidth: true
        }
        Label {
            objectName: "stoppedText"
            text: page.vm.stoppedText
            Layout.fillWidth: true
        }
        Label {
            text: qsTr("Nothing that was confirmed is lost. Use another terminal and tell whoever looks after the terminals.")
            quiet: true
            Layout.fillWidth: true
        }
        SecondaryButton {
            objectName: "tryAgain"
            text: qsTr("Check again")
            onClicked: page.vm.tryAgain()
        }
    }
}
