pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Endcap.Native

// A panel that slides over part of the screen: from below in portrait, from the side in landscape.
// Place it last in the page, filling it. Escape, the scrim and the cross close it; Tab stays inside.
FocusScope {
    id: sheet

    property bool open: false
    property string title: ""
    property bool side: width > height
    property bool closable: true
    property int panelWidth: Math.min(width, Theme.kiosk ? 640 : 460)
    property int panelHeight: Math.min(height * 0.92, inside.implicitHeight + Theme.sp24 + foot)
    default property alias content: slot.data
    property Item lastFocus: null
    readonly property int foot: Theme.kiosk ? Theme.sp32 : Theme.sp24

    signal closed

    function close() {
        if (!closable)
            return;
        open = false;
        sheet.closed();
    }

    // Called later: what is inside becomes visible and enabled only after `open` is set.
    // What asked for the focus gets it, else the first control of the content.
    function enter() {
        if (!open)
            return;
        panel.forceActiveFocus(Qt.OtherFocusReason);
        if (panel.activeFocus && Window.activeFocusItem === panel)
            first().forceActiveFocus(Qt.OtherFocusReason);
    }

    function first(): Item {
        const next = closer.nextItemInFocusChain(true);
        return next === tail ? closer : next;
    }

    // Tab past the last control comes back to the first, and the other way round.
    function hold(forward: bool, reason: int) {
        (forward ? head : tail).nextItemInFocusChain(forward).forceActiveFocus(reason);
    }

    // A sheet may hang above the part of the window that is mirrored.
    LayoutMirroring.enabled: Host.rightToLeft
    LayoutMirroring.childrenInherit: true
    anchors.fill: parent
    z: 100
    visible: open || panel.opacity > 0
    enabled: open
    focus: open
    Keys.onEscapePressed: close()
    onOpenChanged: {
        if (!open && lastFocus)
            return lastFocus.forceActiveFocus(Qt.OtherFocusReason);
        lastFocus = Window.activeFocusItem;
        if (open)
            Qt.callLater(enter);
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.scrim
        opacity: panel.opacity

        TapHandler {
            gesturePolicy: TapHandler.ReleaseWithinBounds
            onTapped: sheet.close()
        }
        // Nothing under the scrim may react.
        MouseArea {
            anchors.fill: parent
            onClicked: sheet.close()
            onWheel: wheel => wheel.accepted = true
        }
    }

    FocusScope {
        id: panel
        property int away: sheet.open ? 0 : Theme.sp32
        width: sheet.side ? sheet.panelWidth : sheet.width
        height: sheet.side ? sheet.height : sheet.panelHeight
        x: !sheet.side ? 0 : sheet.LayoutMirroring.enabled ? -away : sheet.width - width + away
        y: sheet.side ? 0 : sheet.height - height + away
        opacity: sheet.open ? 1 : 0
        focus: true

        Behavior on opacity {
            NumberAnimation {
                duration: Theme.page
                easing.type: Easing.OutCubic
            }
        }
        Behavior on away {
            NumberAnimation {
                duration: Theme.page
                easing.type: Easing.OutCubic
            }
        }

        Shadow {
            under: ground
            drop: 0
        }
        Rectangle {
            id: ground
            anchors.fill: parent
            anchors.bottomMargin: sheet.side ? 0 : -radius
            color: Theme.raised
            radius: sheet.side ? 0 : Theme.radius * 1.4
            border.width: Theme.dark || Theme.highContrast ? Theme.stroke : 0
            border.color: Theme.line
        }
        MouseArea {
            anchors.fill: parent
        }

        Item {
            id: head
            activeFocusOnTab: sheet.open
            onActiveFocusChanged: if (activeFocus) sheet.hold(false, Qt.BacktabFocusReason)
        }
        ColumnLayout {
            id: inside
            anchors.fill: parent
            anchors.margins: Theme.kiosk ? Theme.sp48 : Theme.sp24
            anchors.topMargin: Theme.sp24
            anchors.bottomMargin: sheet.foot
            spacing: Theme.sp16

            RowLayout {
                spacing: Theme.sp16
                Layout.fillWidth: true
                Layout.fillHeight: false

                Heading {
                    text: sheet.title
                    level: 2
                    Layout.fillWidth: true
                }
                IconButton {
                    id: closer
                    objectName: "sheetClose"
                    visible: sheet.closable
                    iconName: "close"
                    label: qsTr("Close")
                    onClicked: sheet.close()
                }
            }
            ColumnLayout {
                id: slot
                // Content that asks for the height gets it; other content stays at the top.
                readonly property bool stretches: Array.from(children).some(child => child.Layout.fillHeight)
                spacing: Theme.sp16
                Layout.fillWidth: true
                Layout.fillHeight: stretches
            }
            Item {
                visible: sheet.side && !slot.stretches
                Layout.fillHeight: true
            }
        }
        Item {
            id: tail
            activeFocusOnTab: sheet.open
            onActiveFocusChanged: if (activeFocus) sheet.hold(true, Qt.TabFocusReason)
        }
    }
}
