pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Kiosk
import Endcap.Ui

// The pictures: one large that swipes, the others small beneath; a touch enlarges.
ColumnLayout {
    id: gallery

    required property KioskViewModel vm
    readonly property list<string> pictures: vm.product.pictures.length > 0 ? vm.product.pictures : [""]

    spacing: Theme.sp16

    ListView {
        id: large
        objectName: "gallery"
        orientation: ListView.Horizontal
        snapMode: ListView.SnapOneItem
        highlightRangeMode: ListView.StrictlyEnforceRange
        highlightMoveDuration: Theme.page
        boundsBehavior: Flickable.StopAtBounds
        interactive: gallery.pictures.length > 1
        clip: true
        model: gallery.pictures
        Layout.fillWidth: true
        Layout.fillHeight: true

        delegate: Item {
            id: frame

            required property string modelData

            width: large.width
            height: large.height

            ProductPicture {
                anchors.fill: parent
                source: frame.modelData
                department: gallery.vm.product.department
                departmentIcon: gallery.vm.product.icon
                name: gallery.vm.product.name
                ground: Theme.canvas
                // A flat frame shows the whole product instead of its middle.
                fill: frame.height > frame.width * 0.7
                color: Theme.department(gallery.vm.product.department)

                TapHandler {
                    enabled: frame.modelData !== ""
                    onTapped: gallery.vm.openSheet("zoom")
                }
            }
        }
    }
    Row {
        visible: gallery.pictures.length > 1
        spacing: Theme.sp12
        Layout.alignment: Qt.AlignHCenter

        Repeater {
            model: gallery.pictures.slice(0, 6)

            T.Button {
                id: thumb

                required property string modelData
                required property int index

                objectName: "thumb_" + index
                width: 88
                height: 88
                Accessible.name: qsTr("Picture %1").arg(index + 1)
                onClicked: large.currentIndex = index

                contentItem: ProductPicture {
                    source: thumb.modelData
                    department: gallery.vm.product.department
                    ground: Theme.canvas
                    corner: Theme.radiusSmall
                    color: Theme.department(gallery.vm.product.department)
                }
                background: Rectangle {
                    anchors.fill: parent
                    anchors.margins: -4
                    radius: Theme.radiusSmall + 4
                    color: "transparent"
                    border.width: large.currentIndex === thumb.index ? 3 : 0
                    border.color: Theme.ink

                    FocusRing {
                        shown: thumb.visualFocus
                    }
                }
            }
        }
    }
}
