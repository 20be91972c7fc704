import QtQuick
import QtQuick.Layouts
import Endcap.Ui
import Endcap.Pos

// A new terminal, before its first snapshot: it will come, nothing needs pressing.
Item {
    id: page

    required property StatusLineViewModel status

    ColumnLayout {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.sp64, 620)
        spacing: Theme.sp16

        EmptyState {
            objectName: "waiting"
            iconName: "sync"
            title: qsTr("Fetching the store's goods and prices")
            text: page.status.online ? qsTr("This happens once and takes less than a minute. The screen goes on by itself.") : qsTr("Central does not answer yet. The screen goes on by itself as soon as it does.")
            Layout.fillWidth: true
        }
    }
}
