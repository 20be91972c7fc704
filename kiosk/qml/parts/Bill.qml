pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Endcap.Ui

// "Why this price": shelf price, minus each offer, is what you pay.
ColumnLayout {
    id: bill

    required property var model

    spacing: Theme.sp16
    Layout.fillHeight: false

    Repeater {
        model: bill.model

        ColumnLayout {
            id: row

            required property string kind
            required property string text
            required property string amount

            spacing: Theme.sp16
            Layout.fillWidth: true

            Divider {
                visible: row.kind === "total"
                Layout.fillWidth: true
            }
            RowLayout {
                spacing: Theme.sp16
                Layout.fillWidth: true

                Icon {
                    visible: row.kind === "off" || row.kind === "nearly"
                    name: row.kind === "off" ? "tag" : "gift"
                    color: row.kind === "off" ? Theme.accent : Theme.good
                }
                Label {
                    text: row.text
                    strong: row.kind === "total"
                    color: row.kind === "off" ? Theme.accent : row.kind === "nearly" ? Theme.good : Theme.ink
                    Layout.fillWidth: true
                }
                Numbers {
                    visible: text !== ""
                    text: row.amount
                    size: row.kind === "total" ? Theme.fontTitle : Theme.fontBody
                    strong: row.kind !== "list"
                    color: row.kind === "off" ? Theme.accent : Theme.ink
                }
            }
        }
    }
}
