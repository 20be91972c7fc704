import QtQuick
import Endcap.Ui

// Chips in one line that flicks sideways when they do not fit.
Flickable {
    id: flick

    default property alias content: row.data

    implicitHeight: row.implicitHeight
    contentWidth: row.implicitWidth + 2 * Theme.edge
    boundsBehavior: Flickable.DragAndOvershootBounds

    Row {
        id: row
        x: LayoutMirroring.enabled ? Math.max(flick.width, flick.contentWidth) - implicitWidth - Theme.edge : Theme.edge
        spacing: Theme.sp12
    }
}
