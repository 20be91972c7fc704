import QtQuick
import QtQuick.Layouts
import Endcap.Ui

GridLayout {
    columns: Theme.kiosk ? 2 : 5
    rowSpacing: Theme.sp24
    columnSpacing: Theme.sp24

    ProductTile {
        name: "Olive oil, extra virgin, cold pressed, from the hills behind Ayvalık"
        brand: "Kuzey"
        department: "Pantry"
        departmentIcon: "dept-pantry"
        price: "€12.90"
        was: "€15.50"
        promo: "−17 %"
        rating: 4.5
        ratingText: "4.5"
        reviewsText: "(9,999)"
        stock: qsTr("%1 here, aisle %2").arg(4).arg(7)
        stockLevel: "good"
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignTop
    }
    ProductTile {
        name: "Linen shirt"
        brand: "Maren"
        department: "Clothing"
        departmentIcon: "dept-clothing"
        price: "€49.00"
        rating: 4
        ratingText: "4.0"
        reviewsText: "(38)"
        stock: qsTr("Only %1 left").arg(1)
        stockLevel: "low"
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignTop
    }
    ProductTile {
        name: "Desk lamp"
        department: "Home"
        departmentIcon: "dept-home"
        price: "€1,234,567.89"
        stock: qsTr("Not here")
        stockLevel: "none"
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignTop
    }
    ProductTile {
        name: "Watering can"
        brand: "Grün & Söhne"
        department: "Garden"
        departmentIcon: "dept-garden"
        price: "€18.00"
        stock: qsTr("Stock not known")
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignTop
    }
}
