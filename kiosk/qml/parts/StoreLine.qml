import QtQuick
import QtQuick.Layouts
import Endcap.Ui

// Another store: name and way, stock class, hours.
GridLayout {
    id: line

    required property string store
    required property string name
    required property string distance
    required property string stock
    required property string level
    required property string hours
    required property string age
    property bool live: false

    objectName: "store_" + store
    columns: Theme.textScale > 1.4 ? 1 : 2
    columnSpacing: Theme.sp16
    rowSpacing: Theme.sp4

    ColumnLayout {
        spacing: 0
        Layout.fillWidth: true

        Label {
            text: line.name
            strong: true
            maximumLineCount: 2
            lineHeight: Theme.leadingTight
            Layout.fillWidth: true
        }
        Label {
            text: [line.distance, line.hours].filter(words => words !== "").join(" · ")
            visible: text !== ""
            small: true
            quiet: true
            Layout.fillWidth: true
        }
    }
    StockFigure {
        text: line.stock
        level: line.level
        live: line.live
        age: line.age
        Layout.alignment: Qt.AlignVCenter
    }
}
