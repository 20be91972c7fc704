pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Endcap.Ui

// Choose one reason; choosing does it.
Sheet {
    id: sheet

    required property var reasons

    signal chosen(string code)

    side: true

    Repeater {
        model: sheet.reasons

        SecondaryButton {
            required property var modelData
            objectName: "reason_" + modelData.code
            text: modelData.text
            Layout.fillWidth: true
            onClicked: {
                sheet.chosen(modelData.code);
                sheet.close();
            }
        }
    }
    Item {
        Layout.fillHeight: true
    }
}
