import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Kiosk
import Endcap.Ui

// Brand, name, rating; then the price, what came off it, and why.
ColumnLayout {
    id: head

    required property KioskViewModel vm
    readonly property ProductViewModel product: vm.product

    signal reviewsAsked

    spacing: Theme.sp12

    Label {
        text: head.product.brand
        visible: text !== ""
        quiet: true
        strong: true
        Layout.fillWidth: true
    }
    Heading {
        objectName: "productName"
        text: head.product.name
        level: 1
        font.pixelSize: text.length > 60 ? Theme.fontTitle : Theme.fontHead
        maximumLineCount: 6
        Layout.fillWidth: true
    }
    T.Button {
        id: stars
        objectName: "openReviews"
        implicitHeight: Theme.target
        implicitWidth: implicitContentWidth
        focusPolicy: Qt.StrongFocus
        Accessible.name: head.product.reviews.countText
        onClicked: head.reviewsAsked()

        contentItem: Rating {
            average: head.product.reviews.average
            averageText: head.product.reviews.averageText
            countText: head.product.reviews.countText
            size: Theme.fontBody
        }
        background: Item {
            FocusRing {
                shown: stars.visualFocus
            }
        }
    }
    RowLayout {
        spacing: Theme.sp24
        Layout.fillWidth: true

        Price {
            objectName: "price"
            text: head.product.price
            was: head.product.was
            promo: head.product.promo
            unit: head.product.unit
            size: "hero"
            Layout.fillWidth: true
        }
    }
    Notice {
        visible: head.product.nearly !== ""
        tone: "good"
        iconName: "gift"
        text: head.product.nearly
        Layout.fillWidth: true
    }
    LinkButton {
        objectName: "openWhy"
        visible: head.product.was !== ""
        text: qsTr("Why this price?")
        iconName: "info"
        onClicked: head.vm.openSheet("why")
    }
}
