pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Ui
import Endcap.Desk

// One exception: what happened, what central knows, what to do; and the note it is settled with.
Rectangle {
    id: pane

    required property OfficeViewModel vm
    readonly property MatterViewModel matter: vm.matter
    readonly property bool some: matter.shown

    radius: Theme.radius
    color: Theme.surface

    EmptyState {
        anchors.centerIn: parent
        width: parent.width * 0.7
        visible: !pane.some && pane.vm.noticeText === "" && pane.vm.listState === "list"
        iconName: "note"
        title: qsTr("Nothing chosen")
    }
    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.sp24
        spacing: Theme.sp16

        Notice {
            objectName: "officeNotice"
            visible: pane.vm.noticeText !== ""
            text: pane.vm.noticeText
            advice: pane.vm.noticeAdvice
            tone: pane.vm.noticeTone
            dismissable: true
            onDismissed: pane.vm.dismissNotice()
            Layout.fillWidth: true
        }
        Flickable {
            id: scroll
            visible: pane.some
            clip: true
            contentHeight: story.implicitHeight
            boundsBehavior: Flickable.StopAtBounds
            Layout.fillWidth: true
            Layout.fillHeight: true
            T.ScrollIndicator.vertical: ScrollMark {}

            ColumnLayout {
                id: story
                width: scroll.width - Theme.sp8
                spacing: Theme.sp12

                Heading {
                    objectName: "matterTitle"
                    text: pane.matter.title
                    level: 2
                    Layout.fillWidth: true
                }
                Label {
                    objectName: "matterHappened"
                    visible: text !== ""
                    text: pane.matter.happened
                    Layout.fillWidth: true
                }
                Label {
                    text: pane.matter.raisedText
                    quiet: true
                    small: true
                    Layout.fillWidth: true
                }
                FactTable {
                    model: pane.matter.facts
                    Layout.fillWidth: true
                }
                Heading {
                    level: 3
                    visible: pane.matter.isOpen && steps.count > 0
                    text: qsTr("What to do")
                    Layout.topMargin: Theme.sp8
                    Layout.fillWidth: true
                }
                Repeater {
                    id: steps
                    model: pane.matter.isOpen ? pane.matter.steps : []

                    RowLayout {
                        id: step
                        required property int index
                        required property string modelData
                        spacing: Theme.sp12
                        Layout.fillWidth: true

                        Numbers {
                            text: step.index + 1
                            color: Theme.ink2
                            Layout.alignment: Qt.AlignTop
                        }
                        Label {
                            text: step.modelData
                            Layout.fillWidth: true
                        }
                    }
                }
                Label {
                    objectName: "settledText"
                    visible: text !== ""
                    text: pane.matter.settledText
                    strong: true
                    Layout.fillWidth: true
                }
                Label {
                    visible: text !== "" && !pane.matter.isOpen
                    text: pane.matter.noteText
                    Layout.fillWidth: true
                }
            }
        }
        Item {
            visible: !pane.some
            Layout.fillHeight: true
        }
        RowLayout {
            visible: pane.matter.isOpen
            spacing: Theme.sp12
            Layout.fillWidth: true

            Field {
                id: note
                objectName: "settleNote"
                placeholder: qsTr("Note: what you found and did")
                iconName: "edit"
                maximumLength: pane.vm.noteLength
                Layout.fillWidth: true
                onSubmitted: words => pane.vm.settle(words)
            }
            PrimaryButton {
                objectName: "settle"
                text: pane.vm.busy ? qsTr("Settling…") : qsTr("Settle")
                hint: "F12"
                enabled: !pane.vm.busy
                Layout.preferredWidth: Math.max(implicitWidth, 220)
                onClicked: pane.vm.settle(note.text)
            }
        }
    }
    Connections {
        target: pane.vm
        function onNoteCleared() {
            note.input.clear();
        }
    }
    Shortcut {
        sequences: ["F12"]
        enabled: pane.matter.isOpen && !pane.vm.busy
        onActivated: pane.vm.settle(note.text)
    }
}
