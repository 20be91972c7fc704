pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Endcap.Ui
import Endcap.Till

// The receipt as it leaves the printer, on screen.
Rectangle {
    id: paper

    required property ReceiptViewModel vm

    radius: Theme.radius
    color: Theme.neutralTint
    clip: true
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Receipt preview")

    ListView {
        id: list
        objectName: "receiptRows"
        readonly property int sheet: Math.min(parent.width - Theme.sp32, 380)
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        anchors.margins: Theme.sp12
        anchors.horizontalCenter: parent.horizontalCenter
        width: sheet
        model: paper.vm.rows
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollIndicator.vertical: ScrollMark {}
        onCountChanged: positionViewAtBeginning()

        delegate: ReceiptRow {
            width: ListView.view.width
        }
    }
}
