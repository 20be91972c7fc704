pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Ui
import Endcap.Till

// The basket: newest line in view, the selected line opens its actions.
Item {
    id: pane

    required property BasketViewModel vm
    required property TillViewModel till

    ListView {
        id: list
        objectName: "basketLines"
        anchors.fill: parent
        anchors.margins: Theme.sp8
        visible: count > 0
        model: pane.vm.lines
        clip: true
        spacing: 2
        boundsBehavior: Flickable.StopAtBounds
        currentIndex: pane.vm.selected
        highlightFollowsCurrentItem: true
        highlightMoveDuration: Theme.press
        reuseItems: true
        T.ScrollIndicator.vertical: ScrollMark {}

        delegate: BasketLine {
            required property int index
            width: ListView.view.width
            selected: index === pane.vm.selected
            onPicked: pane.vm.select(index)
        }
    }

    LineActions {
        vm: pane.vm
        line: list.currentItem as BasketLine
    }

    EmptyBasket {
        objectName: "emptyBasket"
        anchors.fill: parent
        anchors.margins: Theme.sp32
        visible: list.count === 0
        vm: pane.till
    }
}
