import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Ui

// An article as a key: its picture, name and price.
T.Button {
    id: key

    required property string title
    required property string price
    required property url image
    required property string department

    objectName: "quickKey"
    focusPolicy: Qt.NoFocus
    Accessible.name: title + ", " + price

    background: Rectangle {
        radius: Theme.radius
        color: key.down ? Theme.neutralTint : Theme.raised
        border.width: Theme.stroke
        border.color: Theme.line
    }
    contentItem: RowLayout {
        spacing: Theme.sp8

        ProductPicture {
            source: key.image
            department: key.department
            name: key.title
            corner: Theme.radiusSmall
            ground: Theme.raised
            Layout.preferredWidth: Math.min(72, key.width * 0.42)
            Layout.preferredHeight: Layout.preferredWidth
            Layout.leftMargin: Theme.sp8
        }
        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true
            Layout.rightMargin: Theme.sp8

            Label {
                text: key.title
                small: true
                maximumLineCount: 3
                lineHeight: Theme.leadingTight
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            Numbers {
                text: key.price
                size: Theme.fontSmall
                Layout.topMargin: 2
                Accessible.ignored: true
            }
        }
    }
}
