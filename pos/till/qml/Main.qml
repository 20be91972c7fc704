import QtQuick
import QtQuick.Layouts
import Endcap.Ui
import Endcap.Pos
import "../../qml"

// The till's window: status line on top, one page below it. Only the page on the screen is
// compiled before the first frame; the pages of the work come by their files.
AppWindow {
    id: window

    required property FrontViewModel vm

    title: qsTr("Endcap till")

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
                    "openShift": Qt.resolvedUrl("OpenShiftPage.qml"),
                    "sell": Qt.resolvedUrl("SellPage.qml")
                })
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
    }
}
