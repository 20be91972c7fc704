pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Endcap.Ui
import "../parts"

// The camera's live picture with its frame; without a camera, where to hold the code.
VmSheet {
    id: sheet

    readonly property int viewSide: Math.min(side ? panelWidth - 2 * Theme.sp48 : 760, height * 0.5)

    name: "scan"
    title: vm.scan.running ? qsTr("Show the barcode to the camera") : qsTr("Hold the barcode under the scanner")
    panelWidth: Math.min(width, 760)

    Item {
        implicitHeight: sheet.vm.scan.running ? sheet.viewSide : 300
        Layout.fillWidth: true

        Rectangle {
            id: view
            visible: sheet.vm.scan.running
            anchors.centerIn: parent
            width: Math.min(parent.width, sheet.viewSide * 1.2)
            height: parent.height
            radius: Theme.radius
            color: "#17181C"
            clip: true

            Image {
                objectName: "cameraPreview"
                anchors.fill: parent
                source: sheet.vm.scan.frame
                cache: false
                fillMode: Image.PreserveAspectCrop
            }
            Repeater {
                model: 4

                Item {
                    id: corner

                    required property int index

                    x: index % 2 === 0 ? view.width * 0.12 : view.width * 0.88 - 72
                    y: index < 2 ? view.height * 0.2 : view.height * 0.8 - 72
                    width: 72
                    height: 72

                    Rectangle {
                        y: corner.index < 2 ? 0 : 64
                        width: 72
                        height: 8
                        radius: 4
                        color: "#FFFFFF"
                    }
                    Rectangle {
                        x: corner.index % 2 === 0 ? 0 : 64
                        width: 8
                        height: 72
                        radius: 4
                        color: "#FFFFFF"
                    }
                }
            }
            Label {
                visible: sheet.vm.scan.frame === ""
                anchors.centerIn: parent
                text: qsTr("The camera is waking up…")
                color: "#FFFFFF"
            }
            RoundCorners {
                ground: Theme.raised
            }
        }
        ScanHint {
            visible: !sheet.vm.scan.running
            anchors.centerIn: parent
            width: 320
            height: 232
            color: Theme.canvas
            moving: sheet.open
        }
    }
    Notice {
        visible: sheet.vm.scan.fault !== ""
        tone: "warn"
        text: sheet.vm.scan.fault
        Layout.fillWidth: true
    }
    Label {
        text: qsTr("The pickup code of an order works too.")
        quiet: true
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }
    SecondaryButton {
        objectName: "typeInstead"
        text: qsTr("Search by name instead")
        iconName: "search"
        Layout.fillWidth: true
        Layout.bottomMargin: Theme.sp16
        onClicked: sheet.vm.openSearch()
    }
}
