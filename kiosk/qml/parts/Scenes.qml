pragma ComponentBehavior: Bound
import QtQuick
import Endcap.Kiosk
import Endcap.Native
import Endcap.Ui

// The attract screen's pictures, one fading slowly into the next; dark ground where words stand.
Item {
    id: scenes

    required property KioskViewModel vm
    property int shown: 0
    readonly property bool wide: width > height
    readonly property color ground: "#1B1613"
    readonly property color clear: "#001B1613"
    readonly property int count: Math.max(1, vm.sceneCount)

    clip: true

    Rectangle {
        anchors.fill: parent
        color: scenes.ground
    }
    // Portrait: the goods stand in the upper part; landscape: on the far side of the words.
    Item {
        id: stage
        x: scenes.wide && !Host.rightToLeft ? parent.width - width : 0
        y: scenes.wide ? 0 : -Math.round(scenes.height * 0.15)
        width: scenes.wide ? Math.round(parent.width * 0.7) : parent.width
        height: parent.height

        Repeater {
            model: scenes.vm.sceneCount

            Image {
                required property int index

                anchors.fill: parent
                asynchronous: index > 0
                visible: opacity > 0
                opacity: index === scenes.shown % scenes.count ? 1 : 0
                // Only the present and the next picture are kept in memory.
                source: visible || index === (scenes.shown + 1) % scenes.count ? scenes.vm.scene(index, scenes.wide) : ""
                sourceSize: scenes.wide ? Qt.size(0, scenes.height) : Qt.size(scenes.width, 0)
                fillMode: Image.PreserveAspectCrop

                Behavior on opacity {
                    NumberAnimation {
                        duration: Theme.still ? 0 : 1400
                        easing.type: Easing.InOutQuad
                    }
                }
            }
        }
    }
    Rectangle {
        width: parent.width
        height: Math.round(parent.height * 0.16)
        gradient: Gradient {
            GradientStop {
                position: 0
                color: "#B31B1613"
            }
            GradientStop {
                position: 1
                color: scenes.clear
            }
        }
    }
    Rectangle {
        visible: !scenes.wide
        y: Math.round(parent.height * 0.46)
        width: parent.width
        height: parent.height - y
        gradient: Gradient {
            GradientStop {
                position: 0
                color: scenes.clear
            }
            GradientStop {
                position: 0.28
                color: "#E61B1613"
            }
            GradientStop {
                position: 0.4
                color: scenes.ground
            }
        }
    }
    Rectangle {
        visible: scenes.wide
        x: Host.rightToLeft ? parent.width - width : 0
        width: Math.round(parent.width * 0.66)
        height: parent.height
        gradient: Gradient {
            orientation: Gradient.Horizontal

            GradientStop {
                position: Host.rightToLeft ? 0.36 : 0.64
                color: scenes.ground
            }
            GradientStop {
                position: Host.rightToLeft ? 0 : 1
                color: scenes.clear
            }
        }
    }
    Rectangle {
        visible: scenes.wide
        y: Math.round(parent.height * 0.55)
        width: parent.width
        height: parent.height - y
        gradient: Gradient {
            GradientStop {
                position: 0
                color: scenes.clear
            }
            GradientStop {
                position: 1
                color: "#D91B1613"
            }
        }
    }
    Timer {
        interval: 8000
        running: scenes.visible && scenes.vm.sceneCount > 1
        repeat: true
        onTriggered: scenes.shown += 1
    }
}
