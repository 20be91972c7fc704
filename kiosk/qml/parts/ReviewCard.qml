import QtQuick
import QtQuick.Layouts
import Endcap.Ui

// One person's words, in their own language and direction; a fresh one says so.
Card {
    id: card

    required property int stars
    required property string title
    required property string text
    required property string author
    required property string date
    required property bool verified
    required property bool rightToLeft
    required property bool fresh

    ColumnLayout {
        width: parent.width
        spacing: Theme.sp12

        RowLayout {
            spacing: Theme.sp12
            Layout.fillWidth: true

            Rating {
                average: card.stars
                size: Theme.fontSmall
            }
            Pill {
                visible: card.fresh
                text: qsTr("Just written")
                tone: "accent"
                iconName: "bell"
            }
            Item {
                Layout.fillWidth: true
            }
            Label {
                text: card.date
                small: true
                quiet: true
                wrapMode: Text.NoWrap
            }
        }
        Heading {
            visible: text !== ""
            text: card.title
            level: 3
            LayoutMirroring.enabled: false
            horizontalAlignment: card.rightToLeft ? Text.AlignRight : Text.AlignLeft
            Layout.fillWidth: true
        }
        Label {
            visible: text !== ""
            text: card.text
            LayoutMirroring.enabled: false
            horizontalAlignment: card.rightToLeft ? Text.AlignRight : Text.AlignLeft
            Layout.fillWidth: true
        }
        Flow {
            spacing: Theme.sp12
            Layout.fillWidth: true

            Label {
                visible: text !== ""
                text: card.author
                small: true
                quiet: true
                verticalAlignment: Text.AlignVCenter
                height: badge.implicitHeight
            }
            Pill {
                id: badge
                visible: card.verified
                text: qsTr("Bought here")
                tone: "good"
            }
        }
    }
}
