pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts

// Stars, average and number of reviews; `average` 0–5 in steps of a half for drawing.
Item {
    id: rating

    required property real average
    property string averageText: ""
    property string countText: ""
    property int size: Theme.fontSmall
    readonly property real halves: Math.round(average * 2) / 2

    implicitWidth: row.implicitWidth
    implicitHeight: row.implicitHeight
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("%1 of 5 stars, %2").arg(averageText).arg(countText)

    RowLayout {
        id: row
        anchors.left: parent.left
        spacing: Math.round(rating.size * 0.4)

        Row {
            spacing: 1
            Layout.alignment: Qt.AlignVCenter

            Repeater {
                model: 5

                Icon {
                    required property int index

                    name: rating.halves >= index + 1 ? "star" : rating.halves >= index + 0.5 ? "star-half" : "star-empty"
                    directional: true
                    size: Math.round(rating.size * 1.15)
                    color: rating.average > 0 ? Theme.star : Theme.ink3
                }
            }
        }
        Numbers {
            visible: rating.averageText !== ""
            text: rating.averageText
            size: rating.size
            Accessible.ignored: true
        }
        Numbers {
            visible: rating.countText !== ""
            text: rating.countText
            size: rating.size
            strong: false
            color: Theme.ink2
            Accessible.ignored: true
        }
    }
}
