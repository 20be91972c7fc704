import QtQuick
import QtQuick.Layouts
import Endcap.Ui

// How far a long piece of work is: a line that fills, and the same in figures.
ColumnLayout {
    id: progress

    required property real value
    required property string text

    spacing: Theme.sp4
    Accessible.role: Accessible.ProgressBar
    Accessible.name: text

    Rectangle {
        implicitHeight: Theme.sp8
        radius: height / 2
        color: Theme.neutralTint
        Layout.fillWidth: true

        Rectangle {
            anchors.left: parent.left
            width: Math.round(parent.width * progress.value)
            height: parent.height
            radius: height / 2
            color: Theme.accent
        }
    }
    Numbers {
        objectName: "progressText"
        text: progress.text
        size: Theme.fontBody
        Layout.fillWidth: true
    }
}
