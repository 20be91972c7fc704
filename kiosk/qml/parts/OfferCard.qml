pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Kiosk
import Endcap.Ui

// One promoted product at a time, on the attract screen; touching it opens its page.
T.Button {
    id: card

    required property KioskViewModel vm
    property int shown: 0
    readonly property int count: vm.home.promoted.count
    readonly property int at: count > 0 ? shown % count : 0
    readonly property string product: count > 0 ? vm.home.promoted.value(at, "product") : ""

    objectName: "attractOffer"
    visible: count > 0
    implicitHeight: Math.max(216, implicitContentHeight + 2 * padding)
    padding: Theme.sp16
    focusPolicy: Qt.StrongFocus
    Accessible.name: count > 0 ? vm.home.promoted.value(at, "name") : ""
    onClicked: vm.openProduct(product)

    Timer {
        interval: 8000
        running: card.visible && card.count > 1
        repeat: true
        onTriggered: card.shown += 1
    }

    contentItem: RowLayout {
        spacing: Theme.sp24

        ProductPicture {
            source: card.count > 0 ? card.vm.home.promoted.value(card.at, "picture") : ""
            department: card.count > 0 ? card.vm.home.promoted.value(card.at, "department") : ""
            departmentIcon: card.count > 0 ? card.vm.home.promoted.value(card.at, "symbol") : "bag"
            name: card.Accessible.name
            Layout.preferredWidth: 184
            Layout.preferredHeight: 184
        }
        ColumnLayout {
            spacing: Theme.sp8
            Layout.fillWidth: true

            Pill {
                readonly property string promo: card.count > 0 ? card.vm.home.promoted.value(card.at, "promo") : ""
                text: promo !== "" ? promo : qsTr("Popular here")
                tone: "accent"
                iconName: promo !== "" ? "tag" : "heart"
            }
            Label {
                text: card.Accessible.name
                strong: true
                maximumLineCount: 2
                lineHeight: Theme.leadingTight
                Layout.fillWidth: true
            }
            Price {
                text: card.count > 0 ? card.vm.home.promoted.value(card.at, "price") : ""
                was: card.count > 0 ? card.vm.home.promoted.value(card.at, "was") : ""
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
        radius: Theme.radius
        color: card.down ? Theme.mix(Theme.surface, Theme.ink, 0.06) : Theme.surface

        FocusRing {
            shown: card.visualFocus
        }
    }
}
