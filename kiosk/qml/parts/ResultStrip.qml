pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Kiosk
import Endcap.Ui

// Hits in one row above the keyboard of a low screen: small picture, name, price.
ListView {
    id: strip

    required property KioskViewModel vm

    orientation: ListView.Horizontal
    spacing: Theme.sp16
    leftMargin: Theme.edge
    rightMargin: Theme.edge
    clip: true
    cacheBuffer: 0
    onContentXChanged: if (contentX + width * 2 > contentWidth) vm.search.fetchMore()

    delegate: T.Button {
        id: hit

        required property string product
        required property string name
        required property string price
        required property string was
        required property string picture
        required property string department
        required property string symbol

        objectName: "strip_" + product
        width: Math.max(360, height * 2.3)
        height: Math.min(strip.height - Theme.sp16, 208)
        y: Theme.sp8
        padding: Theme.sp12
        focusPolicy: Qt.StrongFocus
        Accessible.name: name + ", " + price
        Keys.onReturnPressed: click()
        onClicked: strip.vm.openProduct(product)

        contentItem: RowLayout {
            spacing: Theme.sp16

            ProductPicture {
                source: hit.picture
                department: hit.department
                departmentIcon: hit.symbol
                corner: Theme.radiusSmall
                Layout.preferredWidth: hit.availableHeight
                Layout.fillHeight: true
            }
            ColumnLayout {
                spacing: Theme.sp4
                Layout.fillWidth: true

                Label {
                    text: hit.name
                    small: strip.height < 190
                    maximumLineCount: 2
                    lineHeight: Theme.leadingTight
                    Layout.fillWidth: true
                }
                Price {
                    text: hit.price
                    was: hit.was
                    Layout.fillWidth: true
                }
            }
        }
        background: Rectangle {
            radius: Theme.radius
            color: hit.down ? Theme.mix(Theme.surface, Theme.ink, 0.05) : Theme.surface
            border.width: Theme.highContrast ? Theme.stroke : 0
            border.color: Theme.line

            FocusRing {
                shown: hit.visualFocus
            }
        }
    }
}
