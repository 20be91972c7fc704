import QtQuick

// A product's picture on its department's tint; when it is missing, a calm drawing instead.
Rectangle {
    id: picture

    required property url source
    property string department: ""
    property string departmentIcon: "bag"
    property string name: ""
    property color ground: Theme.surface
    property int corner: Theme.radius
    property bool fill: true
    readonly property bool missing: source.toString() === "" || image.status === Image.Error

    color: Theme.department(department)
    radius: corner
    Accessible.role: Accessible.Graphic
    Accessible.name: missing ? qsTr("No picture of %1").arg(name) : name

    Image {
        id: image
        anchors.fill: parent
        source: picture.source
        asynchronous: true
        sourceSize: Qt.size(Math.min(1200, Math.ceil(width / 64) * 64), 0)
        fillMode: picture.fill && Math.abs(implicitWidth - implicitHeight) < implicitHeight * 0.5 ? Image.PreserveAspectCrop : Image.PreserveAspectFit
        mipmap: false
        smooth: true
        opacity: status === Image.Ready ? 1 : 0

        Behavior on opacity {
            NumberAnimation {
                duration: Theme.page
                easing.type: Easing.OutCubic
            }
        }
    }

    Icon {
        visible: picture.missing
        anchors.centerIn: parent
        name: picture.departmentIcon
        size: Math.round(Math.min(picture.width, picture.height) * 0.36)
        color: Theme.mix(picture.color, Theme.ink, 0.45)
    }

    RoundCorners {
        visible: !picture.missing
        radius: picture.corner
        ground: picture.ground
    }
}
