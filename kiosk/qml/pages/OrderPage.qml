pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Kiosk
import Endcap.Ui
import "../parts"

// Three steps to a pickup: where, who, confirm. The summary never leaves the screen.
Item {
    id: page

    required property KioskViewModel vm
    readonly property OrderViewModel order: vm.order
    readonly property bool wide: width > height * 1.25
    readonly property bool typing: order.step === 1 && !order.sending
    // A low screen with its keyboard up has room for the two fields only.
    readonly property bool cramped: typing && height < (wide ? 1000 : 1100)
    readonly property bool bare: cramped && (height < 760 || !wide)

    Connections {
        target: who
        function onFiguresChanged() {
            keyboard.symbols = who.figures;
        }
        function onCapitalChanged() {
            keyboard.upper = who.capital;
        }
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        StepLine {
            visible: !page.bare
            steps: page.order.steps
            current: page.order.step
            Layout.fillWidth: true
            Layout.leftMargin: Theme.edge
            Layout.rightMargin: Theme.edge
            Layout.topMargin: Theme.sp8
            Layout.bottomMargin: Theme.sp24
        }
        GridLayout {
            columns: page.wide ? 2 : 1
            columnSpacing: Theme.sp48
            rowSpacing: Theme.sp24
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.leftMargin: Theme.edge
            Layout.rightMargin: Theme.edge

            Flickable {
                contentHeight: summary.implicitHeight
                interactive: contentHeight > height
                clip: true
                Layout.fillWidth: !page.wide
                Layout.fillHeight: page.wide
                Layout.preferredWidth: page.wide ? Math.round(page.width * 0.36) : -1
                Layout.preferredHeight: page.wide ? -1 : summary.implicitHeight

                OrderSummary {
                    id: summary
                    width: parent.width
                    order: page.order
                    narrow: page.wide
                    compact: (page.typing && !page.wide && page.height < 1500) || page.cramped
                }
            }
            Flickable {
                id: flick
                contentHeight: body.implicitHeight + Theme.sp32
                clip: true
                Layout.fillWidth: true
                Layout.fillHeight: true
                T.ScrollIndicator.vertical: ScrollMark {}

                ColumnLayout {
                    id: body
                    width: flick.width - (flick.contentHeight > flick.height ? Theme.sp16 : 0)
                    spacing: Theme.sp24

                    Notice {
                        objectName: "orderRefused"
                        visible: page.order.refused !== ""
                        tone: "stop"
                        text: page.order.refused
                        advice: page.order.advice
                        Layout.fillWidth: true
                    }
                    Notice {
                        objectName: "orderCaution"
                        visible: page.order.caution !== "" && page.order.step === 0
                        tone: "warn"
                        iconName: "offline"
                        text: page.order.caution
                        Layout.fillWidth: true
                    }
                    WhereStep {
                        visible: page.order.step === 0
                        order: page.order
                        Layout.fillWidth: true
                    }
                    WhoStep {
                        id: who
                        visible: page.order.step === 1
                        beside: page.wide || page.bare
                        order: page.order
                        Layout.fillWidth: true
                    }
                    ConfirmStep {
                        visible: page.order.step === 2
                        order: page.order
                        Layout.fillWidth: true
                    }
                }
            }
        }
        Dock {
            visible: !page.bare
            Layout.fillWidth: true

            SecondaryButton {
                objectName: "orderBack"
                text: page.order.step === 0 ? qsTr("Cancel") : qsTr("Back")
                enabled: !page.order.sending
                implicitHeight: Math.max(96, Theme.control)
                onClicked: page.vm.goBack()
            }
            PrimaryButton {
                objectName: "orderNext"
                text: page.order.sending ? qsTr("Placing your order…") : page.order.step === 2 ? qsTr("Order now · %1").arg(page.order.total) : qsTr("Continue")
                enabled: !page.order.sending && (page.order.step > 0 || page.order.storeName !== "")
                implicitHeight: Math.max(96, Theme.control)
                Layout.fillWidth: true
                onClicked: page.order.next()
            }
        }
        OnScreenKeyboard {
            id: keyboard
            visible: page.typing
            enterText: qsTr("Continue")
            Layout.fillWidth: true
        }
    }
}
