pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Endcap.Kiosk
import Endcap.Native
import Endcap.Ui
import "pages"
import "parts"
import "sheets"

// The kiosk's window: one page at a time, header above, sheets and the idle warning on top.
AppWindow {
    id: window

    required property KioskViewModel vm
    readonly property bool quiet: vm.screen === "attract" || vm.screen === "enrol" || vm.screen === "trouble"
    // Low reach: in portrait everything comes down; in landscape the header does.
    readonly property int lowered: Theme.lowReach && !landscape && !quiet ? Math.round(height * 0.4) : 0

    title: vm.chain
    objectName: "kioskWindow"

    Loader {
        anchors.fill: parent
        active: window.vm.screen === "attract"
        focus: active
        sourceComponent: AttractPage {
            vm: window.vm
        }
    }
    Loader {
        anchors.fill: parent
        active: window.vm.screen === "enrol"
        focus: active
        sourceComponent: EnrolPage {
            vm: window.vm.enrol
        }
    }
    Loader {
        anchors.fill: parent
        active: window.vm.screen === "trouble"
        sourceComponent: TroublePage {
            vm: window.vm
        }
    }
    ReachPanel {
        visible: window.lowered > 0
        width: parent.width
        height: window.lowered
        vm: window.vm
    }

    ColumnLayout {
        anchors.fill: parent
        anchors.topMargin: lower.visible ? Theme.sp24 : window.lowered
        visible: !window.quiet
        spacing: 0

        Header {
            id: header
            vm: window.vm
            visible: !lower.visible
            Layout.fillWidth: true
        }
        Banner {
            objectName: "offlineStrip"
            visible: !window.vm.link.online
            text: window.vm.link.headline
            detail: window.vm.link.detail
            Layout.fillWidth: true
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            PageSlot {
                vm: window.vm
                name: "home"
                page: HomePage {
                    vm: window.vm
                }
            }
            PageSlot {
                vm: window.vm
                name: "results"
                page: ResultsPage {
                    vm: window.vm
                }
            }
            PageSlot {
                vm: window.vm
                name: "product"
                page: ProductPage {
                    vm: window.vm
                }
            }
            PageSlot {
                vm: window.vm
                name: "order"
                page: OrderPage {
                    vm: window.vm
                }
            }
            PageSlot {
                vm: window.vm
                name: "slip"
                page: SlipPage {
                    vm: window.vm
                }
            }
            PageSlot {
                vm: window.vm
                name: "status"
                page: StatusPage {
                    vm: window.vm
                }
            }
            PageSlot {
                vm: window.vm
                name: "unknown"
                page: UnknownPage {
                    vm: window.vm
                }
            }
        }
        Header {
            id: lower
            vm: window.vm
            visible: Theme.lowReach && window.landscape
            Layout.fillWidth: true
        }
    }

    Loader {
        anchors.fill: parent
        anchors.topMargin: window.lowered
        active: window.vm.ready
        sourceComponent: Sheets {
            vm: window.vm
        }
    }
    Loader {
        anchors.fill: parent
        active: window.vm.staff.available
        sourceComponent: StaffSheet {
            vm: window.vm
        }
    }
    IdleWarning {
        anchors.fill: parent
        vm: window.vm
    }
    // Sees every touch in passing; takes none.
    Item {
        anchors.fill: parent
        z: 1000

        PointHandler {
            acceptedButtons: Qt.LeftButton
            onActiveChanged: if (active) window.vm.visit.touch()
        }
        Item {
            objectName: "staffCorner"
            width: 120
            height: 120

            TapHandler {
                enabled: window.vm.staff.available
                gesturePolicy: TapHandler.DragThreshold
                longPressThreshold: 3
                onLongPressed: window.vm.askStaff()
            }
        }
    }
}
