pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Endcap.Ui
import Endcap.Till
import "../../qml"

// The selling page: basket left, field and context right, total and Pay below.
FocusScope {
    id: page

    required property TillViewModel vm
    readonly property bool free: !page.vm.approval.open
    // The journal needs the whole width, and no key of a basket that nobody sees.
    readonly property bool wide: page.vm.panel === "receipts"
    readonly property bool selling: free && !wide
    readonly property int rightWidth: Math.round(width * 0.42)

    focus: true
    // A key that nobody wanted is for the field.
    Keys.onPressed: event => {
        if (!page.free || event.text.length !== 1 || event.text < " " || entry.input.activeFocus)
            return;
        entry.input.forceActiveFocus();
        entry.input.insert(entry.input.length, event.text);
        page.vm.typed(entry.text);
        event.accepted = true;
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Banner {
            objectName: "offlineBanner"
            visible: !page.vm.status.online
            text: page.vm.status.linkText
            detail: page.vm.status.offlineDetail
            Layout.fillWidth: true
        }
        RowLayout {
            spacing: 0
            Layout.fillWidth: true
            Layout.fillHeight: true

            BasketPane {
                vm: page.vm.basket
                till: page.vm
                visible: !page.wide
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
            Rectangle {
                color: Theme.surface
                Layout.fillWidth: page.wide
                Layout.preferredWidth: page.wide ? page.width : page.rightWidth
                Layout.fillHeight: true

                ColumnLayout {
                    anchors.fill: parent
                    anchors.margins: Theme.sp16
                    spacing: Theme.sp12

                    EntryField {
                        id: entry
                        vm: page.vm
                        focus: true
                        Layout.fillWidth: true
                    }
                    Notice {
                        objectName: "notice"
                        visible: page.vm.basket.noticeText !== ""
                        text: page.vm.basket.noticeText
                        advice: page.vm.basket.noticeAdvice
                        tone: page.vm.basket.noticeTone
                        dismissable: true
                        onDismissed: page.vm.basket.dismissNotice()
                        Layout.fillWidth: true
                    }
                    Loader {
                        id: panel
                        objectName: "panel"
                        readonly property var panels: ({
                                "keys": keys,
                                "results": results,
                                "pay": pay,
                                "done": done,
                                "return": back,
                                "pickup": pickup,
                                "shift": shift,
                                "receipts": receipts
                            })
                        sourceComponent: panels[page.vm.panel] ?? keys
                        Layout.fillWidth: true
                        Layout.fillHeight: true
                    }
                }
                Rectangle {
                    width: Theme.stroke
                    height: parent.height
                    anchors.left: parent.left
                    color: Theme.line
                }
            }
        }
        TotalBar {
            vm: page.vm
            Layout.fillWidth: true
        }
    }

    Component {
        id: keys
        KeysPanel {
            vm: page.vm
        }
    }
    Component {
        id: results
        ResultsPanel {
            vm: page.vm.basket
        }
    }
    Component {
        id: pay
        PayPanel {
            vm: page.vm.pay
        }
    }
    Component {
        id: done
        DonePanel {
            vm: page.vm
        }
    }
    Component {
        id: back
        ReturnPanel {
            vm: page.vm.returns
        }
    }
    Component {
        id: pickup
        PickupPanel {
            vm: page.vm.pickup
        }
    }
    Component {
        id: shift
        ShiftPanel {
            vm: page.vm.shift
        }
    }
    Component {
        id: receipts
        ReceiptsPanel {
            vm: page.vm.receipts
        }
    }

    ApprovalSheet {
        vm: page.vm.approval
    }
    // The printed shortcuts work whatever panel is open, but not over a parked approval.
    Shortcut {
        sequences: ["F2"]
        enabled: page.selling
        onActivated: page.vm.basket.askQuantity()
    }
    Shortcut {
        sequences: ["F3"]
        enabled: page.selling
        onActivated: page.vm.basket.voidSelected()
    }
    Shortcut {
        sequences: ["F4"]
        enabled: page.free
        onActivated: page.vm.show("return")
    }
    Shortcut {
        sequences: ["F5"]
        enabled: page.free
        onActivated: page.vm.show("pickup")
    }
    Shortcut {
        sequences: ["F6"]
        enabled: page.selling
        onActivated: page.vm.basket.park()
    }
    Shortcut {
        sequences: ["F7"]
        enabled: page.selling
        onActivated: page.vm.basket.voidAll()
    }
    Shortcut {
        sequences: ["F8"]
        enabled: page.free
        onActivated: page.vm.show("receipts")
    }
    Shortcut {
        sequences: ["F9"]
        enabled: page.free
        onActivated: page.vm.show("shift")
    }
    Shortcut {
        sequences: ["F10"]
        enabled: page.free
        onActivated: page.vm.lock()
    }
    Shortcut {
        sequences: ["Ctrl++"]
        enabled: page.selling
        onActivated: page.vm.basket.changeQuantity(1)
    }
    Shortcut {
        sequences: ["Ctrl+-"]
        enabled: page.selling
        onActivated: page.vm.basket.changeQuantity(-1)
    }
    Shortcut {
        sequences: ["Ctrl+Down"]
        enabled: page.selling
        onActivated: page.vm.basket.moveSelection(1)
    }
    Shortcut {
        sequences: ["Ctrl+Up"]
        enabled: page.selling
        onActivated: page.vm.basket.moveSelection(-1)
    }
    Shortcut {
        sequences: ["Escape"]
        onActivated: page.vm.escape()
    }
    Connections {
        target: page.vm
        function onFieldWanted() {
            entry.forceActiveFocus();
        }
    }
}
