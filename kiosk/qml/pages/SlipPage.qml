pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Kiosk
import Endcap.Ui
import "../parts"

// The order is taken: the code to photograph, what happens next, and the way out.
Item {
    id: page

    required property KioskViewModel vm
    readonly property SlipViewModel slip: vm.slip
    readonly property bool wide: width > height * 1.25

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Flickable {
            id: flick
            contentHeight: grid.implicitHeight + Theme.sp48
            clip: true
            Layout.fillWidth: true
            Layout.fillHeight: true
            T.ScrollIndicator.vertical: ScrollMark {}

            GridLayout {
                id: grid
                x: Theme.edge
                y: Theme.sp8
                width: flick.width - 2 * Theme.edge
                columns: page.wide ? 2 : 1
                columnSpacing: Theme.sp64
                rowSpacing: Theme.sp32

                Card {
                    Layout.fillWidth: !page.wide
                    padding: page.wide ? Theme.sp16 : Theme.sp32
                    Layout.preferredWidth: page.wide ? Math.max(572, Math.min(672, page.height - 188)) : -1
                    Layout.alignment: Qt.AlignTop

                    ColumnLayout {
                        width: parent.width
                        spacing: Theme.sp24

                        QrCode {
                            objectName: "pickupQr"
                            text: page.slip.slip
                            // 540 leaves more than 420 px of code inside its quiet zone.
                            size: page.wide ? Math.max(540, Math.min(640, page.height - 220)) : Math.max(540, Math.min(720, page.width - 240, page.height - 700))
                            name: qsTr("Pickup code %1").arg(page.slip.code)
                            Layout.alignment: Qt.AlignHCenter
                        }
                        Numbers {
                            objectName: "orderCode"
                            visible: !page.wide
                            text: page.slip.code
                            size: Theme.fontHero
                            fit: true
                            font.letterSpacing: 1
                            horizontalAlignment: Text.AlignHCenter
                            Layout.fillWidth: true
                        }
                    }
                }
                ColumnLayout {
                    spacing: Theme.sp32
                    Layout.fillWidth: true
                    Layout.alignment: Qt.AlignTop

                    ColumnLayout {
                        spacing: Theme.sp12
                        Layout.fillWidth: true

                        Pill {
                            text: qsTr("Order taken")
                            tone: "good"
                            fontSize: Theme.fontBody
                        }
                        Numbers {
                            objectName: "orderCode"
                            visible: page.wide
                            text: page.slip.code
                            size: Theme.fontHero
                            fit: true
                            Layout.fillWidth: true
                        }
                        Heading {
                            text: page.slip.ready
                            level: 1
                            Layout.fillWidth: true
                        }
                    }
                    Fact {
                        iconName: "camera"
                        title: qsTr("Take a picture of the code")
                        text: qsTr("It is all you need. Nothing stays on this screen.")
                        Layout.fillWidth: true
                    }
                    Fact {
                        iconName: "bell"
                        title: qsTr("We prepare it and call you if anything is missing")
                        Layout.fillWidth: true
                    }
                    Fact {
                        iconName: "store"
                        title: page.slip.storeName
                        text: [page.slip.storeAddress, page.slip.hours].filter(words => words !== "").join(" · ")
                        Layout.fillWidth: true
                    }
                    Fact {
                        iconName: page.slip.payAtTill ? "cash" : "check"
                        title: page.slip.payAtTill ? qsTr("Pay %1 when you pick it up").arg(page.slip.total) : qsTr("%1 is paid").arg(page.slip.total)
                        Layout.fillWidth: true
                    }
                }
            }
        }
        Dock {
            Layout.fillWidth: true

            PrimaryButton {
                objectName: "slipDone"
                text: qsTr("Done")
                iconName: "check"
                implicitHeight: Math.max(96, Theme.control)
                Layout.fillWidth: true
                onClicked: page.vm.startOver()
            }
        }
    }
}
