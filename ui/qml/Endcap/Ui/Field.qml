import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T

// One line to type or scan into. `submitted` fires on Enter with the trimmed text.
FocusScope {
    id: field

    property alias text: input.text
    property alias placeholder: hint.text
    property alias input: input
    property alias validator: input.validator
    property alias inputMethodHints: input.inputMethodHints
    property alias maximumLength: input.maximumLength
    property alias echoMode: input.echoMode
    property alias readOnly: input.readOnly
    property string label: ""
    property string error: ""
    property string iconName: ""
    property string name: label !== "" ? label : placeholder
    property bool clearable: true
    property bool numeric: false

    signal submitted(string text)
    signal edited(string text)

    function clear() {
        input.clear();
        field.edited("");
    }

    objectName: "field"
    implicitWidth: 320
    implicitHeight: column.implicitHeight
    Accessible.name: name
    Accessible.role: Accessible.EditableText

    ColumnLayout {
        id: column
        anchors.fill: parent
        spacing: Theme.sp8

        Label {
            text: field.label
            visible: text !== ""
            small: true
            strong: true
            quiet: true
            Layout.fillWidth: true
        }

        T.TextField {
            id: input
            objectName: "input"
            focus: true
            implicitHeight: Theme.control
            leftPadding: (field.iconName === "" || mirrored ? Theme.sp16 : Theme.sp16 + Theme.icon + Theme.sp12) + (mirrored ? tail : 0)
            rightPadding: (field.iconName === "" || !mirrored ? Theme.sp16 : Theme.sp16 + Theme.icon + Theme.sp12) + (mirrored ? 0 : tail)
            readonly property real tail: clearButton.visible ? clearButton.width - Theme.sp8 : 0
            readonly property bool mirrored: LayoutMirroring.enabled
            font.family: Theme.family
            font.pixelSize: Theme.fontBody
            font.features: field.numeric ? ({ "tnum": 1 }) : ({})
            color: Theme.ink
            selectionColor: Theme.accent
            selectedTextColor: Theme.accentInk
            verticalAlignment: Text.AlignVCenter
            horizontalAlignment: Text.AlignLeft
            selectByMouse: true
            Accessible.name: field.name
            Layout.fillWidth: true
            onAccepted: field.submitted(text.trim())
            onTextEdited: field.edited(text)

            background: Rectangle {
                radius: Theme.radius
                color: Theme.surface
                border.width: input.activeFocus ? 3 : field.error !== "" ? 2 : Math.max(1, Theme.stroke)
                border.color: input.activeFocus ? Theme.focus : field.error !== "" ? Theme.stop : Theme.lineStrong
            }

            Icon {
                name: field.iconName
                visible: name !== ""
                color: Theme.ink2
                anchors.left: parent.left
                anchors.leftMargin: Theme.sp16
                anchors.verticalCenter: parent.verticalCenter
            }

            Text {
                id: hint
                visible: input.length === 0 && input.preeditText === ""
                anchors.fill: parent
                anchors.leftMargin: input.mirrored ? input.rightPadding : input.leftPadding
                anchors.rightMargin: input.mirrored ? input.leftPadding : input.rightPadding
                color: Theme.ink2
                font: input.font
                elide: Text.ElideRight
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignLeft
                verticalAlignment: Text.AlignVCenter
                Accessible.ignored: true
            }

            IconButton {
                id: clearButton
                objectName: "clear"
                visible: field.clearable && input.length > 0 && !input.readOnly
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                implicitHeight: input.height
                implicitWidth: Math.max(Theme.target, Theme.icon * 2)
                focusPolicy: Qt.NoFocus
                iconName: "close"
                size: Theme.icon
                label: qsTr("Clear the field")
                onClicked: field.clear()
            }
        }

        RowLayout {
            visible: field.error !== ""
            spacing: Theme.sp8

            Icon {
                name: "error"
                size: Theme.iconSmall
                color: Theme.stop
            }
            Label {
                text: field.error
                small: true
                color: Theme.stop
                Layout.fillWidth: true
            }
        }
    }
}
