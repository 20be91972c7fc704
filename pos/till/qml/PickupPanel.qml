pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Ui
import Endcap.Till

// Handing over an order: scan the slip, check who and what, fetch the bin, hand over.
ColumnLayout {
    id: panel

    required property PickupViewModel vm

    spacing: Theme.sp12

    RowLayout {
        spacing: Theme.sp8
        Layout.fillWidth: true

        Heading {
            objectName: "pickupTitle"
            text: panel.vm.title
            Layout.fillWidth: true
        }
        IconButton {
            objectName: "pickupClose"
            iconName: "close"
            label: qsTr("Leave the pickup")
            onClicked: panel.vm.leave()
        }
    }
    // -- nothing chosen yet: what is ready in this store
    Label {
        visible: !panel.vm.chosen
        text: panel.vm.anyReady ? qsTr("Scan the pickup slip, type the order number, or choose one that is ready:") : qsTr("Scan the pickup slip or type the order number.")
        quiet: true
        Layout.fillWidth: true
    }
    ListView {
        id: orders
        objectName: "readyOrders"
        visible: !panel.vm.chosen
        model: panel.vm.orders
        clip: true
        spacing: Theme.sp4
        boundsBehavior: Flickable.StopAtBounds
        Layout.fillWidth: true
        Layout.fillHeight: true
        T.ScrollIndicator.vertical: ScrollMark {}

        delegate: T.ItemDelegate {
            id: row
            required property string code
            required property string customer
            required property string detail
            required property string stateCode
            width: ListView.view.width
            height: 64
            focusPolicy: Qt.NoFocus
            objectName: "order_" + code
            Accessible.name: code + " " + customer
            onClicked: panel.vm.choose(code)
            background: Rectangle {
                radius: Theme.radius
                color: row.down ? Theme.line : Theme.neutralTint
            }
            RowLayout {
                anchors.fill: parent
                anchors.leftMargin: Theme.sp12
                anchors.rightMargin: Theme.sp12
                spacing: Theme.sp12

                ColumnLayout {
                    spacing: 0
                    Layout.fillWidth: true
                    Label {
                        text: row.customer
                        strong: true
                        wrapMode: Text.NoWrap
                        Layout.fillWidth: true
                        Accessible.ignored: true
                    }
                    Label {
                        text: row.detail
                        small: true
                        quiet: true
                        wrapMode: Text.NoWrap
                        Layout.fillWidth: true
                        Accessible.ignored: true
                    }
                }
                OrderState {
                    code: row.stateCode
                }
            }
        }
        EmptyState {
            anchors.centerIn: parent
            width: parent.width * 0.8
            visible: orders.count === 0
            iconName: "pickup"
            title: qsTr("No order is ready")
            text: qsTr("Orders appear here when the desk has put them into a bin.")
        }
    }
    // -- one order
    Card {
        visible: panel.vm.chosen
        color: Theme.neutralTint
        Layout.fillWidth: true

        RowLayout {
            width: parent.width
            spacing: Theme.sp16

            Person {
                name: panel.vm.customer
                detail: panel.vm.phone
                Layout.fillWidth: true
            }
            ColumnLayout {
                visible: panel.vm.bin !== ""
                spacing: 0

                Label {
                    text: qsTr("Bin")
                    small: true
                    quiet: true
                    Layout.alignment: Qt.AlignRight
                }
                Numbers {
                    objectName: "pickupBin"
                    text: panel.vm.bin
                    size: Theme.fontHead
                    Layout.alignment: Qt.AlignRight
                }
            }
            OrderState {
                visible: panel.vm.stateCode !== ""
                code: panel.vm.stateCode
            }
        }
    }
    Notice {
        objectName: "pickupNotice"
        visible: panel.vm.noticeText !== ""
        tone: panel.vm.noticeTone
        text: panel.vm.noticeText
        Layout.fillWidth: true
    }
    ListView {
        id: lines
        objectName: "pickupLines"
        visible: panel.vm.chosen
        model: panel.vm.lines
        clip: true
        spacing: Theme.sp4
        boundsBehavior: Flickable.StopAtBounds
        Layout.fillWidth: true
        Layout.fillHeight: true
        T.ScrollIndicator.vertical: ScrollMark {}

        delegate: ReturnLine {
            required property int index
            width: ListView.view.width
            onLess: panel.vm.change(index, -1)
            onMore: panel.vm.change(index, 1)
        }
    }
    Label {
        objectName: "pickupPaid"
        visible: panel.vm.chosen
        text: panel.vm.paidText
        strong: true
        Layout.fillWidth: true
    }
}
