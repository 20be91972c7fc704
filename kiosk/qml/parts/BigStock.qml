import QtQuick
import QtQuick.Layouts
import Endcap.Ui

// The figure of this store: large, with its dot that pulses once when it changes.
Item {
    id: big

    required property string text
    required property string level
    property bool live: true
    readonly property color tone: level === "good" ? Theme.good : level === "low" ? Theme.warn : Theme.stop

    implicitHeight: words.implicitHeight
    implicitWidth: words.implicitWidth + 40
    onTextChanged: if (live && !Theme.still) {
        halo.opacity = 0.55;
        fade.restart();
    }
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Rectangle {
        id: halo
        anchors.centerIn: dot
        width: 52
        height: 52
        radius: 26
        color: big.tone
        opacity: 0

        NumberAnimation on opacity {
            id: fade
            running: false
            to: 0
            duration: 1100
            easing.type: Easing.OutCubic
        }
    }
    Rectangle {
        id: dot
        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        width: Math.round(Theme.fontTitle * 0.58)
        height: width
        radius: big.level === "none" ? 4 : width / 2
        color: big.tone
    }
    Text {
        id: words
        anchors.left: dot.right
        anchors.leftMargin: Theme.sp16
        anchors.right: parent.right
        text: big.text
        color: big.tone
        font.family: Theme.family
        font.pixelSize: Theme.fontTitle
        font.weight: Font.Bold
        font.features: ({ "tnum": 1 })
        textFormat: Text.PlainText
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignLeft
        Accessible.ignored: true
    }
}
