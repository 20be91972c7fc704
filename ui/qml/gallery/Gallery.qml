import QtQuick
import Endcap.Ui

// Every control in every state, for eyes: python -m ui.gallery OUTDIR.
AppWindow {
    id: window

    property string part: "actions"

    Loader {
        focus: true
        anchors.fill: parent
        anchors.margins: Theme.edge
        source: ({
                "actions": "Actions.qml",
                "facts": "Facts.qml",
                "states": "States.qml",
                "goods": "Goods.qml",
                "keys": "Keys.qml",
                "sheet": "Sheets.qml"
            })[window.part]
    }
}
