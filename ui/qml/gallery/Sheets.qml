import QtQuick
import QtQuick.Layouts
import Endcap.Ui

Item {
    States {
        anchors.fill: parent
    }
    Sheet {
        anchors.margins: -Theme.edge
        open: true
        title: qsTr("Why this price?")

        Label {
            text: qsTr("Two for one on coffee until Sunday.")
            Layout.fillWidth: true
        }
        Pill {
            text: qsTr("Applied")
            tone: "good"
        }
        PrimaryButton {
            text: qsTr("All right")
            Layout.fillWidth: true
        }
    }
}
