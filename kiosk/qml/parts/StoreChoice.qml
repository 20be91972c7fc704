import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Ui

// One store to choose: a large row with a mark, way, hours and stock.
T.Button {
    id: choice

    required property string store
    required property string name
    required property string address
    required property string distance
    required property string stock
    required property string level
    required property string hours
    required property bool possible
    required property bool chosen

    enabled: possible
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    padding: Theme.sp24
    focusPolicy: Qt.StrongFocus
    Accessible.name: [name, distance, stock, hours].join(", ")
    Accessible.checkable: true
    Accessible.checked: chosen
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    contentItem: RowLayout {
        spacing: Theme.sp24

        Rectangle {
            implicitWidth: 40
            implicitHeight: 40
            radius: 20
            color: choice.chosen ? Theme.ink : "transparent"
            border.width: choice.chosen ? 0 : 3
            border.color: choice.possible ? Theme.lineStrong : Theme.line

            Icon {
                visible: choice.chosen
                anchors.centerIn: parent
                name: "check"
                size: 26
                color: Theme.inverseInk
            }
        }
        GridLayout {
            columns: Theme.textScale > 1.4 ? 1 : 2
            columnSpacing: Theme.sp16
            rowSpacing: Theme.sp4
            Layout.fillWidth: true

            ColumnLayout {
                spacing: 2
                Layout.fillWidth: true

                Label {
                    text: choice.name
                    strong: true
                    quiet: !choice.possible
                    lineHeight: Theme.leadingTight
                    maximumLineCount: 2
                    Layout.fillWidth: true
                }
                Label {
                    text: choice.address
                    visible: text !== ""
                    small: true
                    quiet: true
                    maximumLineCount: 2
                    Layout.fillWidth: true
                }
                Label {
                    text: [choice.distance, choice.hours].filter(words => words !== "").join(" · ")
                    visible: text !== ""
                    small: true
                    quiet: true
                    maximumLineCount: 2
                    Layout.fillWidth: true
                }
            }
            StockFigure {
                text: choice.stock
                level: choice.level
                Layout.alignment: Qt.AlignVCenter
            }
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: choice.possible ? choice.down ? Theme.mix(Theme.surface, Theme.ink, 0.05) : Theme.surface : Theme.sunken
        border.width: choice.chosen ? 4 : Theme.highContrast ? 2 : 0
        border.color: Theme.ink

        FocusRing {
            shown: choice.visualFocus
        }
    }
}
