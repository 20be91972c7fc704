pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Kiosk
import Endcap.Ui

// Sort, price, stars and brand; every touch shows its effect behind the sheet.
VmSheet {
    id: sheet

    readonly property FiltersViewModel filters: vm.search.filters

    name: "filter"
    title: qsTr("Sort and filter")

    Flickable {
        id: flick
        contentHeight: groups.implicitHeight
        clip: true
        implicitHeight: Math.min(groups.implicitHeight, sheet.height * 0.62)
        Layout.fillWidth: true
        Layout.fillHeight: true
        T.ScrollIndicator.vertical: ScrollMark {}

        ColumnLayout {
            id: groups
            width: flick.width
            spacing: Theme.sp32

            FilterGroup {
                title: qsTr("Sort")
                model: sheet.filters.sorts
                prefix: "sort_"
                onPicked: code => sheet.filters.setSort(code)
                Layout.fillWidth: true
            }
            FilterGroup {
                title: qsTr("Price")
                model: sheet.filters.prices
                prefix: "price_"
                onPicked: code => sheet.filters.setPrice(code)
                Layout.fillWidth: true
            }
            ColumnLayout {
                spacing: Theme.sp16
                Layout.fillWidth: true

                Heading {
                    text: qsTr("Rating")
                    level: 3
                    Layout.fillWidth: true
                }
                Flow {
                    spacing: Theme.sp12
                    Layout.fillWidth: true

                    Repeater {
                        model: [4, 3, 2]

                        Chip {
                            required property int modelData

                            objectName: "minStars_" + modelData
                            text: qsTr("%1 stars and more").arg(modelData)
                            iconName: "star"
                            chosen: sheet.filters.minStars === modelData
                            onClicked: sheet.filters.setMinStars(modelData)
                        }
                    }
                }
            }
            FilterGroup {
                visible: sheet.filters.brands.count > 1
                title: qsTr("Brand")
                model: sheet.filters.brands
                prefix: "brand_"
                onPicked: code => sheet.filters.toggleBrand(code)
                Layout.fillWidth: true
            }
        }
    }
    PrimaryButton {
        objectName: "filterDone"
        text: qsTr("Show %1").arg(sheet.vm.search.total)
        Layout.fillWidth: true
        Layout.bottomMargin: Theme.sp16
        onClicked: sheet.vm.closeSheet()
    }
}
