pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Endcap.Kiosk
import Endcap.Ui

// Average, bars that filter, then the texts themselves.
ColumnLayout {
    id: part

    required property ReviewsViewModel reviews

    spacing: Theme.sp24

    EmptyState {
        visible: part.reviews.count === 0
        iconName: "star-empty"
        title: qsTr("Nobody has reviewed this yet")
        text: qsTr("Our staff know it: just ask.")
        Layout.fillWidth: true
        Layout.topMargin: Theme.sp16
    }
    Card {
        visible: part.reviews.count > 0
        Layout.fillWidth: true

        GridLayout {
            width: parent.width
            columns: width < 620 || Theme.textScale > 1.4 ? 1 : 2
            columnSpacing: Theme.sp48
            rowSpacing: Theme.sp24

            ColumnLayout {
                spacing: Theme.sp4
                Layout.alignment: Qt.AlignVCenter

                Numbers {
                    text: part.reviews.averageText
                    size: Theme.fontHero
                }
                Rating {
                    average: part.reviews.average
                    size: Theme.fontBody
                }
                Label {
                    text: part.reviews.countText
                    small: true
                    quiet: true
                }
            }
            StarBars {
                reviews: part.reviews
                Layout.fillWidth: true
            }
        }
    }
    Flow {
        visible: part.reviews.count > 1
        spacing: Theme.sp12
        Layout.fillWidth: true

        Repeater {
            model: [
                {
                    "code": "newest",
                    "text": qsTr("Newest first")
                },
                {
                    "code": "best",
                    "text": qsTr("Highest rated first")
                },
                {
                    "code": "worst",
                    "text": qsTr("Lowest rated first")
                }
            ]

            Chip {
                required property var modelData

                objectName: "reviewSort_" + modelData.code
                text: modelData.text
                chosen: part.reviews.sort === modelData.code
                onClicked: part.reviews.setSort(modelData.code)
            }
        }
        Chip {
            objectName: "reviewStars"
            visible: part.reviews.stars > 0
            text: qsTr("Only %1 stars").arg(part.reviews.stars)
            chosen: true
            onClicked: part.reviews.setStars(part.reviews.stars)
        }
    }
    Label {
        visible: part.reviews.count > 0 && part.reviews.rows.count === 0
        text: part.reviews.stars > 0 ? qsTr("These shoppers left stars but no words.") : qsTr("So far there are only star ratings.")
        quiet: true
        Layout.fillWidth: true
    }
    Repeater {
        model: part.reviews.rows

        ReviewCard {
            Layout.fillWidth: true
        }
    }
    LinkButton {
        objectName: "moreReviews"
        visible: part.reviews.more
        text: qsTr("More reviews")
        onClicked: part.reviews.fetchMore()
    }
}
