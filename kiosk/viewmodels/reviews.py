"""Room: kiosk. What others say: average, histogram, texts; new ones arrive while it is open."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.viewmodels.session import Session
from shop.domain.catalogue import Product, RatingSummary, Review
from ui import formats
from ui.elements import QmlElement, QmlUncreatable
from ui.i18n import current, is_right_to_left, tr
from ui.models import RowModel
from ui.properties import Property

QML_IMPORT_NAME = "Endcap.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1
PAGE = 10
MIXED = 200
SORTS = ("newest", "best", "worst")


@dataclass(frozen=True, slots=True)
class ReviewRow:
    review: str
    stars: int
    title: str
    text: str
    author: str
    date: str
    verified: bool
    rightToLeft: bool
    fresh: bool


@QmlElement
@QmlUncreatable("made by app.py")
class ReviewsViewModel(QObject):
    """Signals: `changed` with the summary, the filter, the order or the texts."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._product = ""
        self._rating = RatingSummary()
        self._sort, self._stars, self._more = SORTS[0], 0, False
        self._seen: set[str] = set()
        self._rows = RowModel(ReviewRow, "review", self)

    @Property(RowModel, constant=True)
    def rows(self) -> RowModel[ReviewRow]:
        return self._rows

    @Property(int, notify=changed)
    def count(self) -> int:
        return self._rating.count

    @Property(float, notify=changed)
    def average(self) -> float:
        return float(self._rating.average)

    @Property(str, notify=changed)
    def averageText(self) -> str:
        return formats.decimal(self._rating.average) if self._rating.count else ""

    @Property(str, notify=changed)
    def countText(self) -> str:
        count = self._rating.count
        if not count:
            return tr("No reviews yet")
        return tr("%n reviews", n=count).replace(str(count), formats.number(count))

    @Property("QVariantList", notify=changed)
    def shares(self) -> list[float]:
        """From five stars down, each against the longest bar."""
        most = max(self._rating.histogram) or 1
        return [count / most for count in reversed(self._rating.histogram)]

    @Property("QStringList", notify=changed)
    def counts(self) -> list[str]:
        return [formats.number(count) for count in reversed(self._rating.histogram)]

    @Property(int, notify=changed)
    def stars(self) -> int:
        """Only reviews with so many stars; 0 = all."""
        return self._stars

    @Property(str, notify=changed)
    def sort(self) -> str:
        return self._sort

    @Property(bool, notify=changed)
    def more(self) -> bool:
        return self._more

    @Slot(int)
    def setStars(self, stars: int) -> None:
        """The same bar again shows all."""
        self._stars = 0 if stars == self._stars else stars
        self._read(PAGE)

    @Slot(str)
    def setSort(self, sort: str) -> None:
        self._sort = sort
        self._read(PAGE)

    @Slot()
    def fetchMore(self) -> None:
        if self._more:
            self._read(len(self._rows.rows) + PAGE)

    def open(self, product: Product) -> None:
        self._product, self._rating = product.product, product.rating
        self._sort, self._stars, self._seen = SORTS[0], 0, set()
        self._rows.update([])
        self._read(PAGE)

    def refresh(self, product: Product) -> None:
        self._rating = product.rating
        self._read(max(PAGE, len(self._rows.rows)))

    def close(self) -> None:
        self._product, self._rating = "", RatingSummary()
        self._rows.update([])
        self.changed.emit()

    def _read(self, wanted: int) -> None:
        replica = self._session.services.replica
        limit = max(wanted + 1, MIXED)
        found = list(replica.reviews(self._product, self._sort, self._stars, 0, limit))
        if self._sort == SORTS[0]:
            # What the shopper can read comes first; the order within stays newest first.
            found.sort(key=lambda one: one.language != current())
        self._more = len(found) > wanted
        shown = found[:wanted]
        first = not self._seen
        rows = [_row(one, fresh=not first and one.review not in self._seen) for one in shown]
        self._seen.update(one.review for one in found)
        self._rows.update(rows)
        self.changed.emit()


def _row(one: Review, fresh: bool) -> ReviewRow:
    return ReviewRow(
        review=one.review,
        stars=one.stars,
        title=one.title,
        text=one.text,
        author=one.author,
        date=formats.day(one.written) if one.written else "",
        verified=one.verified,
        rightToLeft=is_right_to_left(one.language),
        fresh=fresh,
    )
