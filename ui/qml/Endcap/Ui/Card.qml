import QtQuick

// A surface on the canvas. Children go into its padded inside; height follows them.
Rectangle {
    id: card

    default property alias content: inside.data
    property int padding: Theme.kiosk ? Theme.sp32 : Theme.sp16
    property bool lined: Theme.dark || Theme.highContrast

    implicitHeight: inside.childrenRect.height + 2 * padding
    implicitWidth: inside.childrenRect.width + 2 * padding
    radius: Theme.radius
    color: Theme.surface
    border.width: lined ? Theme.stroke : 0
    border.color: Theme.line

    Item {
        id: inside
        anchors.fill: parent
        anchors.margins: card.padding
    }
}
