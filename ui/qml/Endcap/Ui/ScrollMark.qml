import QtQuick
import QtQuick.Templates as T

// Shows where a list stands; attach with `T.ScrollIndicator.vertical: ScrollMark {}`.
T.ScrollIndicator {
    id: mark

    implicitWidth: 6
    implicitHeight: 6
    padding: 0
    // The attached object places it once; lists here change their width with the window.
    x: !parent || mirrored ? 0 : parent.width - width
    visible: size < 1

    contentItem: Rectangle {
        implicitWidth: 6
        implicitHeight: 6
        radius: 3
        color: Theme.lineStrong
        opacity: mark.active ? 0.9 : 0.35
    }
}
