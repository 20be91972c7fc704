import QtQuick
import QtQuick.Layouts
import Endcap.Ui

// One thing to fetch: picture, name, place, how many are there; ticks itself by scanning.
Rectangle {
    id: line

    required property string lineId
    required property string title
    required property string place
    required property url image
    required property string count
    required property int picked
    required property int wanted
    required property int short
    required property bool done
    property bool working: false

    signal picked_
    signal putBack
    signal missing

    objectName: "pickLine_" + lineId
    implicitHeight: row.implicitHeight + Theme.sp24
    height: implicitHeight
    radius: Theme.radius
    color: short > 0 ? Theme.warnTint : done ? Theme.goodTint : Theme.neutralTint
    Accessible.role: Accessible.ListItem
    Accessible.name: title + ", " + place + ", " + count

    RowLayout {
        id: row
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.sp12
        anchors.rightMargin: Theme.sp12
        spacing: Theme.sp16

        ProductPicture {
            source: line.image
            name: line.title
            corner: Theme.radiusSmall
            ground: line.color
            Layout.preferredWidth: 72
            Layout.preferredHeight: 72
        }
        ColumnLayout {
            spacing: Theme.sp4
            Layout.fillWidth: true

            Label {
                text: line.title
                strong: true
                maximumLineCount: 2
                lineHeight: Theme.leadingTight
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            Label {
                visible: text !== ""
                text: line.place
                quiet: true
                Layout.fillWidth: true
                Accessible.ignored: true
            }
        }
        Pill {
            visible: line.short > 0
            text: qsTr("%n missing", "", line.short)
            tone: "warn"
            iconName: "warning"
        }
        Numbers {
            objectName: "count_" + line.lineId
            text: line.count
            size: Theme.fontTitle
            color: line.done ? Theme.good : Theme.ink
        }
        Icon {
            visible: line.done && line.short === 0
            name: "check"
            size: Theme.iconLarge
            color: Theme.good
        }
        IconButton {
            objectName: "unpick_" + line.lineId
            visible: line.working && line.picked > 0
            iconName: "undo"
            label: qsTr("Put one back")
            onClicked: line.putBack()
        }
        IconButton {
            objectName: "pick_" + line.lineId
            visible: line.working && !line.done
            iconName: "plus"
            framed: true
            label: qsTr("Pick one by hand")
            onClicked: line.picked_()
        }
        QuietButton {
            objectName: "short_" + line.lineId
            visible: line.working && !line.done
            text: qsTr("Missing")
            onClicked: line.missing()
        }
    }
}
