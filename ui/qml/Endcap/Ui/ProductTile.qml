import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T

// A product in a grid: picture, brand, name in two lines, rating, price, stock in words.
T.Button {
    id: tile

    required property string name
    property string brand: ""
    property url picture: ""
    property string department: ""
    property string departmentIcon: "bag"
    property string price: ""
    property string was: ""
    property string promo: ""
    property string unit: ""
    property real rating: 0
    property string ratingText: ""
    property string reviewsText: ""
    property string stock: ""
    property string stockLevel: "unknown"
    property bool live: false

    objectName: "productTile"
    implicitWidth: Theme.kiosk ? 460 : 220
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    // The picture stands inside the tile: corners painted in the tile's colour would show outside.
    padding: Theme.kiosk ? Theme.sp12 : Theme.sp8
    bottomPadding: Theme.kiosk ? Theme.sp24 : Theme.sp16
    focusPolicy: Qt.StrongFocus
    Accessible.name: [brand, name, price, stock].filter(words => words !== "").join(", ")
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    contentItem: ColumnLayout {
        spacing: Theme.sp8

        ProductPicture {
            source: tile.picture
            department: tile.department
            departmentIcon: tile.departmentIcon
            name: tile.name
            corner: Theme.radiusSmall
            Layout.fillWidth: true
            Layout.preferredHeight: width * 0.86
            Layout.bottomMargin: Theme.sp8
            Accessible.ignored: true

            Pill {
                visible: tile.promo !== ""
                text: tile.promo
                tone: "accent"
                solid: true
                anchors.left: parent.left
                anchors.top: parent.top
                anchors.margins: Theme.sp16
                color: Theme.accent
            }
        }
        Label {
            text: tile.brand
            visible: text !== ""
            small: true
            quiet: true
            wrapMode: Text.NoWrap
            Layout.fillWidth: true
            Layout.leftMargin: Theme.sp8
            Layout.rightMargin: Theme.sp8
            Accessible.ignored: true
        }
        Label {
            text: tile.name
            maximumLineCount: 2
            strong: true
            lineHeight: Theme.leadingTight
            verticalAlignment: Text.AlignTop
            Layout.fillWidth: true
            Layout.leftMargin: Theme.sp8
            Layout.rightMargin: Theme.sp8
            Layout.minimumHeight: Math.ceil(Theme.fontBody * 2.3)
            Accessible.ignored: true
        }
        Rating {
            visible: tile.reviewsText !== ""
            average: tile.rating
            averageText: tile.ratingText
            countText: tile.reviewsText
            Layout.leftMargin: Theme.sp8
        }
        Item {
            Layout.fillHeight: true
        }
        Price {
            text: tile.price
            was: tile.was
            unit: tile.unit
            size: "tile"
            Layout.fillWidth: true
            Layout.leftMargin: Theme.sp8
            Layout.rightMargin: Theme.sp8
        }
        StockFigure {
            visible: tile.stock !== ""
            text: tile.stock
            level: tile.stockLevel
            live: tile.live
            Layout.fillWidth: true
            Layout.leftMargin: Theme.sp8
            Layout.rightMargin: Theme.sp8
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: tile.down ? Theme.mix(Theme.surface, Theme.ink, 0.05) : Theme.surface
        border.width: Theme.dark || Theme.highContrast ? Theme.stroke : 0
        border.color: Theme.line

        FocusRing {
            shown: tile.visualFocus
        }
    }
}
