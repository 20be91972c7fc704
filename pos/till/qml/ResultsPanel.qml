pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Ui
import Endcap.Till

// Search results as the cashier types; Enter takes the marked one.
ColumnLayout {
    id: panel

    required property BasketViewModel vm

    spacing: Theme.sp8

    Label {
        objectName: "resultsCount"
        text: panel.vm.resultsText
        small: true
        quiet: true
        Layout.fillWidth: true
    }
    ListView {
        id: list
        objectName: "results"
        model: panel.vm.results
        clip: true
        spacing: Theme.sp4
        boundsBehavior: Flickable.StopAtBounds
        currentIndex: panel.vm.resultIndex
        highlightMoveDuration: Theme.press
        Layout.fillWidth: true
        Layout.fillHeight: true
        T.ScrollIndicator.vertical: ScrollMark {}

        delegate: T.ItemDelegate {
            id: row
            required property int index
            required property string sku
            required property string title
            required property string detail
            required property string price
            required property string stock
            required property string stockTone
            required property url image
            required property string department
            width: ListView.view.width
            height: 76
            focusPolicy: Qt.NoFocus
            objectName: "result"
            Accessible.name: title + ", " + price
            onClicked: panel.vm.takeResult(index)

            background: Rectangle {
                radius: Theme.radius
                color: row.down || row.ListView.isCurrentItem ? Theme.neutralTint : "transparent"
            }
            RowLayout {
                anchors.fill: parent
                anchors.margins: Theme.sp8
                spacing: Theme.sp12

                ProductPicture {
                    source: row.image
                    department: row.department
                    name: row.title
                    corner: Theme.radiusSmall
                    Layout.preferredWidth: 60
                    Layout.preferredHeight: 60
                }
                ColumnLayout {
                    spacing: 0
                    Layout.fillWidth: true

                    Label {
                        text: row.title
                        maximumLineCount: 2
                        lineHeight: Theme.leadingTight
                        Layout.fillWidth: true
                        Accessible.ignored: true
                    }
                    Label {
                        text: row.detail
                        visible: text !== ""
                        small: true
                        quiet: true
                        maximumLineCount: 1
                        Layout.fillWidth: true
                        Accessible.ignored: true
                    }
                }
                ColumnLayout {
                    spacing: Theme.sp4

                    Numbers {
                        text: row.price
                        horizontalAlignment: Text.AlignRight
                        Layout.alignment: Qt.AlignRight
                    }
                    Pill {
                        text: row.stock
                        tone: row.stockTone
                        iconName: ""
                        Layout.alignment: Qt.AlignRight
                    }
                }
            }
        }

        EmptyState {
            anchors.centerIn: parent
            width: parent.width * 0.8
            visible: list.count === 0 && panel.vm.searched
            iconName: "search"
            title: qsTr("Nothing found")
            text: qsTr("Try fewer letters, the brand, or the digits under the barcode.")
        }
    }
}
