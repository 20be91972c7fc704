pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Native

// Digits by hand. With `direct` it types into the focused item; else it only signals.
GridLayout {
    id: pad

    property bool direct: false
    // The bottom left key: "00", ".", "," or "" for none.
    property string corner: "00"
    property int keyHeight: Theme.kiosk ? 104 : 64

    signal typed(string text)
    signal erased

    function press(key: string) {
        if (key === "erase") {
            pad.erased();
            if (pad.direct)
                Host.typeKey("backspace");
            return;
        }
        pad.typed(key);
        if (pad.direct)
            Host.typeText(key);
    }

    columns: 3
    rowSpacing: Theme.sp8
    columnSpacing: Theme.sp8
    // A phone's and a till's digits stand the same way in every script.
    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true

    Repeater {
        model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", pad.corner, "0", "erase"]

        T.Button {
            id: key

            required property string modelData

            objectName: "key_" + modelData
            enabled: modelData !== ""
            opacity: enabled ? 1 : 0
            focusPolicy: Qt.NoFocus
            autoRepeat: modelData === "erase"
            implicitWidth: pad.keyHeight * 1.3
            implicitHeight: pad.keyHeight
            Accessible.name: modelData === "erase" ? qsTr("Erase") : modelData
            Layout.fillWidth: true
            Layout.fillHeight: true
            onClicked: pad.press(modelData)

            contentItem: Item {
                Numbers {
                    visible: key.modelData !== "erase"
                    anchors.centerIn: parent
                    text: key.modelData
                    size: Theme.fontTitle
                    Accessible.ignored: true
                }
                Icon {
                    visible: key.modelData === "erase"
                    anchors.centerIn: parent
                    name: "backspace"
                    size: Theme.iconLarge
                }
            }

            background: Rectangle {
                radius: Theme.radius
                color: key.down ? Theme.line : Theme.raised
                border.width: Math.max(1, Theme.stroke)
                border.color: key.down ? Theme.lineStrong : Theme.line
            }
        }
    }
}
