import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Kiosk
import Endcap.Ui

// Looks like the search field, opens the search page; the camera beside it.
RowLayout {
    id: bar

    required property KioskViewModel vm

    spacing: Theme.sp16

    T.Button {
        id: field
        objectName: "openSearch"
        implicitHeight: Math.max(96, Theme.control)
        focusPolicy: Qt.StrongFocus
        Accessible.name: qsTr("Search the whole range")
        Keys.onReturnPressed: click()
        Layout.fillWidth: true
        onClicked: bar.vm.openSearch()

        contentItem: RowLayout {
            spacing: Theme.sp16

            Icon {
                name: "search"
                size: Theme.iconLarge
                color: Theme.ink2
                Layout.leftMargin: Theme.sp24
            }
            Label {
                text: qsTr("Search the whole range")
                quiet: true
                wrapMode: Text.NoWrap
                Layout.fillWidth: true
                Accessible.ignored: true
            }
        }
        background: Rectangle {
            radius: Theme.radius
            color: Theme.surface
            border.width: Math.max(1, Theme.stroke)
            border.color: Theme.lineStrong

            FocusRing {
                shown: field.visualFocus
            }
        }
    }
    IconButton {
        objectName: "openCamera"
        visible: bar.vm.scan.available
        iconName: "camera"
        label: qsTr("Scan with the camera")
        framed: true
        implicitWidth: field.implicitHeight
        implicitHeight: field.implicitHeight
        onClicked: bar.vm.openSheet("scan")
    }
}
