import QtQuick
import QtQuick.Layouts
import Endcap.Ui
import Endcap.Till

// Items, savings, the total, and the one action of the moment at the bottom right.
Rectangle {
    id: bar

    required property TillViewModel vm

    implicitHeight: Math.max(88, row.implicitHeight + Theme.sp16)
    color: Theme.surface

    Divider {
        width: parent.width
    }
    RowLayout {
        id: row
        anchors.fill: parent
        anchors.leftMargin: Theme.sp24
        anchors.rightMargin: Theme.sp16
        spacing: Theme.sp24

        ColumnLayout {
            spacing: 0

            Label {
                objectName: "itemsText"
                text: bar.vm.basket.itemsText
                wrapMode: Text.NoWrap
            }
            Label {
                objectName: "savedText"
                visible: text !== ""
                text: bar.vm.basket.savedText
                color: Theme.good
                strong: true
                wrapMode: Text.NoWrap
            }
        }
        Item {
            Layout.fillWidth: true
        }
        Label {
            text: bar.vm.totalLabel
            quiet: true
            wrapMode: Text.NoWrap
        }
        Numbers {
            objectName: "total"
            text: bar.vm.totalText
            size: Theme.fontHero
            fit: true
            horizontalAlignment: Text.AlignRight
            Layout.minimumWidth: Math.min(implicitWidth, bar.width * 0.3)
        }
        PrimaryButton {
            id: act
            objectName: "primary"
            text: bar.vm.primaryText
            hint: bar.vm.primaryHint
            enabled: bar.vm.primaryEnabled
            focusPolicy: Qt.TabFocus
            Layout.preferredWidth: Math.max(implicitWidth, bar.width * 0.26)
            Layout.preferredHeight: 72
            onClicked: bar.vm.primary()
        }
    }
    Shortcut {
        sequences: ["F12"]
        autoRepeat: false
        enabled: bar.vm.primaryEnabled
        onActivated: bar.vm.primary()
    }
}
