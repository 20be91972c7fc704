import QtQuick
import Endcap.Kiosk
import Endcap.Ui

// A sheet that opens when the view-model names it, and tells when it closed.
Sheet {
    id: sheet

    required property KioskViewModel vm
    required property string name

    objectName: "sheet_" + name
    onClosed: if (vm.sheet === name) vm.closeSheet()

    Connections {
        target: sheet.vm
        function onMoved() {
            sheet.open = sheet.vm.sheet === sheet.name;
        }
    }
}
