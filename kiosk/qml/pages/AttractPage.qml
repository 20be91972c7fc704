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
    readonly property bool wide: width > height
    property int scene: 0
    readonly property int heroSize: Math.round(Math.min(width * (wide ? 0.075 : 0.125), height * 0.13))

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Touch to start")
    focus: true
    Keys.onPressed: event => {
        if (event.key !== Qt.Key_Tab && event.key !== Qt.Key_Backtab)
            page.vm.start();
    }

    Rectangle {
        anchors.fill: parent
        color: "#2B2723"
    }
    Repeater {
        model: page.vm.sceneCount

        Image {
            required property int index

            anchors.fill: parent
            asynchronous: index > 0
            visible: opacity > 0
            opacity: index === page.scene % Math.max(1, page.vm.sceneCount) ? 1 : 0
            source: visible || index === (page.scene + 1) % page.vm.sceneCount ? page.vm.scene(index, page.wide) : ""
            sourceSize: Qt.size(page.width, page.height)
            fillMode: Image.PreserveAspectCrop

            Behavior on opacity {
                NumberAnimation {
                    duration: Theme.still ? 0 : 1400
                    easing.type: Easing.InOutQuad
                }
            }
        }
    }
    Timer {
        interval: 8000
        running: page.visible && page.vm.sceneCount > 1
        repeat: true
        onTriggered: page.scene += 1
    }

    // Reading ground for the words, darkest where they stand.
    Rectangle {
        anchors.fill: parent
        gradient: Gradient {
            orientation: Gradient.Vertical

            GradientStop {
                position: 0
                color: "#8C17130F"
            }
            GradientStop {
                position: 0.18
                color: "#0017130F"
            }
            GradientStop {
                position: page.wide ? 0.3 : 0.42
                color: "#0017130F"
            }
            GradientStop {
                position: page.wide ? 0.78 : 0.74
                color: "#D917130F"
            }
            GradientStop {
                position: 1
                color: "#F217130F"
            }
        }
    }

    TapHandler {
        onTapped: page.vm.start()
    }

    Wordmark {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.edge
        chain: page.vm.chain
        detail: page.vm.store
        ink: "#FFFFFF"
        quiet: "#F1ECE4"
        side: 72
    }

    ColumnLayout {
        id: words
        anchors.left: parent.left
        anchors.bottom: parent.bottom
        anchors.right: parent.right
        anchors.margins: page.wide ? Theme.sp64 : Theme.edge
        spacing: page.wide ? Theme.sp24 : Theme.sp32

        GridLayout {
            columns: page.wide ? 2 : 1
            columnSpacing: Theme.sp64
            rowSpacing: Theme.sp32
            Layout.fillWidth: true

            ColumnLayout {
                spacing: Theme.sp24
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
                        text: page.vm.ready ? qsTr("Hold a barcode under the scanner, or touch to start.") : qsTr("One moment, we are getting ready.")
                        color: "#FFFFFF"
                        font.pixelSize: Theme.fontTitle
                        Layout.fillWidth: true
                        Layout.maximumWidth: Theme.fontTitle * 17
                    }
                }
            }
            OfferCard {
                vm: page.vm
                Layout.fillWidth: !page.wide
                Layout.preferredWidth: page.wide ? 560 : -1
                Layout.alignment: Qt.AlignBottom
            }
        }
        NightLanguages {
            onChosen: page.vm.start()
            Layout.fillWidth: true
        }
    }
}
