pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Kiosk
import Endcap.Ui

// Colours as swatches, sizes as words; each says whether it is here.
ColumnLayout {
    id: picker

    required property ProductViewModel product

    spacing: Theme.sp24

    Repeater {
        model: picker.product.groups

        ColumnLayout {
            id: group

            required property string name
            required property string label
            required property string picked
            required property bool swatches
            required property var choices

            spacing: Theme.sp12
            Layout.fillWidth: true

            RowLayout {
                spacing: Theme.sp8

                Label {
                    text: group.label
                    quiet: true
                }
                Label {
                    text: group.picked
                    strong: true
                }
            }
            Flow {
                spacing: Theme.sp12
                Layout.fillWidth: true

                Repeater {
                    model: group.choices

                    T.Button {
                        id: choice

                        required property var modelData
                        readonly property bool chosen: modelData.chosen

                        objectName: "choice_" + group.name + "_" + modelData.value
                        width: Math.max(128, words.implicitWidth + (group.swatches ? 72 : 0) + 2 * Theme.sp24)
                        height: Math.max(88, words.implicitHeight + Theme.sp24)
                        focusPolicy: Qt.StrongFocus
                        Accessible.name: modelData.text + ", " + modelData.stock
                        Accessible.checkable: true
                        Accessible.checked: chosen
                        Keys.onReturnPressed: click()
                        onClicked: picker.product.choose(group.name, modelData.value)

                        contentItem: RowLayout {
                            spacing: Theme.sp16

                            Rectangle {
                                visible: group.swatches
                                implicitWidth: 44
                                implicitHeight: 44
                                radius: 22
                                color: choice.modelData.swatch || "transparent"
                                border.width: 1
                                border.color: Theme.lineStrong
                                Layout.leftMargin: Theme.sp16
                            }
                            ColumnLayout {
                                id: words
                                spacing: 0
                                Layout.leftMargin: group.swatches ? 0 : Theme.sp16
                                Layout.rightMargin: Theme.sp16
                                Layout.fillWidth: true

                                Label {
                                    text: choice.modelData.text
                                    strong: choice.chosen
                                    lineHeight: Theme.leadingTight
                                    wrapMode: Text.NoWrap
                                    horizontalAlignment: group.swatches ? Text.AlignLeft : Text.AlignHCenter
                                    Layout.fillWidth: true
                                }
                                Label {
                                    text: choice.modelData.stock
                                    small: true
                                    lineHeight: Theme.leadingTight
                                    wrapMode: Text.NoWrap
                                    horizontalAlignment: group.swatches ? Text.AlignLeft : Text.AlignHCenter
                                    color: choice.modelData.level === "none" ? Theme.ink2 : choice.modelData.level === "low" ? Theme.warn : Theme.good
                                    Layout.fillWidth: true
                                }
                            }
                        }
                        background: Rectangle {
                            radius: Theme.radius
                            color: Theme.surface
                            opacity: choice.modelData.level === "none" && !choice.chosen ? 0.6 : 1
                            border.width: choice.chosen ? 4 : Math.max(1, Theme.stroke)
                            border.color: choice.chosen ? Theme.ink : Theme.line

                            FocusRing {
                                shown: choice.visualFocus
                            }
                        }
                    }
                }
            }
        }
    }
}
