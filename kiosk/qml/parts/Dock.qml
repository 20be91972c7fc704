import QtQuick
import QtQuick.Layouts
import Endcap.Ui

// Where the one action of a page stands: at the bottom, full width, on its own ground.
Rectangle {
    id: dock

    default property alias content: row.data

    implicitHeight: row.implicitHeight + 2 * Theme.sp24
    color: Theme.canvas

    Rectangle {
        width: parent.width
        height: Theme.stroke
        color: Theme.line
    }
    RowLayout {
        id: row
        anchors.fill: parent
        anchors.leftMargin: Theme.edge
        anchors.rightMargin: Theme.edge
        anchors.topMargin: Theme.sp24
        anchors.bottomMargin: Theme.sp24
        spacing: Theme.sp16
    }
}
