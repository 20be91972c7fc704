import QtQuick
import QtQuick.Layouts
import Endcap.Ui

// The six languages, each in its own words.
VmSheet {
    id: sheet

    name: "language"
    title: qsTr("Language")

    LanguagePicker {
        Layout.fillWidth: true
        Layout.bottomMargin: Theme.sp32
        onChosen: sheet.vm.closeSheet()
    }
}
