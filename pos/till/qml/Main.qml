pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Endcap.Ui
import Endcap.Pos
import Endcap.Till
import "../../qml"

// The till's window: status line on top, one page below it.
AppWindow {
    id: window

    required property TillViewModel vm

    title: qsTr("Endcap till")

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        StatusBar {
            vm: window.vm.status
            Layout.fillWidth: true
        }
        Loader {
            id: loader
            objectName: "page"
            asynchronous: false
            focus: true
            Layout.fillWidth: true
            Layout.fillHeight: true
            sourceComponent: pages[window.vm.page] ?? null
            readonly property var pages: ({
                    "enrol": enrol,
                    "waiting": waiting,
                    "signIn": signIn,
                    "openShift": openShift,
                    "sell": sell,
                    "stopped": stopped
                })
        }
    }

    Component {
        id: enrol
        EnrolPage {
            vm: window.vm.enrol
        }
    }
    Component {
        id: waiting
        WaitingPage {
            status: window.vm.status
        }
    }
    Component {
        id: signIn
        SignInPage {
            vm: window.vm.signIn
        }
    }
    Component {
        id: openShift
        OpenShiftPage {
            vm: window.vm.shift
        }
    }
    Component {
        id: sell
        SellPage {
            vm: window.vm
        }
    }
    Component {
        id: stopped
        StoppedPage {
            reason: window.vm.stoppedText
            onRetried: window.vm.tryAgain()
        }
    }
}
