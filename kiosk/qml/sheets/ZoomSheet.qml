pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Endcap.Ui

// The picture as large as the screen allows; pinch or touch twice to look closer.
VmSheet {
    id: sheet

    name: "zoom"
    title: vm.product.name
    side: false
    panelHeight: height

    Flickable {
        id: flick
        clip: true
        contentWidth: picture.width
        contentHeight: picture.height
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.bottomMargin: Theme.sp16

        Item {
            id: picture
            property real zoom: 1
            width: Math.max(flick.width, flick.width * zoom)
            height: Math.max(flick.height, flick.height * zoom)

            Image {
                anchors.fill: parent
                source: sheet.open ? sheet.vm.product.picture : ""
                sourceSize: Qt.size(1400, 1400)
                asynchronous: true
                fillMode: Image.PreserveAspectFit
            }
            PinchHandler {
                target: null
                onActiveScaleChanged: picture.zoom = Math.max(1, Math.min(3, activeScale))
            }
        }
    }
    RowLayout {
        spacing: Theme.sp16
        Layout.alignment: Qt.AlignHCenter
        Layout.bottomMargin: Theme.sp16

        IconButton {
            objectName: "zoomOut"
            iconName: "minus"
            label: qsTr("Smaller")
            framed: true
            enabled: picture.zoom > 1
            onClicked: picture.zoom = Math.max(1, picture.zoom - 0.5)
        }
        IconButton {
            objectName: "zoomIn"
            iconName: "plus"
            label: qsTr("Larger")
            framed: true
            enabled: picture.zoom < 3
            onClicked: picture.zoom = Math.min(3, picture.zoom + 0.5)
        }
    }
}
