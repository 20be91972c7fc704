import QtQuick
import QtQuick.Layouts
import Endcap.Ui
import Endcap.Desk

// Which bin does the order wait in? Scan its label or type it.
Sheet {
    id: sheet

    required property DeskOrderViewModel vm
    required property DeskViewModel desk

    function put(bin: string) {
        if (bin.trim() === "")
            return;
        vm.stage(bin);
        close();
    }

    objectName: "binSheet"
    title: qsTr("Which bin?")
    side: true
    onOpenChanged: {
        bin.input.clear();
        if (open)
            Qt.callLater(bin.input.forceActiveFocus);
    }

    Label {
        text: qsTr("Scan the bin's label, or type what it says, such as B-07.")
        quiet: true
        Layout.fillWidth: true
    }
    Field {
        id: bin
        objectName: "binField"
        placeholder: "B-07"
        focus: true
        iconName: "bin"
        onSubmitted: words => sheet.put(words)
        Layout.fillWidth: true
    }
    Item {
        Layout.fillHeight: true
    }
    PrimaryButton {
        objectName: "binDone"
        text: qsTr("The order is in this bin")
        enabled: bin.text.trim() !== ""
        onClicked: sheet.put(bin.text)
        Layout.fillWidth: true
    }
    Connections {
        target: sheet.desk
        enabled: sheet.open
        function onBinScanned(label) {
            sheet.put(label);
        }
    }
}
