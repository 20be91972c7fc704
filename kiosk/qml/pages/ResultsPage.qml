pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Kiosk
import Endcap.Ui
import "../parts"

// Results appear as you type; filters in one row, every hit within reach of a flick.
Item {
    id: page

    required property KioskViewModel vm
    readonly property SearchViewModel search: vm.search
    readonly property int columns: Math.max(2, Math.floor((width - 2 * Theme.edge) / (Theme.textScale > 1.4 ? 460 : width > height * 1.25 ? 340 : 400)))
    property bool typing: vm.search.title === "" && vm.search.text === ""

    // Where the keyboard leaves less than a tile's height, hits stand in one row.
    readonly property bool strip: typing && width > height * 1.25 && height < 1000

    Component.onCompleted: if (typing) field.input.forceActiveFocus()

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        RowLayout {
            spacing: Theme.sp16
            Layout.fillWidth: true
            Layout.topMargin: Theme.sp8
            Layout.leftMargin: Theme.edge
            Layout.rightMargin: Theme.edge

            Field {
                id: field
                objectName: "searchField"
                iconName: "search"
                placeholder: page.search.title !== "" ? qsTr("Search everywhere") : qsTr("Name, brand or number")
                maximumLength: 80
                text: page.search.text
                input.onActiveFocusChanged: if (input.activeFocus) page.typing = true
                onEdited: text => page.search.setText(text)
                onSubmitted: page.typing = false
                Layout.fillWidth: true
            }
            IconButton {
                objectName: "openCamera"
                visible: page.vm.scan.available
                iconName: "camera"
                label: qsTr("Scan with the camera")
                framed: true
                onClicked: page.vm.openSheet("scan")
            }
        }
        ChipRow {
            visible: page.typing && page.search.suggestions.length > 0
            Layout.fillWidth: true
            Layout.topMargin: Theme.sp16

            Repeater {
                model: page.search.suggestions

                Chip {
                    required property string modelData
                    required property int index

                    objectName: "suggestion_" + index
                    text: modelData
                    iconName: "search"
                    onClicked: {
                        page.search.setText(modelData);
                        page.typing = false;
                    }
                }
            }
        }
        FilterRow {
            vm: page.vm
            visible: !page.typing || page.search.suggestions.length === 0
            Layout.fillWidth: true
            Layout.topMargin: Theme.sp16
        }
        RowLayout {
            visible: !page.strip || page.height > 760
            spacing: Theme.sp16
            Layout.fillWidth: true
            Layout.leftMargin: Theme.edge
            Layout.rightMargin: Theme.edge
            Layout.topMargin: Theme.sp16
            Layout.bottomMargin: Theme.sp16

            Heading {
                text: page.search.title
                visible: text !== ""
                wrapMode: Text.NoWrap
                Layout.maximumWidth: Math.ceil(implicitWidth)
                Layout.fillWidth: true
            }
            Label {
                objectName: "total"
                text: page.search.empty ? "" : page.search.total
                quiet: true
                Layout.fillWidth: true
            }
        }
        Notice {
            visible: page.search.corrected !== "" && !page.search.empty && !page.strip
            tone: "neutral"
            text: qsTr("No exact match. Showing results for “%1”.").arg(page.search.corrected)
            Layout.fillWidth: true
            Layout.leftMargin: Theme.edge
            Layout.rightMargin: Theme.edge
            Layout.bottomMargin: Theme.sp16
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            GridView {
                id: grid
                objectName: "results"
                readonly property int inset: Theme.edge - Theme.sp8
                anchors.fill: parent
                leftMargin: inset
                rightMargin: inset
                clip: true
                visible: !page.search.empty && !page.strip
                model: page.search.results
                cellWidth: Math.floor((width - 2 * inset) / page.columns)
                cellHeight: Math.ceil(cellWidth * 0.8 + Theme.fontSmall * 5.4 + Theme.fontBody * 2.3 + Theme.fontTitle * 1.3 + 104)
                layoutDirection: LayoutMirroring.enabled ? Qt.RightToLeft : Qt.LeftToRight
                // Nothing is made ahead: the next keystroke may take it away again.
                cacheBuffer: 0
                onMovementStarted: {
                    page.typing = false;
                    grid.forceActiveFocus();
                }
                onContentYChanged: if (contentY + height * 2 > contentHeight) page.search.fetchMore()
                T.ScrollIndicator.vertical: ScrollMark {}

                delegate: Item {
                    id: cell

                    required property string product
                    required property string name
                    required property string brand
                    required property string department
                    required property string symbol
                    required property string picture
                    required property string price
                    required property string was
                    required property string promo
                    required property real rating
                    required property string ratingText
                    required property string reviews
                    required property string stock
                    required property string level

                    width: grid.cellWidth
                    height: grid.cellHeight

                    ProductTile {
                        objectName: "tile_" + cell.product
                        anchors.fill: parent
                        anchors.margins: Theme.sp8
                        name: cell.name
                        brand: cell.brand
                        picture: cell.picture
                        department: cell.department
                        departmentIcon: cell.symbol
                        price: cell.price
                        was: cell.was
                        promo: cell.promo
                        rating: cell.rating
                        ratingText: cell.ratingText
                        reviewsText: cell.reviews
                        stock: cell.stock
                        stockLevel: cell.level
                        onClicked: page.vm.openProduct(cell.product)
                    }
                }
            }
            ResultStrip {
                anchors.fill: parent
                vm: page.vm
                visible: page.strip && !page.search.empty
                model: page.search.results
            }
            NothingFound {
                vm: page.vm
                compact: page.strip
                anchors.fill: parent
                visible: page.search.empty
            }
        }
        OnScreenKeyboard {
            visible: page.typing
            enterText: qsTr("Show results")
            Layout.fillWidth: true
            onDone: {
                page.typing = false;
                grid.forceActiveFocus();
            }
        }
    }
}
