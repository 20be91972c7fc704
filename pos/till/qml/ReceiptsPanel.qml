pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Ui
import Endcap.Till

// This till's latest receipts: look, print again marked COPY.
ColumnLayout {
    id: panel

    required property ReceiptsViewModel vm

    spacing: Theme.sp12

    RowLayout {
        Layout.fillWidth: true

        Heading {
            text: qsTr("Receipts of this till")
            Layout.fillWidth: true
        }
        IconButton {
            objectName: "receiptsClose"
            iconName: "close"
            label: qsTr("Back")
            onClicked: panel.vm.leave()
        }
    }
    ListView {
        id: list
        objectName: "receipts"
        model: panel.vm.receipts
        clip: true
        spacing: Theme.sp4
        boundsBehavior: Flickable.StopAtBounds
        Layout.fillWidth: true
        Layout.fillHeight: true
        T.ScrollIndicator.vertical: ScrollMark {}

        delegate: T.ItemDelegate {
            id: row
            required property string entry
            required property string number
            required property string title
            required property string detail
            required property string amount
            width: ListView.view.width
            height: 64
            focusPolicy: Qt.NoFocus
            objectName: "receipt_" + number
            Accessible.name: title + ", " + amount
            onClicked: panel.vm.open(entry)
            background: Rectangle {
                radius: Theme.radius
                color: row.down ? Theme.line : Theme.neutralTint
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
                        wrapMode: Text.NoWrap
                        Layout.fillWidth: true
                        Accessible.ignored: true
                    }
                    Label {
                        text: row.detail
                        small: true
                        quiet: true
                        wrapMode: Text.NoWrap
                        Layout.fillWidth: true
                        Accessible.ignored: true
                    }
                }
                Numbers {
                    text: row.amount
                }
            }
        }
        EmptyState {
            anchors.centerIn: parent
            width: parent.width * 0.8
            visible: list.count === 0
            iconName: "receipt"
            title: qsTr("No receipt yet")
            text: qsTr("Sales of this till appear here, the latest first.")
        }
    }
}
