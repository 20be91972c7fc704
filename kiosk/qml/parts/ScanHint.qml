pragma ComponentBehavior: Bound
import QtQuick
import Endcap.Ui

// A barcode under a line of light: what to do, without words.
Rectangle {
    id: hint

    readonly property list<int> bars: [3, 1, 2, 4, 1, 3, 1, 1, 2, 3, 4, 1, 2, 1, 3, 2, 1, 4, 1, 2]
    property bool moving: true

    implicitWidth: 196
    implicitHeight: 148
    radius: Theme.radius
    color: "#FFFFFF"
    Accessible.ignored: true

    Row {
        anchors.centerIn: parent
        spacing: hint.width / 68

        Repeater {
            model: hint.bars

            Rectangle {
                required property int modelData

                width: modelData * hint.width / 78
                height: hint.height * 0.56
                color: "#17181C"
            }
        }
    }
    Rectangle {
        id: light
        width: parent.width - 24
        x: 12
        y: parent.height / 2
        height: 6
        radius: 3
        color: Theme.accent

        SequentialAnimation on y {
            running: hint.moving && hint.visible && !Theme.still
            loops: Animation.Infinite

            NumberAnimation {
                from: hint.height * 0.16
                to: hint.height * 0.8
                duration: 900
                easing.type: Easing.InOutQuad
            }
            NumberAnimation {
                to: hint.height * 0.16
                duration: 900
                easing.type: Easing.InOutQuad
            }
            PauseAnimation {
                duration: 7000
            }
        }
    }
}
