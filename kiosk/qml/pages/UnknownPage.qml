pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Endcap.Kiosk
import Endcap.Ui
import "../parts"

// A code that means nothing to this shop: said plainly, with three ways on.
Item {
    id: page

    required property KioskViewModel vm

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            ColumnLayout {
                anchors.centerIn: parent
                width: Math.min(parent.width - 2 * Theme.edge, 960)
                spacing: Theme.sp32

                EmptyState {
                    iconName: "barcode"
                    title: page.vm.unknownTitle
                    text: page.vm.unknownText
                    Layout.fillWidth: true
                }
                Rectangle {
                    implicitWidth: code.implicitWidth + 2 * Theme.sp32
                    implicitHeight: code.implicitHeight + 2 * Theme.sp16
                    radius: Theme.radiusSmall
                    color: Theme.surface
                    visible: page.vm.unknownCode !== ""
                    Layout.alignment: Qt.AlignHCenter
                    Layout.maximumWidth: parent.width

                    Numbers {
                        id: code
                        objectName: "unknownCode"
                        anchors.centerIn: parent
                        width: Math.min(implicitWidth, page.width - 2 * Theme.edge - 2 * Theme.sp32)
                        elide: Text.ElideMiddle
                        text: page.vm.unknownCode
                        size: Theme.fontTitle
                        font.letterSpacing: 2
                    }
                }
                RowLayout {
                    spacing: Theme.sp16
                    Layout.alignment: Qt.AlignHCenter

                    SecondaryButton {
                        objectName: "scanAgain"
                        text: qsTr("Scan again")
                        iconName: "scan"
                        onClicked: page.vm.openSheet("scan")
                    }
                    SecondaryButton {
                        objectName: "unknownHelp"
                        text: qsTr("Help")
                        iconName: "help"
                        onClicked: page.vm.openSheet("help")
                    }
                }
            }
        }
        Dock {
            Layout.fillWidth: true

            PrimaryButton {
                objectName: "searchInstead"
                text: qsTr("Search by name")
                iconName: "search"
                implicitHeight: Math.max(96, Theme.control)
                Layout.fillWidth: true
                onClicked: page.vm.searchInstead()
            }
        }
    }
}
