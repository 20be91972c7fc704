import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Ui

// A small key inside the selected line.
T.Button {
    id: key

    property string shown: ""
    property string words: text
    property bool warning: false

    implicitHeight: 48
    implicitWidth: Math.max(64, row.implicitWidth + Theme.sp32)
    focusPolicy: Qt.NoFocus
    Accessible.name: words

    background: Rectangle {
        radius: Theme.radius
        color: key.down ? Theme.line : Theme.neutralTint
    }
    contentItem: Item {
        RowLayout {
            id: row
            anchors.centerIn: parent
            spacing: Theme.sp8

            Label {
                text: key.text
                strong: true
                color: key.warning ? Theme.stop : Theme.ink
                Accessible.ignored: true
            }
            Label {
                visible: text !== ""
                text: key.shown
                small: true
                quiet: true
                Accessible.ignored: true
            }
        }
    }
}
