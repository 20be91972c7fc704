pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Ui
import Endcap.Till

// Entries newest first; more come as one scrolls, without end in sight and without waiting.
ListView {
    id: list

    required property ReceiptsViewModel vm

    objectName: "receipts"
    model: vm.entries
    currentIndex: vm.index
    highlightMoveDuration: Theme.press
    clip: true
    spacing: Theme.sp4
    boundsBehavior: Flickable.StopAtBounds
    activeFocusOnTab: true
    keyNavigationEnabled: false
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Entries")
    onContentYChanged: if (contentY > originY + contentHeight - 2 * height) vm.more()
    Keys.onDownPressed: vm.move(1)
    Keys.onUpPressed: vm.move(-1)
    Keys.onPressed: event => {
        const step = ({ [Qt.Key_PageDown]: 8, [Qt.Key_PageUp]: -8, [Qt.Key_Home]: -1e6 })[event.key] ?? 0;
        event.accepted = step !== 0;
        if (step)
            vm.move(step);
    }
    T.ScrollIndicator.vertical: ScrollMark {}

    delegate: T.ItemDelegate {
        id: row
        required property string entry
        required property string number
        required property string title
        required property string detail
        required property string amount
        required property string standing
        required property string standingTone
        width: ListView.view.width
        height: 64
        focusPolicy: Qt.NoFocus
        objectName: "receipt_" + number
        Accessible.name: title + ", " + detail + ", " + amount + ", " + standing
        onClicked: list.vm.show(entry)
        background: Rectangle {
            radius: Theme.radius
            color: row.down || row.ListView.isCurrentItem ? Theme.neutralTint : "transparent"

            FocusRing {
                shown: list.activeFocus && row.ListView.isCurrentItem
            }
        }

        RowLayout {
            anchors.fill: parent
            anchors.leftMargin: Theme.sp12
            anchors.rightMargin: Theme.sp12
            spacing: Theme.sp12

            ColumnLayout {
                spacing: 0
                Layout.fillWidth: true

                Label {
                    text: row.title
                    strong: true
                    maximumLineCount: 1
                    Layout.fillWidth: true
                    Accessible.ignored: true
                }
                Label {
                    text: row.detail
                    small: true
                    quiet: true
                    maximumLineCount: 1
                    Layout.fillWidth: true
                    Accessible.ignored: true
                }
            }
            Numbers {
                text: row.amount
                horizontalAlignment: Text.AlignRight
            }
            Pill {
                text: row.standing
                tone: row.standingTone
            }
        }
    }

    EmptyState {
        objectName: "nothingFound"
        anchors.centerIn: parent
        width: parent.width * 0.8
        visible: list.count === 0 && !list.vm.looking
        iconName: "receipt"
        title: qsTr("Nothing like it here")
        text: qsTr("Only what this till did is listed. Choose other days, or type less.")
    }
    Column {
        anchors.left: parent.left
        anchors.right: parent.right
        spacing: Theme.sp4
        visible: list.count === 0 && list.vm.looking

        Repeater {
            model: 4
            Skeleton {
                width: list.width
                height: 64
            }
        }
    }
}
