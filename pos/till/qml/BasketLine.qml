pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Ui

// One line: quantity × name, unit price and discount in words, total at the right edge.
T.ItemDelegate {
    id: line

    required property string quantity
    required property string title
    required property string detail
    required property string discount
    required property string unitPrice
    required property string total
    required property string nearly
    property bool selected: false
    readonly property alias slot: slot // for the actions of the selected line

    signal picked

    objectName: "basketLine"
    implicitHeight: column.implicitHeight + Theme.sp16
    focusPolicy: Qt.NoFocus
    Accessible.name: quantity + " " + title + ", " + total
    onClicked: picked()

    background: Rectangle {
        radius: Theme.radius
        color: line.selected ? Theme.surface : line.down ? Theme.neutralTint : "transparent"
        border.width: line.selected ? Math.max(1, Theme.stroke) : 0
        border.color: Theme.lineStrong
    }

    ColumnLayout {
        id: column
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.sp16
        anchors.rightMargin: Theme.sp16
        spacing: Theme.sp4

        RowLayout {
            spacing: Theme.sp12

            Numbers {
                objectName: "quantity"
                text: line.quantity
                size: Theme.fontBody
                color: line.quantity === "1" ? Theme.ink2 : Theme.ink
                Layout.preferredWidth: Math.max(implicitWidth, Theme.fontBody * 2)
                Layout.alignment: Qt.AlignTop
            }
            ColumnLayout {
                spacing: 0
                Layout.fillWidth: true

                Label {
                    text: line.title
                    maximumLineCount: 2
                    lineHeight: Theme.leadingTight
                    strong: line.selected
                    Layout.fillWidth: true
                    Accessible.ignored: true
                }
                Label {
                    visible: text !== ""
                    text: line.detail
                    small: true
                    quiet: true
                    Layout.fillWidth: true
                    Accessible.ignored: true
                }
                Label {
                    objectName: "discount"
                    visible: text !== ""
                    text: line.discount
                    small: true
                    strong: true
                    color: Theme.good
                    Layout.fillWidth: true
                }
                Label {
                    visible: line.selected && text !== ""
                    text: line.nearly
                    small: true
                    color: Theme.warn
                    Layout.fillWidth: true
                }
            }
            Numbers {
                visible: line.unitPrice !== ""
                text: line.unitPrice
                size: Theme.fontSmall
                strong: false
                color: Theme.ink2
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: 3
            }
            Numbers {
                objectName: "lineTotal"
                text: line.total
                size: Theme.fontBody + 1
                horizontalAlignment: Text.AlignRight
                Layout.preferredWidth: Math.max(implicitWidth, Theme.fontBody * 5)
                Layout.alignment: Qt.AlignTop
            }
        }
        Item {
            id: slot
            visible: line.selected
            Layout.fillWidth: true
            Layout.topMargin: Theme.sp4
            Layout.preferredHeight: 48
        }
    }
}
