pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Ui
import Endcap.Desk

// The store's terminals, those that need somebody first: how each is, and what to do about it.
FocusScope {
    id: pane

    required property TerminalsViewModel vm

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.sp12

        Label {
            visible: text !== ""
            text: pane.vm.asOfText
            quiet: true
            small: true
            Layout.fillWidth: true
        }
        ListView {
            id: list
            objectName: "terminals"
            model: pane.vm.rows
            focus: true
            clip: true
            spacing: Theme.sp8
            boundsBehavior: Flickable.StopAtBounds
            Layout.fillWidth: true
            Layout.fillHeight: true
            Keys.onDownPressed: list.flick(0, -900)
            Keys.onUpPressed: list.flick(0, 900)
            T.ScrollIndicator.vertical: ScrollMark {}

            delegate: Rectangle {
                id: card
                required property string key
                required property string name
                required property string face
                required property string health
                required property string tone
                required property string heard
                required property string told
                required property string troubles
                objectName: "terminal_" + key
                width: ListView.view.width
                height: content.implicitHeight + 2 * Theme.sp16
                radius: Theme.radius
                color: Theme.surface

                ColumnLayout {
                    id: content
                    anchors.left: parent.left
                    anchors.right: parent.right
                    anchors.top: parent.top
                    anchors.margins: Theme.sp16
                    spacing: Theme.sp8

                    RowLayout {
                        spacing: Theme.sp12
                        Layout.fillWidth: true

                        Label {
                            text: card.name
                            strong: true
                            wrapMode: Text.NoWrap
                            Layout.maximumWidth: card.width * 0.35
                        }
                        Label {
                            text: card.face
                            quiet: true
                            small: true
                            wrapMode: Text.NoWrap
                            Layout.fillWidth: true
                        }
                        Label {
                            text: card.heard
                            quiet: true
                            small: true
                            wrapMode: Text.NoWrap
                        }
                        Pill {
                            text: card.health
                            tone: card.tone
                            iconName: card.tone === "good" ? "check" : "warning"
                        }
                    }
                    Label {
                        visible: text !== ""
                        text: card.told
                        quiet: true
                        Layout.fillWidth: true
                    }
                    Label {
                        visible: text !== ""
                        text: card.troubles
                        Layout.fillWidth: true
                    }
                }
            }
            EmptyState {
                anchors.centerIn: parent
                width: parent.width * 0.8
                visible: list.count === 0
                iconName: "sync"
                title: qsTr("Asking central…")
            }
        }
    }
}
