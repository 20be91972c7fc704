import QtQuick
import QtQuick.Layouts

// How many are there, in words: a dot, the figure, its age, and one pulse when it just changed.
Item {
    id: stock

    required property string text
    // good, low, none or unknown
    property string level: "good"
    property string age: ""
    property bool live: false
    property bool strong: true
    readonly property color tone: ({ "good": Theme.good, "low": Theme.warn, "none": Theme.stop })[level] ?? Theme.ink2

    function pulse() {
        halo.opacity = 0.5;
        fade.restart();
    }

    implicitWidth: row.implicitWidth
    implicitHeight: row.implicitHeight
    onTextChanged: if (live && Theme.page > 0) pulse()
    Accessible.role: Accessible.StaticText
    Accessible.name: age === "" ? text : text + ", " + age

    RowLayout {
        id: row
        anchors.left: parent.left
        anchors.right: parent.right
        spacing: Math.round(Theme.fontSmall * 0.5)

        Item {
            implicitWidth: Math.round(Theme.fontSmall * 0.6)
            implicitHeight: implicitWidth
            Layout.alignment: Qt.AlignVCenter

            Rectangle {
                id: halo
                anchors.centerIn: parent
                width: parent.width * 2.4
                height: width
                radius: width / 2
                color: stock.tone
                opacity: 0
            }
            Rectangle {
                anchors.fill: parent
                radius: stock.level === "none" ? 2 : width / 2
                color: stock.level === "unknown" ? "transparent" : stock.tone
                border.width: stock.level === "unknown" ? 2 : 0
                border.color: stock.tone
            }
            NumberAnimation {
                id: fade
                target: halo
                property: "opacity"
                to: 0
                duration: 900
                easing.type: Easing.OutCubic
            }
        }
        Text {
            text: stock.text
            color: stock.tone
            font.family: Theme.family
            font.pixelSize: Theme.fontSmall
            font.weight: stock.strong ? Font.Bold : Font.Normal
            font.features: ({ "tnum": 1 })
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
            elide: Text.ElideRight
            Layout.fillWidth: true
            Layout.maximumWidth: Math.ceil(implicitWidth)
            Layout.alignment: Qt.AlignLeft | Qt.AlignVCenter
            Accessible.ignored: true
        }
        Item {
            visible: stock.age === ""
            Layout.fillWidth: true
        }
        Text {
            visible: stock.age !== ""
            text: stock.age
            color: Theme.ink2
            font.family: Theme.family
            font.pixelSize: Theme.fontSmall
            font.features: ({ "tnum": 1 })
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
            Layout.fillWidth: true
            Accessible.ignored: true
        }
    }
}
