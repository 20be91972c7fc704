pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Kiosk
import Endcap.Ui
import "../parts"

// Everything about one product. Portrait: one column; landscape: picture left, facts right.
Item {
    id: page

    required property KioskViewModel vm
    readonly property ProductViewModel product: vm.product
    readonly property bool wide: width > height * 1.25

    Connections {
        target: page.product
        function onOpened() {
            flick.contentY = 0;
            facts.tab = 0;
        }
    }

    RowLayout {
        anchors.fill: parent
        spacing: 0

        Item {
            visible: page.wide
            Layout.fillHeight: true
            Layout.preferredWidth: Math.round(Math.min(page.width * 0.44, page.height * 1.05))

            Gallery {
                anchors.fill: parent
                anchors.leftMargin: Theme.edge
                anchors.bottomMargin: Theme.sp32
                vm: page.vm
            }
        }
        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true
            Layout.fillHeight: true

            Flickable {
                id: flick
                objectName: "productScroll"
                contentHeight: column.implicitHeight + Theme.sp48
                clip: true
                Layout.fillWidth: true
                Layout.fillHeight: true
                onContentYChanged: if (contentY + height * 2 > contentHeight && facts.tab === 0) page.product.reviews.fetchMore()
                T.ScrollIndicator.vertical: ScrollMark {}

                ColumnLayout {
                    id: column
                    width: flick.width
                    spacing: Theme.sp32

                    Gallery {
                        visible: !page.wide
                        vm: page.vm
                        Layout.fillWidth: true
                        Layout.preferredHeight: Math.round(Math.min(page.width * 0.78, page.height * 0.5))
                        Layout.leftMargin: Theme.edge
                        Layout.rightMargin: Theme.edge
                    }
                    ProductHead {
                        vm: page.vm
                        onReviewsAsked: {
                            facts.tab = 0;
                            flick.contentY = Math.min(facts.y - Theme.sp16, flick.contentHeight - flick.height);
                        }
                        Layout.fillWidth: true
                        Layout.leftMargin: Theme.edge
                        Layout.rightMargin: Theme.edge
                    }
                    VariantPicker {
                        visible: page.product.groups.count > 0
                        product: page.product
                        Layout.fillWidth: true
                        Layout.leftMargin: Theme.edge
                        Layout.rightMargin: Theme.edge
                    }
                    AvailabilityCard {
                        vm: page.vm
                        Layout.fillWidth: true
                        Layout.leftMargin: Theme.edge
                        Layout.rightMargin: Theme.edge
                    }
                    ProductFacts {
                        id: facts
                        vm: page.vm
                        Layout.fillWidth: true
                    }
                }
            }
            Dock {
                Layout.fillWidth: true

                PrimaryButton {
                    objectName: "orderPickup"
                    readonly property bool here: page.product.stock.hereLevel !== "none"
                    readonly property bool elsewhere: page.product.stock.elsewhere

                    text: here ? qsTr("Order for pickup") : elsewhere ? qsTr("Order for pickup in another store") : qsTr("Sold out everywhere for now")
                    iconName: here || elsewhere ? "pickup" : ""
                    enabled: here || (elsewhere && page.vm.link.online)
                    implicitHeight: Math.max(96, Theme.control)
                    Layout.fillWidth: true
                    onClicked: page.vm.openOrder()
                }
            }
        }
    }
}
