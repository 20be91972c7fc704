pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Ui
import Endcap.Till

// Counting coins and notes: a stepper or a typed number per denomination, the sum below.
ColumnLayout {
    id: count

    required property ShiftViewModel vm

    spacing: Theme.sp8

    GridView {
        id: grid
        objectName: "denominations"
        model: count.vm.denominations
        clip: true
        cacheBuffer: 0 // a dozen cells: none to be made later, when the page may be gone
        boundsBehavior: Flickable.StopAtBounds
        readonly property int columns: Math.max(1, Math.floor(width / 250))
        cellWidth: Math.floor(width / columns)
        cellHeight: 64
        Layout.fillWidth: true
        Layout.fillHeight: true
        T.ScrollIndicator.vertical: ScrollMark {}

        delegate: Item {
            id: cell
            required property int index
            required property int minor
            required property string title
            required property int pieces
            width: GridView.view.cellWidth
            height: GridView.view.cellHeight

            RowLayout {
                anchors.fill: parent
                anchors.margins: Theme.sp4
                spacing: Theme.sp8

                Numbers {
                    text: cell.title
                    horizontalAlignment: Text.AlignRight
                    Layout.preferredWidth: 76
                }
                Field {
                    objectName: "count_" + cell.minor
                    text: cell.pieces > 0 ? String(cell.pieces) : ""
                    name: cell.title
                    placeholder: "0"
                    numeric: true
                    clearable: false
                    maximumLength: 5
                    inputMethodHints: Qt.ImhDigitsOnly
                    validator: IntValidator {
                        bottom: 0
                        top: 99999
                    }
                    onEdited: words => count.vm.setCount(cell.index, words)
                    Layout.fillWidth: true
                }
            }
        }
    }
    RowLayout {
        Layout.fillWidth: true

        Label {
            text: qsTr("Counted")
            quiet: true
            Layout.fillWidth: true
        }
        Numbers {
            objectName: "countedText"
            text: count.vm.countedText
            size: Theme.fontHead
        }
    }
}
