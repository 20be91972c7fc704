import QtQuick
import Endcap.Ui
import Endcap.Till

// Takes every key when nothing else needs it: codes, words to search, "3*" for three of the next.
Field {
    id: field

    required property TillViewModel vm

    objectName: "entry"
    placeholder: vm.entryHint
    iconName: "scan"
    onEdited: words => vm.typed(words)
    onSubmitted: words => {
        vm.submitted(words);
    }
    Keys.onDownPressed: vm.moveResult(1)
    Keys.onUpPressed: vm.moveResult(-1)

    Connections {
        target: field.vm.basket
        function onEntryCleared() {
            field.input.clear();
        }
    }
}
