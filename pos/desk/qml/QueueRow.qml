import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Ui

// One order of the queue.
T.ItemDelegate {
    id: row

    required property string code
    required property string customer
    required property string detail
    required property string stateCode
    required property string countdown
    required property int minutes
    required property bool timed
    required property bool fresh
    property bool chosen: false

    objectName: "order_" + code
    implicitHeight: Math.max(80, content.implicitHeight + Theme.sp24)
    height: implicitHeight
    focusPolicy: Qt.NoFocus
    Accessible.name: customer + ", " + detail + (timed ? ", " + countdown : "")

    background: Rectangle {
        radius: Theme.radius
        color: row.chosen ? Theme.surface : row.down ? Theme.line : row.fresh ? Theme.accentTint : Theme.neutralTint
        border.width: row.chosen ? 2 : 0
        border.color: Theme.accent
    }
    RowLayout {
        id: content
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.sp16
        anchors.rightMargin: Theme.sp16
        spacing: Theme.sp12

        ColumnLayout {
            spacing: Theme.sp4
            Layout.fillWidth: true

            Label {
                text: row.customer
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
        ColumnLayout {
            spacing: Theme.sp4

            Pill {
                visible: row.fresh
                text: qsTr("Just in")
                tone: "accent"
                iconName: "bell"
                solid: true
                Layout.alignment: Qt.AlignRight
            }
            OrderState {
                visible: !row.fresh
                code: row.stateCode
                Layout.alignment: Qt.AlignRight
            }
            Countdown {
                visible: row.timed
                text: row.countdown
                minutes: row.minutes
                Layout.alignment: Qt.AlignRight
            }
        }
    }
}
