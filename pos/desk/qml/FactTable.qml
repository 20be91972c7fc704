pragma ComponentBehavior: Bound
import QtQuick
import Endcap.Ui

// Evidence as a table: what it is called, what it says. What is for support stands small.
Column {
    id: table

    required property var model

    Repeater {
        model: table.model

        Item {
            id: fact
            required property string label
            required property string value
            required property bool small
            width: table.width
            height: Math.max(name.implicitHeight, said.implicitHeight) + 2 * Theme.sp8

            Divider {
                width: parent.width
            }
            Label {
                id: name
                text: fact.label
                quiet: true
                small: fact.small
                width: table.width * 0.36
                anchors.left: parent.left
                anchors.top: parent.top
                anchors.topMargin: Theme.sp8
            }
            Label {
                id: said
                text: fact.value
                small: fact.small
                quiet: fact.small
                wrapMode: Text.Wrap
                width: table.width * 0.64 - Theme.sp16
                anchors.right: parent.right
                anchors.top: parent.top
                anchors.topMargin: Theme.sp8
            }
        }
    }
}
