import QtQuick
import Endcap.Kiosk
import Endcap.Ui

// The filters in one row: the most wanted at once, the rest one touch further.
ChipRow {
    id: row

    required property KioskViewModel vm
    readonly property FiltersViewModel filters: vm.search.filters

    Chip {
        objectName: "filterInStock"
        text: qsTr("In stock here")
        iconName: "store"
        chosen: row.filters.inStock
        onClicked: row.filters.toggleInStock()
    }
    Chip {
        objectName: "filterPrice"
        text: row.filters.priceText !== "" ? row.filters.priceText : qsTr("Price")
        iconName: "tag"
        chosen: row.filters.priceText !== ""
        onClicked: row.vm.openSheet("filter")
    }
    Chip {
        objectName: "filterBrand"
        visible: row.filters.brands.count > 1
        text: row.filters.brandText !== "" ? row.filters.brandText : qsTr("Brand")
        iconName: "badge"
        chosen: row.filters.brandText !== ""
        onClicked: row.vm.openSheet("filter")
    }
    Chip {
        objectName: "filterRating"
        text: row.filters.minStars > 0 ? qsTr("%1 stars and more").arg(row.filters.minStars) : qsTr("Rating")
        iconName: "star"
        chosen: row.filters.minStars > 0
        onClicked: row.vm.openSheet("filter")
    }
    Chip {
        objectName: "sort"
        text: row.filters.sortText
        iconName: "sort"
        onClicked: row.vm.openSheet("filter")
    }
    Chip {
        objectName: "filterClear"
        visible: row.filters.any
        text: qsTr("Show all")
        iconName: "close"
        onClicked: row.filters.clear()
    }
}
