import QtQuick

// An order's state, the same words and colours on every face. `state` is the domain's code.
Pill {
    id: pill

    required property string code
    readonly property var words: ({
            "placed": qsTr("New"),
            "picking": qsTr("Picking"),
            "ready": qsTr("Ready"),
            "handed_over": qsTr("Handed over"),
            "short": qsTr("Item missing"),
            "expired": qsTr("Expired"),
            "cancelled": qsTr("Cancelled"),
            "packed": qsTr("Packed"),
            "shipped": qsTr("Shipped"),
            "delivered": qsTr("Delivered"),
            "returned": qsTr("Returned")
        })
    readonly property var tones: ({
            "placed": "accent",
            "picking": "warn",
            "ready": "good",
            "handed_over": "neutral",
            "short": "stop",
            "expired": "stop",
            "delivered": "good"
        })
    readonly property var icons: ({
            "placed": "bell",
            "picking": "basket",
            "ready": "check",
            "handed_over": "bag",
            "short": "warning",
            "expired": "clock",
            "cancelled": "close",
            "packed": "box",
            "shipped": "truck",
            "delivered": "home",
            "returned": "return"
        })

    text: words[code] ?? code
    tone: tones[code] ?? "neutral"
    iconName: icons[code] ?? ""
}
