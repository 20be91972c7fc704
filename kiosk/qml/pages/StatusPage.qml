pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Kiosk
import Endcap.Ui
import "../parts"

// A shopper's own order, after they showed its slip; no name, since others may look on.
Item {
    id: page

    required property KioskViewModel vm
    readonly property StatusViewModel status: vm.status

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Flickable {
            id: flick
            contentHeight: column.implicitHeight + Theme.sp48
            clip: true
            Layout.fillWidth: true
            Layout.fillHeight: true
            T.ScrollIndicator.vertical: ScrollMark {}

            ColumnLayout {
                id: column
                x: Math.max(Theme.edge, (flick.width - width) / 2)
                y: Theme.sp24
                width: Math.min(flick.width - 2 * Theme.edge, 1120)
                spacing: Theme.sp32

                ColumnLayout {
                    spacing: Theme.sp16
                    Layout.fillWidth: true

                    OrderState {
                        visible: page.status.known && page.status.steps.length === 0
                        code: page.status.state
                        fontSize: Theme.fontBody
                    }
                    StepLine {
                        visible: page.status.steps.length > 0
                        steps: page.status.steps
                        current: page.status.step
                        Layout.fillWidth: true
                        Layout.bottomMargin: Theme.sp24
                    }
                    Heading {
                        text: page.status.headline
                        level: 1
                        Layout.fillWidth: true
                    }
                    Label {
                        text: page.status.advice
                        Layout.fillWidth: true
                    }
                }
                Card {
                    visible: page.status.known
                    Layout.fillWidth: true

                    ColumnLayout {
                        width: parent.width
                        spacing: Theme.sp24

                        Repeater {
                            model: page.status.lines

                            RowLayout {
                                id: line

                                required property string name
                                required property string quantity
                                required property string total
                                required property string picture
                                required property bool short

                                spacing: Theme.sp24
                                Layout.fillWidth: true

                                ProductPicture {
                                    source: line.picture
                                    name: line.name
                                    Layout.preferredWidth: 112
                                    Layout.preferredHeight: 112
                                }
                                ColumnLayout {
                                    spacing: Theme.sp4
                                    Layout.fillWidth: true

                                    Label {
                                        text: qsTr("%1 × %2").arg(line.quantity).arg(line.name)
                                        strong: true
                                        lineHeight: Theme.leadingTight
                                        Layout.fillWidth: true
                                    }
                                    Label {
                                        visible: line.short
                                        text: qsTr("Sorry: it was not on the shelf.")
                                        small: true
                                        color: Theme.stop
                                        Layout.fillWidth: true
                                    }
                                }
                                Numbers {
                                    text: line.total
                                }
                            }
                        }
                        Divider {
                            Layout.fillWidth: true
                        }
                        RowLayout {
                            Layout.fillWidth: true

                            Label {
                                text: page.status.payAtTill ? qsTr("To pay at pickup") : qsTr("Total")
                                strong: true
                                Layout.fillWidth: true
                            }
                            Numbers {
                                text: page.status.total
                                size: Theme.fontTitle
                            }
                        }
                    }
                }
                Label {
                    visible: page.status.known
                    text: qsTr("Order %1").arg(page.status.code)
                    quiet: true
                    small: true
                    Layout.fillWidth: true
                }
            }
        }
        Dock {
            Layout.fillWidth: true

            PrimaryButton {
                objectName: "statusDone"
                text: qsTr("Done")
                implicitHeight: Math.max(96, Theme.control)
                Layout.fillWidth: true
                onClicked: page.vm.startOver()
            }
        }
    }
}
