import QtQuick
import QtQuick.Layouts

// Who: initials in a quiet disc, name, and one line about them.
Item {
    id: person

    required property string name
    property string detail: ""
    property int size: Theme.kiosk ? 64 : 36
    readonly property string initials: name.split(" ").filter(part => part !== "").slice(0, 2).map(part => part[0]).join("").toLocaleUpperCase()

    implicitWidth: row.implicitWidth
    implicitHeight: Math.max(size, row.implicitHeight)
    Accessible.role: Accessible.StaticText
    Accessible.name: detail === "" ? name : name + ", " + detail

    RowLayout {
        id: row
        anchors.fill: parent
        spacing: Theme.sp12

        Rectangle {
            implicitWidth: person.size
            implicitHeight: person.size
            radius: person.size / 2
            color: Theme.neutralTint

            Text {
                visible: person.initials !== ""
                anchors.centerIn: parent
                text: person.initials
                textFormat: Text.PlainText
                color: Theme.ink
                font.family: Theme.family
                font.weight: Font.Bold
                font.pixelSize: Math.round(person.size * 0.4)
                Accessible.ignored: true
            }
            Icon {
                visible: person.initials === ""
                anchors.centerIn: parent
                name: "person"
                size: Math.round(person.size * 0.55)
            }
        }
        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true

            Label {
                text: person.name
                visible: text !== ""
                strong: true
                wrapMode: Text.NoWrap
                lineHeight: Theme.leadingTight
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            Label {
                visible: text !== ""
                text: person.detail
                small: true
                quiet: true
                wrapMode: Text.NoWrap
                lineHeight: Theme.leadingTight
                Layout.fillWidth: true
                Accessible.ignored: true
            }
        }
    }
}
