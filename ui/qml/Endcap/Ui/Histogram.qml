pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts

// How many reviews gave five stars, four, … one. `shares` are 0–1 from five stars down.
ColumnLayout {
    id: histogram

    required property list<real> shares
    property list<string> counts: []

    spacing: Theme.sp8
    Accessible.role: Accessible.Chart
    Accessible.name: qsTr("Reviews by stars")

    Repeater {
        model: 5

        RowLayout {
            id: line

            required property int index
            readonly property real share: histogram.shares[index] ?? 0

            spacing: Theme.sp12
            Layout.fillWidth: true

            Numbers {
                text: 5 - line.index
                size: Theme.fontSmall
                horizontalAlignment: Text.AlignRight
                Layout.preferredWidth: Math.ceil(Theme.fontSmall * 0.7)
            }
            Icon {
                name: "star"
                size: Theme.iconSmall
                color: Theme.star
            }
            Rectangle {
                implicitHeight: Math.round(Theme.fontSmall * 0.55)
                radius: height / 2
                color: Theme.neutralTint
                border.width: Theme.highContrast ? 1 : 0
                border.color: Theme.ink
                Layout.fillWidth: true

                Rectangle {
                    anchors.left: parent.left
                    width: line.share > 0 ? Math.max(parent.height, parent.width * line.share) : 0
                    height: parent.height
                    radius: height / 2
                    color: Theme.star
                }
            }
            Numbers {
                text: histogram.counts[line.index] ?? ""
                size: Theme.fontSmall
                strong: false
                color: Theme.ink2
                horizontalAlignment: Text.AlignRight
                Layout.minimumWidth: Math.ceil(Theme.fontSmall * 2.4)
            }
        }
    }
}
