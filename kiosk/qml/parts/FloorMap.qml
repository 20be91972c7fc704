pragma ComponentBehavior: Bound
import QtQuick
import Endcap.Kiosk
import Endcap.Ui

// A store's plan: aisles with their numbers, the wanted one filled; tills, pickup and entrance.
Rectangle {
    id: map

    required property StockViewModel stock

    color: Theme.canvas
    radius: Theme.radius
    border.width: Theme.highContrast ? 2 : 0
    border.color: Theme.ink
    implicitHeight: 600
    Accessible.role: Accessible.Graphic
    Accessible.name: stock.place
    // A plan is a picture of a place: it does not turn round with the script.
    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true

    Repeater {
        model: map.stock.floor

        Rectangle {
            id: aisle

            required property var modelData
            readonly property bool wanted: modelData.aisle === map.stock.aisle

            x: map.width * modelData.x / 100
            y: map.height * modelData.y / 100
            width: map.width * modelData.width / 100
            height: map.height * modelData.height / 100
            radius: Theme.radiusSmall
            color: wanted ? Theme.accent : Theme.highContrast ? Theme.surface : Theme.mix(Theme.department(modelData.department), Theme.ink, 0.05)
            border.width: Theme.highContrast ? 2 : 0
            border.color: Theme.ink

            Numbers {
                anchors.centerIn: parent
                anchors.verticalCenterOffset: aisle.wanted ? Theme.sp16 : 0
                text: aisle.modelData.aisle
                size: aisle.wanted ? Theme.fontHead : Theme.fontTitle
                color: aisle.wanted ? Theme.accentInk : Theme.ink2
            }
            Icon {
                visible: aisle.wanted
                anchors.horizontalCenter: parent.horizontalCenter
                anchors.bottom: parent.verticalCenter
                anchors.bottomMargin: Theme.sp8
                name: "map-pin"
                size: Theme.iconLarge
                color: Theme.accentInk
            }
        }
    }
    Repeater {
        model: [
            {
                "spot": map.stock.spots.entrance,
                "icon": "enter",
                "text": qsTr("Entrance")
            },
            {
                "spot": map.stock.spots.tills,
                "icon": "cash",
                "text": qsTr("Tills")
            },
            {
                "spot": map.stock.spots.pickup,
                "icon": "pickup",
                "text": qsTr("Pickup")
            }
        ]

        Column {
            id: mark

            required property var modelData

            visible: modelData.spot !== undefined
            x: visible ? Math.max(8, Math.min(map.width - width - 8, map.width * modelData.spot.x / 100 - width / 2)) : 0
            y: visible ? Math.max(8, Math.min(map.height - height - 8, map.height * modelData.spot.y / 100 - height / 2)) : 0
            spacing: 2

            Icon {
                anchors.horizontalCenter: parent.horizontalCenter
                name: mark.modelData.icon
                color: Theme.ink2
            }
            Label {
                text: mark.modelData.text
                small: true
                quiet: true
                wrapMode: Text.NoWrap
            }
        }
    }
}
