pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Endcap.Native

// Our own keyboard: letters of the shopper's language, sent as real keys to the focused item.
Rectangle {
    id: board

    property string language: Host.language
    property bool upper: false
    property bool symbols: false
    property string enterText: qsTr("Search")
    property bool mail: false
    readonly property var layout: Host.keyboard(language)
    readonly property var rows: symbols ? layout.symbols : upper ? layout.upper : layout.lower
    // A landscape kiosk has less height to give; 64 px stays a whole finger.
    property int keyHeight: !Theme.kiosk ? 52 : Window.height > Window.width ? 84 : 64

    signal done

    function type(text: string) {
        Host.typeText(text);
        upper = false;
    }

    function enter() {
        Host.typeKey("enter");
        board.done();
    }

    objectName: "keyboard"
    implicitHeight: column.implicitHeight + 2 * Theme.sp16
    color: Theme.sunken
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Keyboard")
    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true

    MouseArea {
        anchors.fill: parent
    }

    ColumnLayout {
        id: column
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.margins: Theme.sp16
        width: Math.min(parent.width - 2 * Theme.sp16, board.keyHeight * 20)
        spacing: Theme.sp8

        Repeater {
            model: board.rows

            RowLayout {
                id: row

                required property var modelData
                required property int index

                spacing: Theme.sp8
                Layout.alignment: Qt.AlignHCenter
                Layout.fillWidth: true

                BoardKey {
                    visible: row.index === board.rows.length - 1 && !board.symbols && board.layout.hasCase
                    iconName: "shift-key"
                    name: qsTr("Capital letters")
                    active: board.upper
                    share: 1.4
                    keyHeight: board.keyHeight
                    onClicked: board.upper = !board.upper
                }
                Repeater {
                    model: row.modelData

                    BoardKey {
                        required property string modelData

                        text: modelData
                        keyHeight: board.keyHeight
                        onClicked: board.type(modelData)
                    }
                }
                BoardKey {
                    visible: row.index === board.rows.length - 1
                    objectName: "board_erase"
                    iconName: "backspace"
                    name: qsTr("Erase")
                    autoRepeat: true
                    share: 1.4
                    keyHeight: board.keyHeight
                    onClicked: Host.typeKey("backspace")
                }
            }
        }

        RowLayout {
            spacing: Theme.sp8
            Layout.fillWidth: true

            BoardKey {
                objectName: "board_symbols"
                text: board.symbols ? board.layout.letters : "?123"
                share: 1.6
                quiet: true
                keyHeight: board.keyHeight
                onClicked: board.symbols = !board.symbols
            }
            BoardKey {
                visible: board.mail
                text: "@"
                keyHeight: board.keyHeight
                onClicked: board.type("@")
            }
            BoardKey {
                objectName: "board_space"
                name: qsTr("Space")
                text: board.layout.name
                quiet: true
                share: 6
                keyHeight: board.keyHeight
                onClicked: board.type(" ")
            }
            BoardKey {
                visible: board.mail
                text: "."
                keyHeight: board.keyHeight
                onClicked: board.type(".")
            }
            BoardKey {
                objectName: "board_enter"
                text: board.enterText
                loud: true
                share: 2.4
                keyHeight: board.keyHeight
                onClicked: board.enter()
            }
        }
    }
}
