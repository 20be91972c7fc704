import QtQuick
import QtQuick.Layouts
import Endcap.Ui

// One fact with its sign: a bold line and a quiet one.
RowLayout {
    id: fact

    required property string iconName
    required property string title
    property string text: ""

    spacing: Theme.sp24
    Layout.fillHeight: false

    Icon {
        name: fact.iconName
        size: Theme.iconLarge
        color: Theme.ink2
        Layout.alignment: Qt.AlignTop
    }
    ColumnLayout {
        spacing: Theme.sp4
        Layout.fillWidth: true

        Label {
            text: fact.title
            strong: true
            lineHeight: Theme.leadingTight
            Layout.fillWidth: true
        }
        Label {
            visible: text !== ""
            text: fact.text
            quiet: true
            Layout.fillWidth: true
        }
    }
}
