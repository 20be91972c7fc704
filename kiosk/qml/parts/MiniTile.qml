import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Ui

// A product in a row that runs sideways: picture, two lines, price.
T.Button {
    id: tile

    required property string name
    required property string price
    required property string was
    required property string picture
    required property string department
    property string departmentIcon: "bag"

    implicitWidth: 272
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    padding: Theme.sp12
    bottomPadding: Theme.sp16
    focusPolicy: Qt.StrongFocus
    Accessible.name: name + ", " + price
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    contentItem: ColumnLayout {
        spacing: Theme.sp8

        ProductPicture {
            source: tile.picture
            department: tile.department
            departmentIcon: tile.departmentIcon
            name: tile.name
            corner: Theme.radiusSmall
            Layout.fillWidth: true
            Layout.preferredHeight: 208
            Accessible.ignored: true
        }
        Label {
            text: tile.name
            small: true
            maximumLineCount: 2
            lineHeight: Theme.leadingTight
            verticalAlignment: Text.AlignTop
            Layout.fillWidth: true
            Layout.leftMargin: Theme.sp4
            Layout.rightMargin: Theme.sp4
            Layout.topMargin: Theme.sp8
            Layout.minimumHeight: Math.ceil(Theme.fontSmall * 2.3)
            Accessible.ignored: true
        }
        Price {
            text: tile.price
            was: tile.was
            Layout.fillWidth: true
            Layout.leftMargin: Theme.sp4
            Layout.rightMargin: Theme.sp4
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: tile.down ? Theme.mix(Theme.surface, Theme.ink, 0.05) : Theme.surface
        border.width: Theme.highContrast ? Theme.stroke : 0
        border.color: Theme.line

        FocusRing {
            shown: tile.visualFocus
        }
    }
}
