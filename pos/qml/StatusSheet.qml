pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Ui
import Endcap.Pos

// How this terminal is: the line, its records, prices, clock and printer; each with what to do.
Sheet {
    id: sheet

    required property StatusLineViewModel vm

    objectName: "statusSheet"
    title: qsTr("How this terminal is")
    side: true
    panelWidth: Math.min(width, 560)
    onOpenChanged: if (open)
        vm.tellDetails()

    ListView {
        id: list
        objectName: "statusDetails"
        model: sheet.vm.details
        clip: true
        spacing: Theme.sp8
        boundsBehavior: Flickable.StopAtBounds
        Layout.fillWidth: true
        Layout.fillHeight: true
        T.ScrollIndicator.vertical: ScrollMark {}

        delegate: Item {
            id: line
            required property string key
            required property string label
            required property string text
            required property string advice
            required property string tone
            objectName: "status_" + key
            width: ListView.view.width
            height: content.implicitHeight + Theme.sp16

            Column {
                id: content
                width: parent.width
                spacing: Theme.sp4

                Row {
                    width: parent.width
                    spacing: Theme.sp8

                    Icon {
                        name: line.tone === "good" ? "check" : "warning"
                        size: Theme.iconSmall
                        color: line.tone === "good" ? Theme.good : line.tone === "warn" ? Theme.warn : Theme.stop
                    }
                    Label {
                        text: line.label
                        quiet: true
                        small: true
                    }
                }
                Label {
                    width: parent.width
                    text: line.text
                    strong: line.tone !== "good"
                }
                Label {
                    width: parent.width
                    visible: text !== ""
                    text: line.advice
                }
            }
        }
    }
    Connections {
        target: sheet.vm
        enabled: sheet.open
        function onChanged() {
            sheet.vm.tellDetails();
        }
    }
}
