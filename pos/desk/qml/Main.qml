import QtQuick
import QtQuick.Layouts
import Endcap.Ui
import Endcap.Pos
import "../../qml"

// The desk's window: status line on top, one page below it. Only the page on the screen is
// compiled before the first frame; the page of the work comes by its file.
AppWindow {
    id: window

    required property FrontViewModel vm

    title: qsTr("Endcap desk")

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        StatusBar {
            vm: window.vm.status
            Layout.fillWidth: true
        }
        FrontPages {
            front: window.vm
            work: ({
                    "desk": Qt.resolvedUrl("DeskPage.qml"),
                    "office": Qt.resolvedUrl("OfficePage.qml")
                })
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
    }
}
