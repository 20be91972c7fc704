pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Endcap.Kiosk
import Endcap.Native
import Endcap.Ui
import "../parts"

// Nobody is here: slow full-bleed scenes, one line, one offer. Any touch or scan starts a visit.
Item {
    id: page

    required property KioskViewModel vm
    readonly property bool wide: width > height * 1.25
    readonly property int heroSize: Math.round(Math.min(width * (wide ? 0.056 : 0.125), height * 0.13))

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Touch to start")
    focus: true
    Keys.onPressed: event => {
        if (event.key !== Qt.Key_Tab && event.key !== Qt.Key_Backtab)
            page.vm.start();
    }

    Scenes {
        anchors.fill: parent
        vm: page.vm
    }
    TapHandler {
        onTapped: page.vm.start()
    }
    Wordmark {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: page.wide ? Theme.sp64 : Theme.edge
        anchors.topMargin: Theme.edge
        chain: page.vm.chain
        detail: page.vm.store
        ink: "#FFFFFF"
        quiet: "#F1ECE4"
        side: 72
    }
    ColumnLayout {
        anchors.left: parent.left
        anchors.bottom: parent.bottom
        anchors.right: parent.right
        anchors.margins: page.wide ? Theme.sp64 : Theme.edge
        spacing: page.wide ? Theme.sp48 : Theme.sp32

        ColumnLayout {
            spacing: Theme.sp32
            Layout.fillWidth: true
            Layout.maximumWidth: page.wide ? Math.round(page.width * 0.44) : -1

            ColumnLayout {
                spacing: page.wide ? Theme.sp32 : Theme.sp24
                Layout.fillWidth: true

                Text {
                    objectName: "attractLine"
                    text: qsTr("Scan it.\nSee everything.")
                    color: "#FFFFFF"
                    font.family: Theme.family
                    font.weight: Font.Black
                    font.pixelSize: page.heroSize
                    font.letterSpacing: Host.language === "ar" ? 0 : -page.heroSize * 0.025
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: 48
                    lineHeight: Host.language === "ar" ? 0.95 : 0.8
                    textFormat: Text.PlainText
                    horizontalAlignment: Text.AlignLeft
                    Layout.fillWidth: true
                }
                RowLayout {
                    spacing: Theme.sp24
                    Layout.fillWidth: true

                    ScanHint {
                        moving: page.vm.ready
                    }
                    Label {
                        text: page.vm.ready ? qsTr("Hold a barcode under the scanner, or touch to start.") : page.vm.link.starting
                        color: "#FFFFFF"
                        font.pixelSize: page.wide && page.width < 1600 ? Theme.fontBody : Theme.fontTitle
                        Layout.fillWidth: true
                        Layout.maximumWidth: Theme.fontTitle * 17
                    }
                }
            }
            OfferCard {
                visible: !page.wide && offered
                vm: page.vm
                Layout.fillWidth: true
            }
        }
        NightLanguages {
            onChosen: page.vm.start()
            Layout.fillWidth: true
            Layout.maximumWidth: page.wide ? Math.round(page.width * 0.5) - Theme.sp64 : -1
        }
    }
    OfferCard {
        visible: page.wide && offered
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.sp64
        width: Math.min(560, page.width * 0.38)
        vm: page.vm
    }
}
