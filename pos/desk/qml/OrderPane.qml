pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Ui
import Endcap.Desk

// The chosen order: who and by when, what to fetch from where, and the next step.
Rectangle {
    id: pane

    required property DeskOrderViewModel vm
    required property DeskViewModel desk

    radius: Theme.radius
    color: Theme.surface

    EmptyState {
        anchors.centerIn: parent
        width: parent.width * 0.7
        visible: !pane.vm.shown
        iconName: "pickup"
        title: qsTr("Choose an order")
        text: qsTr("Or scan a pickup slip. Late orders stand first.")
    }
    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.sp24
        visible: pane.vm.shown
        spacing: Theme.sp16

        RowLayout {
            spacing: Theme.sp16
            Layout.fillWidth: true

            Person {
                name: pane.vm.customer
                detail: pane.vm.phone
                size: 52
                Layout.fillWidth: true
            }
            ColumnLayout {
                visible: pane.vm.bin !== ""
                spacing: 0

                Label {
                    text: qsTr("Bin")
                    small: true
                    quiet: true
                    Layout.alignment: Qt.AlignRight
                }
                Numbers {
                    objectName: "bin"
                    text: pane.vm.bin
                    size: Theme.fontHead
                    Layout.alignment: Qt.AlignRight
                }
            }
            ColumnLayout {
                spacing: Theme.sp8

                OrderState {
                    objectName: "orderState"
                    code: pane.vm.stateCode
                    Layout.alignment: Qt.AlignRight
                }
                Countdown {
                    visible: pane.vm.timed
                    text: pane.vm.countdownText
                    minutes: pane.vm.minutes
                    Layout.alignment: Qt.AlignRight
                }
            }
        }
        Flow {
            spacing: Theme.sp12
            Layout.fillWidth: true

            Numbers {
                objectName: "orderCode"
                text: pane.vm.code
            }
            Label {
                text: pane.vm.promiseText
                quiet: true
            }
            Label {
                text: pane.vm.paidText
                quiet: true
            }
            Label {
                visible: text !== ""
                text: pane.vm.pickerText
                quiet: true
            }
        }
        Notice {
            objectName: "orderNotice"
            visible: pane.vm.noticeText !== ""
            text: pane.vm.noticeText
            advice: pane.vm.noticeAdvice
            tone: pane.vm.noticeTone
            dismissable: true
            onDismissed: pane.vm.dismissNotice()
            Layout.fillWidth: true
        }
        ListView {
            id: lines
            objectName: "pickLines"
            model: pane.vm.lines
            clip: true
            spacing: Theme.sp8
            boundsBehavior: Flickable.StopAtBounds
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: 120
            T.ScrollIndicator.vertical: ScrollMark {}

            delegate: PickLine {
                width: ListView.view.width
                working: pane.vm.picking
                onPicked_: pane.vm.pickOne(lineId)
                onPutBack: pane.vm.unpickOne(lineId)
                onMissing: pane.vm.askShort(lineId)
            }
            footer: HistoryList {
                width: ListView.view.width
                model: pane.vm.history
            }
        }
        RowLayout {
            spacing: Theme.sp12
            Layout.fillWidth: true

            QuietButton {
                objectName: "cancelOrder"
                visible: pane.vm.cancellable
                text: qsTr("Cancel the order…")
                inkColor: Theme.stop
                onClicked: cancelling.open = true
            }
            Item {
                Layout.fillWidth: true
            }
            PrimaryButton {
                objectName: "primary"
                text: pane.vm.primaryText
                hint: "F12"
                enabled: pane.vm.primaryEnabled
                Layout.preferredWidth: Math.max(implicitWidth, 300)
                onClicked: pane.vm.primary()
            }
        }
    }

    BinSheet {
        id: staging
        vm: pane.vm
        desk: pane.desk
        parent: pane.Window.contentItem
    }
    ReasonSheet {
        id: shorting
        parent: pane.Window.contentItem
        property string lineId: ""
        title: qsTr("Why is it missing?")
        reasons: [
            {
                code: "not_on_shelf",
                text: qsTr("Not on the shelf")
            },
            {
                code: "damaged",
                text: qsTr("Damaged")
            },
            {
                code: "expired_goods",
                text: qsTr("Past its date")
            },
            {
                code: "other",
                text: qsTr("Another reason")
            }
        ]
        onChosen: code => pane.vm.short(lineId, code)
    }
    ReasonSheet {
        id: cancelling
        objectName: "cancelSheet"
        parent: pane.Window.contentItem
        title: qsTr("Why is the order cancelled?")
        reasons: [
            {
                code: "shopper_asked",
                text: qsTr("The shopper asked for it")
            },
            {
                code: "not_in_stock",
                text: qsTr("The goods are not here")
            },
            {
                code: "mistake",
                text: qsTr("Placed by mistake")
            }
        ]
        onChosen: code => pane.vm.cancel(code)
    }
    Connections {
        target: pane.vm
        function onBinWanted() {
            staging.open = true;
        }
        function onShortWanted(lineId) {
            shorting.lineId = lineId;
            shorting.open = true;
        }
    }
    Shortcut {
        sequences: ["F12"]
        enabled: pane.vm.primaryEnabled
        onActivated: pane.vm.primary()
    }
}
