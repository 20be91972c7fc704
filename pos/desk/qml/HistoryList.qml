pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Endcap.Ui

// What happened to the order so far, the latest first.
ColumnLayout {
    id: list

    required property var model

    spacing: Theme.sp8

    Heading {
        level: 3
        text: qsTr("History")
        visible: rows.count > 0
        Layout.topMargin: Theme.sp16
    }
    Repeater {
        id: rows
        model: list.model

        RowLayout {
            id: entry
            required property string at
            required property string stateCode
            required property string who
            required property string note
            spacing: Theme.sp12
            Layout.fillWidth: true

            Numbers {
                text: entry.at
                size: Theme.fontSmall
                strong: false
                color: Theme.ink2
            }
            OrderState {
                code: entry.stateCode
            }
            Label {
                text: [entry.who, entry.note].filter(part => part !== "").join(" · ")
                small: true
                quiet: true
                wrapMode: Text.NoWrap
                Layout.fillWidth: true
            }
        }
    }
}
