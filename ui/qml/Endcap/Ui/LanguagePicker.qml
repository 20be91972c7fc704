pragma ComponentBehavior: Bound
import QtQuick
import Endcap.Native

// The six languages, each in its own words.
Flow {
    id: picker

    signal chosen(string code)

    spacing: Theme.sp12
    objectName: "languages"

    Repeater {
        model: Host.languages

        Chip {
            required property var modelData

            objectName: "language_" + modelData.code
            text: modelData.name
            chosen: Host.language === modelData.code
            onClicked: {
                Host.setLanguage(modelData.code);
                picker.chosen(modelData.code);
            }
        }
    }
}
