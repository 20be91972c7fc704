import QtQuick
import QtQuick.Layouts
import Endcap.Ui
import Endcap.Till

// What can be done with the selected line. One for the whole basket, shown inside that line: made
// anew for each scan it would cost more than the line itself.
RowLayout {
    id: actions

    required property BasketViewModel vm
    property BasketLine line: null

    parent: line ? line.slot : null
    anchors.fill: parent
    visible: line !== null
    spacing: Theme.sp8

    LineAction {
        objectName: "less"
        text: "−"
        shown: "Ctrl+−"
        words: qsTr("One less")
        onClicked: actions.vm.changeQuantity(-1)
    }
    LineAction {
        objectName: "more"
        text: "+"
        shown: "Ctrl++"
        words: qsTr("One more")
        onClicked: actions.vm.changeQuantity(1)
    }
    Item {
        Layout.fillWidth: true
    }
    LineAction {
        objectName: "why"
        visible: actions.line !== null && (actions.line.discount !== "" || actions.line.nearly !== "")
        text: qsTr("Why this price")
        onClicked: actions.vm.explainSelected()
    }
    LineAction {
        objectName: "voidLine"
        text: qsTr("Void line")
        shown: "F3"
        warning: true
        onClicked: actions.vm.voidSelected()
    }
}
