import QtQuick
import Endcap.Pos

// The one page on the screen. Pages before the work get the part of the front they show, pages
// of the work the work itself. While a PIN is typed the pages of the work are compiled.
Loader {
    id: pages

    required property FrontViewModel front
    required property var work
    readonly property string page: front.page
    readonly property bool ready: front.work !== null
    property list<Component> compiled

    objectName: "page"
    focus: true
    onPageChanged: open()
    onReadyChanged: compile()
    Component.onCompleted: {
        open();
        compile();
    }

    function open() {
        if (page === "signIn")
            setSource("SignInPage.qml", {
                "vm": front.signIn
            });
        else if (page === "enrol")
            setSource("EnrolPage.qml", {
                "vm": front.enrol
            });
        else if (page === "waiting")
            setSource("WaitingPage.qml", {
                "status": front.status
            });
        else if (page === "stopped")
            setSource("StoppedPage.qml", {
                "vm": front
            });
        else
            setSource(work[page], {
                "vm": front.work
            });
    }

    function compile() {
        if (ready && compiled.length === 0)
            compiled = Object.values(work).map(url => Qt.createComponent(url, Component.Asynchronous));
    }
}
