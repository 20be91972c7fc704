pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts

// Progress through the steps of one task; done ones are ticked, the present one is filled.
RowLayout {
    id: line

    required property list<string> steps
    property int current: 0

    spacing: Theme.sp12
    Accessible.role: Accessible.ProgressBar
    Accessible.name: qsTr("Step %1 of %2: %3").arg(current + 1).arg(steps.length).arg(steps[current] ?? "")

    Repeater {
        model: line.steps

        RowLayout {
            id: step

            required property int index
            required property string modelData
            readonly property bool done: index < line.current
            readonly property bool present: index === line.current

            spacing: Theme.sp12
            Layout.fillWidth: index < line.steps.length - 1

            Rectangle {
                implicitWidth: Math.round(Theme.fontSmall * 1.9)
                implicitHeight: implicitWidth
                radius: width / 2
                color: step.present ? Theme.accent : step.done ? Theme.goodTint : Theme.neutralTint
                border.width: Theme.highContrast ? 2 : 0
                border.color: Theme.ink

                Icon {
                    visible: step.done
                    anchors.centerIn: parent
                    name: "check"
                    size: Theme.iconSmall
                    color: Theme.good
                }
                Numbers {
                    visible: !step.done
                    anchors.centerIn: parent
                    text: step.index + 1
                    size: Theme.fontSmall
                    color: step.present ? Theme.accentInk : Theme.ink2
                }
            }
            Label {
                // At large type only the present step has room for its word.
                visible: step.present || Theme.textScale <= 1.4
                text: step.modelData
                strong: step.present
                quiet: !step.present
                wrapMode: Text.NoWrap
                Layout.maximumWidth: Math.ceil(implicitWidth)
                Layout.alignment: Qt.AlignLeft | Qt.AlignVCenter
                Layout.fillWidth: true
            }
            Rectangle {
                visible: step.index < line.steps.length - 1
                implicitHeight: 2
                color: step.done ? Theme.good : Theme.lineStrong
                Layout.fillWidth: true
                Layout.minimumWidth: Theme.sp16
            }
        }
    }
}
