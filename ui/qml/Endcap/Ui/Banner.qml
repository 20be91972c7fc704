import QtQuick
import QtQuick.Layouts

// A strip under the header: what is going on, what still works. Tone warn (offline), stop, good or neutral.
Rectangle {
    id: banner

    required property string text
    property string detail: ""
    property string iconName: "offline"
    property string tone: "warn"
    property string action: ""
    readonly property color toneColor: ({ "good": Theme.good, "stop": Theme.stop, "warn": Theme.warn })[tone] ?? Theme.ink2

    signal acted

    implicitWidth: row.implicitWidth
    implicitHeight: Math.max(Theme.kiosk ? 72 : 44, row.implicitHeight + 2 * Theme.sp8)
    color: ({ "good": Theme.goodTint, "stop": Theme.stopTint, "warn": Theme.warnTint })[tone] ?? Theme.neutralTint
    Accessible.role: Accessible.AlertMessage
    Accessible.name: detail === "" ? text : text + ". " + detail

    RowLayout {
        id: row
        anchors.fill: parent
        anchors.leftMargin: Theme.edge
        anchors.rightMargin: Theme.edge
        spacing: Theme.sp12

        Icon {
            name: banner.iconName
            color: banner.toneColor
            size: Theme.icon
        }
        Label {
            text: banner.text
            small: Theme.kiosk
            strong: true
            color: banner.toneColor
            Layout.maximumWidth: Math.ceil(implicitWidth)
            Layout.alignment: Qt.AlignLeft | Qt.AlignVCenter
            Layout.fillWidth: true
            Accessible.ignored: true
        }
        Label {
            text: banner.detail
            visible: text !== ""
            small: Theme.kiosk
            color: Theme.ink
            Layout.fillWidth: true
            Accessible.ignored: true
        }
        Item {
            visible: banner.detail === ""
            Layout.fillWidth: true
        }
        QuietButton {
            objectName: "bannerAction"
            visible: banner.action !== ""
            text: banner.action
            inkColor: Theme.ink
            onClicked: banner.acted()
        }
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.highContrast ? 2 : 0
        color: banner.toneColor
    }
}
