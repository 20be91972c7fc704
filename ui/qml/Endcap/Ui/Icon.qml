import QtQuick
import Endcap.Native

// One of our own stroke drawings in any colour; `directional` ones turn round with the script.
Item {
    id: icon

    required property string name
    property color color: Theme.ink
    property int size: Theme.icon
    property bool directional: false
    readonly property bool turned: directional && Host.rightToLeft

    implicitWidth: size
    implicitHeight: size
    Accessible.ignored: true

    Image {
        anchors.centerIn: parent
        width: icon.size
        height: icon.size
        sourceSize: Qt.size(icon.size, icon.size)
        source: icon.name === "" ? "" : "image://icon/" + icon.name + "/" + String(icon.color).slice(-6) + (icon.turned ? "/mirror" : "")
    }
}
