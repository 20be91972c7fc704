pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Kiosk
import Endcap.Ui

// The histogram as five buttons: a touch shows only those reviews.
ColumnLayout {
    id: bars

    required property ReviewsViewModel reviews

    spacing: 0

    Repeater {
        model: 5

        T.Button {
            id: bar

            required property int index
            readonly property int stars: 5 - index
            readonly property real share: bars.reviews.shares[index] ?? 0
            readonly property bool dimmed: bars.reviews.stars > 0 && bars.reviews.stars !== stars

            objectName: "stars_" + stars
            implicitHeight: Theme.target
            focusPolicy: Qt.StrongFocus
            Accessible.name: qsTr("%1 stars: %2").arg(stars).arg(bars.reviews.counts[index] ?? "0")
            Layout.fillWidth: true
            Keys.onReturnPressed: click()
            onClicked: bars.reviews.setStars(stars)

            contentItem: RowLayout {
                spacing: Theme.sp12
                opacity: bar.dimmed ? 0.45 : 1

                Numbers {
                    text: bar.stars
                    size: Theme.fontSmall
                    Layout.preferredWidth: Math.ceil(Theme.fontSmall * 0.7)
                }
                Icon {
                    name: "star"
                    size: Theme.iconSmall
                    color: Theme.star
                }
                Rectangle {
                    implicitHeight: 14
                    radius: 7
                    color: Theme.neutralTint
                    border.width: Theme.highContrast ? 1 : 0
                    border.color: Theme.ink
                    Layout.fillWidth: true

                    Rectangle {
                        anchors.left: parent.left
                        width: bar.share > 0 ? Math.max(14, parent.width * bar.share) : 0
                        height: 14
                        radius: 7
                        color: Theme.star
                    }
                }
                Numbers {
                    text: bars.reviews.counts[bar.index] ?? ""
                    size: Theme.fontSmall
                    strong: false
                    color: Theme.ink2
                    horizontalAlignment: Text.AlignRight
                    Layout.minimumWidth: Math.ceil(Theme.fontSmall * 2.4)
                }
            }
            background: Rectangle {
                radius: Theme.radiusSmall
                color: bar.down ? Theme.neutralTint : "transparent"

                FocusRing {
                    shown: bar.visualFocus
                }
            }
        }
    }
}
