import QtQuick
import QtQuick.Layouts
import Endcap.Ui

ColumnLayout {
    spacing: Theme.sp24

    Heading {
        text: qsTr("Facts and figures")
        level: 1
        Layout.fillWidth: true
    }
    Price {
        text: "€24.90"
        was: "€32.50"
        promo: qsTr("Save %1").arg("€7.60")
        unit: qsTr("%1 per litre").arg("€3.32")
        size: "hero"
        Layout.fillWidth: true
    }
    Price {
        text: "HUF 1,234,567.89"
        size: "hero"
    }
    RowLayout {
        spacing: Theme.sp48
        Price {
            text: "€3.20"
            size: "tile"
        }
        Price {
            text: "€3.20"
            was: "€4.00"
            size: "tile"
        }
        Price {
            text: "€3.20"
            size: "line"
        }
    }
    Card {
        Layout.fillWidth: true
        ColumnLayout {
            width: parent.width
            spacing: Theme.sp12
            StockFigure {
                text: qsTr("%1 here, aisle %2").arg(4).arg(7)
                live: true
                Layout.fillWidth: true
            }
            StockFigure {
                text: qsTr("Only %1 left").arg(1)
                level: "low"
                age: qsTr("as of %1").arg("14:02")
                Layout.fillWidth: true
            }
            StockFigure {
                text: qsTr("Not here")
                level: "none"
                Layout.fillWidth: true
            }
            StockFigure {
                text: qsTr("Stock not known")
                level: "unknown"
                age: qsTr("as of %1").arg("12:04")
                Layout.fillWidth: true
            }
        }
    }
    Flow {
        spacing: Theme.sp32
        Layout.fillWidth: true
        Rating {
            average: 4.6
            averageText: "4.6"
            countText: "(9,999)"
        }
        Rating {
            average: 0
            countText: qsTr("No reviews yet")
        }
    }
    Histogram {
        shares: [0.62, 0.21, 0.09, 0.03, 0.05]
        counts: ["6,199", "2,100", "899", "300", "501"]
        Layout.fillWidth: true
    }
    Flow {
        spacing: Theme.sp12
        Layout.fillWidth: true
        Repeater {
            model: ["placed", "picking", "ready", "handed_over", "short", "expired", "cancelled", "packed", "shipped", "delivered", "returned"]
            OrderState {
                required property string modelData
                code: modelData
            }
        }
        Countdown {
            minutes: -14
            text: qsTr("%1 late").arg("14 min")
        }
        Countdown {
            minutes: 12
            text: "12 min"
        }
        Countdown {
            minutes: 95
            text: "1 h 35 min"
        }
    }
    Flow {
        spacing: Theme.sp48
        Layout.fillWidth: true
        Person {
            name: "Ada Kowalska"
            detail: qsTr("Cashier")
        }
        Person {
            name: ""
            detail: qsTr("Nobody signed in")
        }
    }
    Item {
        Layout.fillHeight: true
    }
}
