import QtQuick
import Endcap.Native

// The window of every face: canvas, mirroring for right-to-left scripts, and the content item.
Window {
    id: window

    default property alias content: page.data
    readonly property bool landscape: width > height
    property alias page: page

    visible: true
    color: Theme.canvas

    Item {
        id: page
        anchors.fill: parent
        LayoutMirroring.enabled: Host.rightToLeft
        LayoutMirroring.childrenInherit: true
    }
}
