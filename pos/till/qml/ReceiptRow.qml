import QtQuick
import Endcap.Ui

// One row of paper: words, two columns, a line, the signed code or the number's barcode.
Item {
    id: row

    required property string kind
    required property string content
    required property string figure
    required property string align
    required property bool bold
    required property bool large

    implicitHeight: ({ "qr": 176, "barcode": 56, "rule": 17, "space": 12, "logo": 8 })[kind] ?? words.implicitHeight + 2
    height: implicitHeight

    Rectangle {
        anchors.fill: parent
        color: "#FFFFFF"
    }
    Row {
        id: words
        visible: row.kind === "text" || row.kind === "pair"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.sp16
        anchors.rightMargin: Theme.sp16
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.sp8

        Text {
            width: parent.width - (value.visible ? value.implicitWidth + parent.spacing : 0)
            text: row.content
            textFormat: Text.PlainText
            color: "#17181C"
            font.family: Theme.family
            font.pixelSize: row.large ? 20 : 14
            font.weight: row.bold ? Font.Bold : Font.Normal
            wrapMode: Text.Wrap
            horizontalAlignment: row.align === "center" ? Text.AlignHCenter : row.align === "end" ? Text.AlignRight : Text.AlignLeft
        }
        Text {
            id: value
            visible: text !== ""
            text: row.figure
            textFormat: Text.PlainText
            color: "#17181C"
            font.family: Theme.family
            font.pixelSize: row.large ? 20 : 14
            font.weight: row.bold ? Font.Bold : Font.Normal
            font.features: ({ "tnum": 1 })
            horizontalAlignment: Text.AlignRight
        }
    }
    Rectangle {
        visible: row.kind === "rule"
        anchors.verticalCenter: parent.verticalCenter
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.sp16
        height: 1
        color: "#B8B4AB"
    }
    Icon {
        visible: row.kind === "barcode"
        anchors.centerIn: parent
        name: "barcode"
        size: 48
        color: "#17181C"
    }
    QrCode {
        visible: row.kind === "qr"
        anchors.centerIn: parent
        text: row.kind === "qr" ? row.content : ""
        size: 168
        name: qsTr("Signed code of the receipt")
    }
}
