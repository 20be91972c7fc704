pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Ui
import Endcap.Till

// Take entries out as a file: what kind, which days, where to. The primary key writes it.
Flickable {
    id: out

    required property KeepingViewModel vm
    readonly property var formats: [["csv", qsTr("Table (CSV)")], ["json", qsTr("JSON")], ["poslog", qsTr("POSLog (XML)")], ["jsonl", qsTr("All, as proof (JSONL)")]]
    readonly property var periods: [["today", qsTr("Today")], ["week", qsTr("7 days")], ["month", qsTr("This month")], ["last_month", qsTr("Last month")], ["all", qsTr("All days")]]

    contentWidth: width
    contentHeight: choices.implicitHeight
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    T.ScrollIndicator.vertical: ScrollMark {}

    ColumnLayout {
        id: choices
        width: out.width
        spacing: Theme.sp12

        Heading {
            objectName: "exportTitle"
            text: qsTr("Take the journal out")
            Layout.fillWidth: true
        }
        Label {
            visible: out.vm.noticeText === ""
            text: qsTr("A file with sales, returns and cash leaves the till, so a manager must agree. It is noted in the journal.")
            quiet: true
            Layout.fillWidth: true
        }
        Notice {
            objectName: "exportNotice"
            visible: out.vm.noticeText !== ""
            tone: out.vm.noticeTone
            text: out.vm.noticeText
            advice: out.vm.noticeAdvice
            Layout.fillWidth: true
        }
        ProgressLine {
            visible: out.vm.busy
            value: out.vm.progress
            text: out.vm.progressText
            Layout.fillWidth: true
        }
        Flow {
            spacing: Theme.sp8
            enabled: !out.vm.busy
            Layout.fillWidth: true

            Repeater {
                model: out.formats
                Chip {
                    required property var modelData
                    objectName: "format_" + modelData[0]
                    text: modelData[1]
                    chosen: out.vm.format === modelData[0]
                    onClicked: out.vm.setFormat(modelData[0])
                }
            }
        }
        Flow {
            spacing: Theme.sp8
            enabled: !out.vm.busy
            Layout.fillWidth: true

            Repeater {
                model: out.periods
                Chip {
                    required property var modelData
                    objectName: "days_" + modelData[0]
                    text: modelData[1]
                    chosen: out.vm.period === modelData[0]
                    onClicked: out.vm.setPeriod(modelData[0])
                }
            }
        }
        Repeater {
            model: out.vm.places
            KeyButton {
                required property int index
                required property string path
                required property string title
                required property bool own
                objectName: "place_" + index
                enabled: !out.vm.busy
                iconName: out.vm.place === path ? "check" : own ? "drawer" : "down"
                tone: out.vm.place === path ? "good" : "plain"
                text: title
                onClicked: out.vm.setPlace(path)
                Layout.fillWidth: true
            }
        }
    }
}
