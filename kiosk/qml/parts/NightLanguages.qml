pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Endcap.Native
import Endcap.Ui

// The six languages on a dark picture: outlined, the present one filled and ticked.
Flow {
    id: picker

    signal chosen(string code)

    spacing: Theme.sp12

    Repeater {
        model: Host.languages

        T.Button {
            id: choice

            required property var modelData
            readonly property bool present: Host.language === modelData.code

            objectName: "language_" + modelData.code
            implicitWidth: words.implicitWidth + (present ? 44 : 0) + 2 * Theme.sp24
            implicitHeight: Theme.target
            focusPolicy: Qt.StrongFocus
            Accessible.name: modelData.name
            onClicked: {
                Host.setLanguage(modelData.code);
                picker.chosen(modelData.code);
            }

            contentItem: Item {
                Icon {
                    visible: choice.present
                    anchors.left: parent.left
                    anchors.leftMargin: Theme.sp24
                    anchors.verticalCenter: parent.verticalCenter
                    name: "check"
                    size: 30
                    color: "#17181C"
                }
                Text {
                    id: words
                    anchors.centerIn: parent
                    anchors.horizontalCenterOffset: choice.present ? 22 : 0
                    text: choice.modelData.name
                    color: choice.present ? "#17181C" : "#FFFFFF"
                    font.family: Theme.family
                    font.pixelSize: 24
                    font.weight: choice.present ? Font.Bold : Font.Medium
                    textFormat: Text.PlainText
                    Accessible.ignored: true
                }
            }
            background: Rectangle {
                radius: height / 2
                color: choice.present ? "#FFFFFF" : choice.down ? "#40FFFFFF" : "#1FFFFFFF"
                border.width: 2
                border.color: "#FFFFFF"

                FocusRing {
                    shown: choice.visualFocus
                    corner: 32
                }
            }
        }
    }
}
