pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Ui
import Endcap.Desk

// The exceptions of the store, by cause: open ones oldest first, settled ones newest first.
FocusScope {
    id: pane

    required property OfficeViewModel vm

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.sp12

        ListView {
            id: causes
            objectName: "causes"
            visible: count > 0
            model: pane.vm.causes
            orientation: ListView.Horizontal
            spacing: Theme.sp8
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            Layout.fillWidth: true
            Layout.preferredHeight: 48

            delegate: Chip {
                required property var modelData
                objectName: "cause_" + modelData.code
                text: modelData.text
                count: modelData.count
                chosen: pane.vm.cause === modelData.code
                implicitHeight: 48
                focusPolicy: Qt.NoFocus
                onClicked: pane.vm.showCause(modelData.code)
            }
        }
        ListView {
            id: list
            objectName: "matters"
            model: pane.vm.rows
            focus: true
            clip: true
            spacing: Theme.sp8
            boundsBehavior: Flickable.StopAtBounds
            Layout.fillWidth: true
            Layout.fillHeight: true
            keyNavigationEnabled: false
            T.ScrollIndicator.vertical: ScrollMark {}

            delegate: MatterRow {
                width: ListView.view.width
                chosen: key === pane.vm.selected
                onClicked: pane.vm.choose(key)
                onChosenChanged: if (chosen)
                    list.positionViewAtIndex(index, ListView.Contain)
            }
            footer: SecondaryButton {
                objectName: "moreMatters"
                visible: pane.vm.more
                height: visible ? implicitHeight : 0
                width: ListView.view.width
                text: qsTr("Show more")
                onClicked: pane.vm.loadMore()
            }
            EmptyState {
                objectName: "noMatters"
                anchors.centerIn: parent
                width: parent.width * 0.9
                visible: pane.vm.listState !== "list"
                iconName: pane.vm.listState === "empty" ? "check" : pane.vm.listState === "away" ? "offline" : "sync"
                title: pane.vm.listState === "loading" ? qsTr("Asking central…") : pane.vm.listState === "away" ? qsTr("Not known without central") : pane.vm.tab === "open" ? qsTr("Nothing to settle") : qsTr("Nothing settled yet")
                text: pane.vm.listState !== "empty" ? "" : pane.vm.tab === "open" ? qsTr("When central finds something that does not fit together, it appears here by itself.") : ""
            }
        }
    }
}
