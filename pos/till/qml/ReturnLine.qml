import QtQuick
import QtQuick.Layouts
import Endcap.Ui

// A line of the purchase: how many were bought, came back already, and come back now.
Rectangle {
    id: line

    required property string lineId
    required property string title
    required property string detail
    required property string refund
    required property int taking
    required property int maximum

    signal less
    signal more

    implicitHeight: row.implicitHeight + Theme.sp16
    height: implicitHeight
    radius: Theme.radius
    color: taking > 0 ? Theme.accentTint : Theme.neutralTint

    RowLayout {
        id: row
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.sp12
        anchors.rightMargin: Theme.sp8
        spacing: Theme.sp12

        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true

            Label {
                text: line.title
                maximumLineCount: 2
                lineHeight: Theme.leadingTight
                strong: line.taking > 0
                Layout.fillWidth: true
            }
            Label {
                text: line.detail
                small: true
                quiet: true
                Layout.fillWidth: true
            }
        }
        Numbers {
            text: line.refund
            visible: line.taking > 0
        }
        QuantityStepper {
            objectName: "returnStepper_" + line.lineId
            value: line.taking
            minimum: 0
            maximum: line.maximum
            enabled: line.maximum > 0
            what: line.title
            onAsked: wanted => wanted > line.taking ? line.more() : line.less()
            Layout.preferredWidth: 170
        }
    }
}
