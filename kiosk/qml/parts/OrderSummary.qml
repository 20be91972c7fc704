pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Endcap.Kiosk
import Endcap.Ui

// What is being ordered and what it costs, on every step.
Card {
    id: summary

    required property OrderViewModel order
    property bool narrow: false
    property bool compact: false

    ColumnLayout {
        width: parent.width
        spacing: Theme.sp24

        RowLayout {
            spacing: Theme.sp24
            Layout.fillWidth: true

            ProductPicture {
                source: summary.order.picture
                department: summary.order.department
                name: summary.order.product
                visible: !summary.compact
                Layout.preferredWidth: summary.narrow ? 120 : 168
                Layout.preferredHeight: Layout.preferredWidth
                Layout.alignment: Qt.AlignTop
            }
            ColumnLayout {
                spacing: Theme.sp4
                Layout.fillWidth: true

                Label {
                    text: summary.order.product
                    strong: true
                    maximumLineCount: 3
                    lineHeight: Theme.leadingTight
                    Layout.fillWidth: true
                }
                Label {
                    visible: text !== ""
                    text: [summary.order.variant, summary.compact && summary.order.quantity > 1 ? qsTr("Quantity %1").arg(summary.order.quantity) : ""].filter(words => words !== "").join(" · ")
                    quiet: true
                    small: true
                    Layout.fillWidth: true
                }
                Numbers {
                    visible: summary.compact
                    text: summary.order.total
                    size: Theme.fontTitle
                    color: summary.order.was !== "" ? Theme.accent : Theme.ink
                }
                Label {
                    visible: summary.order.storeName !== ""
                    text: qsTr("Pickup: %1").arg(summary.order.storeName)
                    small: true
                    quiet: true
                    Layout.fillWidth: true
                }
            }
        }
        GridLayout {
            columns: summary.narrow || Theme.textScale > 1.4 ? 1 : 2
            columnSpacing: Theme.sp24
            rowSpacing: Theme.sp16
            visible: !summary.compact
            Layout.fillWidth: true

            QuantityStepper {
                objectName: "quantity"
                value: summary.order.quantity
                maximum: summary.order.mostQuantity
                enabled: !summary.order.sending
                Layout.preferredWidth: Math.max(implicitWidth, 300)
                onAsked: value => summary.order.setQuantity(value)
            }
            ColumnLayout {
                spacing: 0
                Layout.fillWidth: true

                Numbers {
                    objectName: "orderTotal"
                    text: summary.order.total
                    size: Theme.fontHead
                    fit: true
                    color: summary.order.was !== "" ? Theme.accent : Theme.ink
                    horizontalAlignment: summary.narrow || Theme.textScale > 1.4 ? Text.AlignLeft : Text.AlignRight
                    Layout.fillWidth: true
                }
                Numbers {
                    visible: summary.order.was !== ""
                    text: summary.order.was
                    size: Theme.fontSmall
                    strong: false
                    color: Theme.ink2
                    font.strikeout: true
                    horizontalAlignment: summary.narrow || Theme.textScale > 1.4 ? Text.AlignLeft : Text.AlignRight
                    Layout.fillWidth: true
                }
            }
        }
    }
}
