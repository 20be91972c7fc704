pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Ui
import Endcap.Pos

// Names on one side, the PIN's keys on the other; digits typed anywhere in it count.
FocusScope {
    id: page

    required property SignInViewModel vm
    property string welcome: ""

    focus: true
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace)
            page.vm.erase();
        else if (/^[0-9]$/.test(event.text))
            page.vm.key(event.text);
        else
            return;
        event.accepted = true;
    }
    Keys.onReturnPressed: vm.submit()
    Keys.onEnterPressed: vm.submit()
    Keys.onUpPressed: vm.move(-1)
    Keys.onDownPressed: vm.move(1)

    RowLayout {
        anchors.fill: parent
        spacing: page.welcome !== "" ? Theme.sp64 : Theme.sp24

        ColumnLayout {
            spacing: Theme.sp16
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 1

            Heading {
                visible: page.welcome !== ""
                text: page.welcome
                level: 1
                Layout.fillWidth: true
            }
            Label {
                text: qsTr("Choose your name and type your PIN, or scan your badge.")
                quiet: true
                Layout.fillWidth: true
            }
            ListView {
                id: list
                objectName: "staff"
                model: page.vm.staff
                cacheBuffer: 0 // names in sight only: none to be made later, when the page may be gone
                clip: true
                spacing: Theme.sp8
                boundsBehavior: Flickable.StopAtBounds
                currentIndex: page.vm.selected
                Layout.fillWidth: true
                Layout.fillHeight: true
                T.ScrollIndicator.vertical: ScrollMark {}

                delegate: T.ItemDelegate {
                    id: who
                    required property int index
                    required property string staff
                    required property string name
                    required property string role
                    width: ListView.view.width
                    height: 72
                    focusPolicy: Qt.NoFocus
                    objectName: "staff_" + staff
                    Accessible.name: name + ", " + role
                    onClicked: page.vm.choose(index)
                    background: Rectangle {
                        radius: Theme.radius
                        color: who.index === page.vm.selected ? Theme.surface : "transparent"
                        border.width: who.index === page.vm.selected ? 2 : 0
                        border.color: Theme.accent
                    }
                    Person {
                        anchors.fill: parent
                        anchors.leftMargin: Theme.sp16
                        anchors.rightMargin: Theme.sp16
                        name: who.name
                        detail: who.role
                        size: 44
                    }
                }
                EmptyState {
                    anchors.centerIn: parent
                    width: parent.width * 0.9
                    visible: list.count === 0
                    iconName: "people"
                    title: qsTr("Nobody can sign in yet")
                    text: qsTr("The staff list comes from central. Check that this till is connected; it appears by itself.")
                }
            }
        }
        ColumnLayout {
            spacing: Theme.sp16
            Layout.preferredWidth: Math.min(360, page.width * 0.5)
            Layout.fillWidth: false
            Layout.alignment: Qt.AlignVCenter

            Label {
                text: page.vm.prompt
                strong: true
                horizontalAlignment: Text.AlignHCenter
                Layout.fillWidth: true
            }
            Row {
                objectName: "pinDots"
                spacing: Theme.sp16
                Layout.alignment: Qt.AlignHCenter
                Layout.preferredHeight: 24

                Repeater {
                    model: Math.max(4, page.vm.digits)

                    Rectangle {
                        required property int index
                        width: 18
                        height: 18
                        radius: 9
                        color: index < page.vm.digits ? Theme.ink : "transparent"
                        border.width: 2
                        border.color: Theme.lineStrong
                    }
                }
            }
            Notice {
                objectName: "signInNotice"
                visible: page.vm.noticeText !== ""
                text: page.vm.noticeText
                Layout.fillWidth: true
            }
            Keypad {
                objectName: "pinKeypad"
                corner: ""
                onTyped: digits => page.vm.key(digits)
                onErased: page.vm.erase()
                Layout.fillWidth: true
                Layout.preferredHeight: 320
            }
            PrimaryButton {
                objectName: "signIn"
                text: qsTr("Sign in")
                enabled: page.vm.ready
                onClicked: page.vm.submit()
                Layout.fillWidth: true
            }
        }
    }
}
