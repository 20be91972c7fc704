import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Ui

// One exception of the list: what, about what, since when.
T.ItemDelegate {
    id: row

    required property int index
    required property string key
    required property string title
    required property string detail
    required property string age
    required property bool settled
    property bool chosen: false

    objectName: "matter_" + key
    implicitHeight: Math.max(76, content.implicitHeight + Theme.sp24)
    height: implicitHeight
    focusPolicy: Qt.NoFocus
    Accessible.name: [title, detail, age].join(", ")

    background: Rectangle {
        radius: Theme.radius
        color: row.chosen ? Theme.surface : row.down ? Theme.line : Theme.neutralTint
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
                text: row.title
                strong: true
                maximumLineCount: 2
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
        Pill {
            text: row.age
            tone: row.settled ? "good" : "neutral"
            iconName: row.settled ? "check" : "clock"
            Layout.alignment: Qt.AlignRight
        }
    }
}
