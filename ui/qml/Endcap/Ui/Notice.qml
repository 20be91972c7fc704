import QtQuick
import QtQuick.Layouts

// Next to what caused it: what happened, what to do. Stays until handled.
Rectangle {
    id: notice

    required property string text
    property string advice: ""
    property string tone: "stop"
    property string action: ""
    property bool dismissable: false
    property string iconName: ({ "stop": "error", "warn": "warning", "good": "check" })[tone] ?? "info"
    readonly property color toneColor: ({ "good": Theme.good, "stop": Theme.stop, "warn": Theme.warn })[tone] ?? Theme.ink2

    signal acted
    signal dismissed

    implicitWidth: 360
    implicitHeight: row.implicitHeight + 2 * Theme.sp12
    radius: Theme.radius
    color: ({ "good": Theme.goodTint, "stop": Theme.stopTint, "warn": Theme.warnTint })[tone] ?? Theme.neutralTint
    border.width: Theme.highContrast ? 2 : 0
    border.color: toneColor
    Accessible.role: Accessible.AlertMessage
    Accessible.name: advice === "" ? text : text + " " + advice

    RowLayout {
        id: row
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.sp16
        anchors.rightMargin: Theme.sp8
        spacing: Theme.sp12

        Icon {
            name: notice.iconName
            color: notice.toneColor
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: Theme.sp4
        }
        ColumnLayout {
            spacing: Theme.sp4
            Layout.fillWidth: true

            Label {
                text: notice.text
                strong: true
                color: notice.toneColor
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            Label {
                visible: text !== ""
                text: notice.advice
                Layout.fillWidth: true
                Accessible.ignored: true
            }
        }
        QuietButton {
            objectName: "noticeAction"
            visible: text !== ""
            text: notice.action
            inkColor: Theme.ink
            onClicked: notice.acted()
        }
        IconButton {
            objectName: "noticeDismiss"
            visible: notice.dismissable
            iconName: "close"
            size: Theme.icon
            label: qsTr("Dismiss")
            onClicked: notice.dismissed()
        }
    }
}
