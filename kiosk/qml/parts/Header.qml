pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Endcap.Kiosk
import Endcap.Native
import Endcap.Ui

// Back, whose shop this is, and what makes the kiosk fit its user; on every page of a visit.
Item {
    id: header

    required property KioskViewModel vm
    readonly property bool roomy: width >= 1240

    function larger() {
        Host.textScale = Host.textScale >= 2 ? 1 : Host.textScale >= 1.6 ? 2 : Host.textScale >= 1.3 ? 1.6 : 1.3;
    }

    implicitHeight: 112
    implicitWidth: 1080

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: header.vm.canGoBack ? Theme.sp24 : Theme.edge
        anchors.rightMargin: Theme.sp32
        spacing: Theme.sp8

        IconButton {
            objectName: "back"
            visible: header.vm.canGoBack && header.vm.screen !== "slip"
            iconName: "back"
            directional: true
            label: qsTr("Back")
            onClicked: header.vm.goBack()
        }
        Item {
            implicitHeight: 80
            Layout.fillWidth: true

            Wordmark {
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                chain: header.vm.chain
                detail: header.vm.store
            }
            TapHandler {
                enabled: header.vm.screen !== "slip"
                onTapped: header.vm.goHome()
            }
        }
        HeaderToggle {
            objectName: "openLanguage"
            iconName: "globe"
            label: qsTr("Language")
            text: header.roomy ? (Host.languages.find(one => one.code === Host.language)?.name ?? "") : Host.language.toUpperCase()
            onClicked: header.vm.openSheet("language")
        }
        HeaderToggle {
            objectName: "textSize"
            iconName: "text-size"
            label: qsTr("Larger text")
            on: Theme.textScale > 1
            onClicked: header.larger()
        }
        HeaderToggle {
            objectName: "highContrast"
            iconName: "contrast"
            label: qsTr("High contrast")
            on: Theme.highContrast
            onClicked: Host.highContrast = !Host.highContrast
        }
        HeaderToggle {
            objectName: "lowReach"
            iconName: "reach"
            label: qsTr("Bring everything lower")
            on: Theme.lowReach
            onClicked: Host.lowReach = !Host.lowReach
        }
        HeaderToggle {
            objectName: "openHelp"
            iconName: "help"
            label: qsTr("Help")
            onClicked: header.vm.openSheet("help")
        }
    }
}
