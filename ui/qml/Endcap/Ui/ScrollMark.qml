import QtQuick
import QtQuick.Templates as T

// Shows where a list stands; attach with `T.ScrollIndicator.vertical: ScrollMark {}`.
T.ScrollIndicator {
    id: mark

    implicitWidth: 6
    implicitHeight: 6
    padding: 0
    visible: size < 1

    contentItem: Rectangle {
        implicitWidth: 6
        implicitHeight: 6
        radius: 3
        color: Theme.lineStrong
        opacity: mark.active ? 0.9 : 0.35
    }
}
