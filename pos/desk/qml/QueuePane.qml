pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Ui
import Endcap.Desk

// The queue: search, filters, and the orders with the time each has left.
FocusScope {
    id: pane

    required property QueueViewModel vm
    required property DeskViewModel desk

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.sp12

        Field {
            objectName: "entry"
            focus: true
            placeholder: qsTr("Scan, or find by number, name or phone")
            iconName: "scan"
            onEdited: words => pane.vm.search(words)
            onSubmitted: words => {
                pane.desk.typed(words);
                clear();
            }
            Keys.onDownPressed: pane.vm.move(1)
            Keys.onUpPressed: pane.vm.move(-1)
            Layout.fillWidth: true
        }
        Flow {
            objectName: "filters"
            spacing: Theme.sp8
            Layout.fillWidth: true

            Repeater {
                model: pane.vm.filters

                delegate: Chip {
                    required property var modelData
                    objectName: "filter_" + modelData.code
                    text: modelData.text
                    count: modelData.count
                    chosen: pane.vm.filter === modelData.code
                    focusPolicy: Qt.NoFocus
                    onClicked: pane.vm.show(modelData.code)
                }
            }
        }
        ListView {
            id: list
            objectName: "queue"
            model: pane.vm.rows
            clip: true
            spacing: Theme.sp8
            boundsBehavior: Flickable.StopAtBounds
            Layout.fillWidth: true
            Layout.fillHeight: true
            T.ScrollIndicator.vertical: ScrollMark {}

            delegate: QueueRow {
                width: ListView.view.width
                chosen: code === pane.vm.selected
                onClicked: pane.vm.choose(code)
            }
            EmptyState {
                anchors.centerIn: parent
                width: parent.width * 0.8
                visible: list.count === 0
                iconName: "pickup"
                title: qsTr("Nothing here")
                text: qsTr("New orders appear by themselves, with a sound.")
            }
        }
    }
}
