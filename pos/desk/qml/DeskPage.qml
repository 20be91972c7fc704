pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Endcap.Ui
import Endcap.Desk
import "../../qml"

// Figures on top, the queue left, the chosen order right.
FocusScope {
    id: page

    required property DeskViewModel vm

    focus: true

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Banner {
            objectName: "offlineBanner"
            visible: !page.vm.status.online
            text: page.vm.status.linkText
            detail: page.vm.status.offlineDetail
            Layout.fillWidth: true
        }
        RowLayout {
            spacing: Theme.sp12
            Layout.fillWidth: true
            Layout.margins: Theme.sp16
            Layout.bottomMargin: 0

            FigureTile {
                objectName: "figureToPick"
                figure: page.vm.queue.toPick
                label: qsTr("to pick")
                iconName: "basket"
                onClicked: page.vm.queue.show("open")
                Layout.fillWidth: true
            }
            FigureTile {
                objectName: "figureLate"
                figure: page.vm.queue.late
                label: qsTr("late")
                iconName: "warning"
                tone: page.vm.queue.late > 0 ? "stop" : "plain"
                onClicked: page.vm.queue.show("open")
                Layout.fillWidth: true
            }
            FigureTile {
                objectName: "figureReady"
                figure: page.vm.queue.ready
                label: qsTr("ready in a bin")
                iconName: "bin"
                tone: "good"
                onClicked: page.vm.queue.show("ready")
                Layout.fillWidth: true
            }
            FigureTile {
                objectName: "figureDone"
                figure: page.vm.queue.handedOver
                label: qsTr("handed over today")
                iconName: "bag"
                onClicked: page.vm.queue.show("done")
                Layout.fillWidth: true
            }
            FigureTile {
                objectName: "figureToSettle"
                figure: page.vm.office.openCount
                label: qsTr("to settle")
                iconName: "note"
                tone: page.vm.office.openCount > 0 ? "warn" : "plain"
                onClicked: page.vm.openOffice()
                Layout.fillWidth: true
            }
        }
        RowLayout {
            spacing: Theme.sp16
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.margins: Theme.sp16

            QueuePane {
                vm: page.vm.queue
                desk: page.vm
                focus: true
                Layout.preferredWidth: Math.max(380, page.width * 0.36)
                Layout.fillHeight: true
            }
            OrderPane {
                vm: page.vm.order
                desk: page.vm
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
        }
    }

    ApprovalSheet {
        vm: page.vm.approval
        parent: page.Window.contentItem
    }
}
