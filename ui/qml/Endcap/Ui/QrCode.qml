import QtQuick
import Endcap.Native

// A QR code on white with its quiet zone, drawn at whole pixels; `text` is ASCII (slips, links).
Rectangle {
    id: qr

    required property string text
    property int size: Theme.kiosk ? 440 : 240
    property string name: qsTr("QR code")

    implicitWidth: size
    implicitHeight: size
    radius: Theme.radiusSmall
    color: "white"
    Accessible.role: Accessible.Graphic
    Accessible.name: name

    Image {
        anchors.centerIn: parent
        source: qr.text === "" ? "" : "image://qr/" + Host.encoded(qr.text)
        sourceSize: Qt.size(qr.size, qr.size)
        smooth: false
        Accessible.ignored: true
    }
}
