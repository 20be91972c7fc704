import QtQuick
import QtQuick.Layouts
import Endcap.Ui
import Endcap.Pos

// A till nobody knows yet: where central is, and the one-time code that lets it in.
FocusScope {
    id: page

    required property JoinStoreViewModel vm

    focus: true

    ColumnLayout {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.sp64, 620)
        spacing: Theme.sp16

        Heading {
            text: qsTr("Join this terminal to its store")
            level: 1
            Layout.fillWidth: true
        }
        Label {
            text: qsTr("Ask for a one-time code at central. It is good for 15 minutes and for one terminal.")
            quiet: true
            Layout.fillWidth: true
        }
        Field {
            id: url
            objectName: "enrolUrl"
            label: qsTr("Central's address")
            text: page.vm.url
            Layout.fillWidth: true
        }
        Field {
            id: code
            objectName: "enrolCode"
            label: qsTr("One-time code")
            placeholder: "ABCDE-FGHJK"
            focus: true
            onSubmitted: page.vm.enrol(url.text, text)
            Layout.fillWidth: true
        }
        Notice {
            objectName: "enrolNotice"
            visible: page.vm.noticeText !== ""
            text: page.vm.noticeText
            Layout.fillWidth: true
        }
        PrimaryButton {
            objectName: "enrol"
            text: page.vm.busy ? qsTr("Joining…") : qsTr("Join")
            enabled: !page.vm.busy
            onClicked: page.vm.enrol(url.text, code.text)
            Layout.fillWidth: true
        }
    }
}
