pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Kiosk
import Endcap.Ui

// One promoted product at a time, on the attract screen; touching it opens its page.
Rectangle {
    id: card

    required property KioskViewModel vm

    readonly property bool offered: list.count > 0

    implicitHeight: Math.max(216, Math.ceil(Theme.fontBody * 4.4 + Theme.fontSmall * 3))
    radius: Theme.radius
    color: Theme.surface

    ListView {
        id: list
        property int shown: 0
        anchors.fill: parent
        anchors.margins: Theme.sp16
        clip: true
        interactive: false
        orientation: ListView.Horizontal
        highlightMoveDuration: 0
        highlightRangeMode: ListView.StrictlyEnforceRange
        model: card.vm.home.promoted
        currentIndex: count > 0 ? shown % count : -1

        delegate: T.Button {
            id: offer

            required property string product
            required property string name
            required property string picture
            required property string department
            required property string symbol
            required property string price
            required property string was
            required property string promo
            required property int index

            objectName: "attractOffer"
            visible: ListView.isCurrentItem
            width: list.width
            height: list.height
            focusPolicy: Qt.StrongFocus
            Accessible.name: name + ", " + price
            onClicked: card.vm.openProduct(product)

            contentItem: RowLayout {
                spacing: Theme.sp24

                ProductPicture {
                    source: offer.picture
                    department: offer.department
                    departmentIcon: offer.symbol
                    name: offer.name
                    corner: Theme.radiusSmall
                    Layout.preferredWidth: Math.min(184, Math.round(list.width * 0.28))
                    Layout.preferredHeight: Layout.preferredWidth
                }
                ColumnLayout {
                    spacing: Theme.sp8
                    Layout.fillWidth: true

                    Pill {
                        text: offer.promo !== "" ? offer.promo : qsTr("Popular here")
                        tone: "accent"
                        iconName: offer.promo !== "" ? "tag" : "heart"
                        Layout.maximumWidth: parent.width
                    }
                    Label {
                        text: offer.name
                        strong: true
                        maximumLineCount: 2
                        wrapMode: Text.WordWrap
                        lineHeight: Theme.leadingTight
                        Layout.fillWidth: true
                    }
                    Price {
                        text: offer.price
                        was: offer.was
                        Layout.fillWidth: true
                    }
                }
                Icon {
                    name: "chevron-right"
                    directional: true
                    size: Theme.iconLarge
                    color: Theme.ink2
                }
            }
            background: Rectangle {
                radius: Theme.radiusSmall
                color: offer.down ? Theme.neutralTint : "transparent"

                FocusRing {
                    shown: offer.visualFocus
                }
            }
        }
    }
    Timer {
        interval: 8000
        running: card.visible && list.count > 1
        repeat: true
        onTriggered: list.shown += 1
    }
}
