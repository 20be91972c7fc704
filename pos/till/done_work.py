"""Room: pos. After a fact is durable: paper, drawer, and what the screen says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from pos import words
from pos.session import Session
from pos.till.counter import Counter
from pos.till.sheets import receipt_rows, report_sheet, sheet_rows
from pos.till.viewmodels.rows import Page
from shop.actions.accept_return import ReturnDone
from shop.actions.close_shift import ShiftDone
from shop.actions.complete_sale import SaleDone
from shop.actions.hand_over import HandOverDone
from shop.actions.last_sale import LastSale, confirm_sale, last_sale
from shop.actions.print_receipt import PrintReceipt
from shop.actions.reprint_receipt import Reprint, reprint_receipt
from shop.devices.paper import Paper
from shop.domain.facts import Recorded
from shop.domain.money import Money
from shop.domain.receipt import Receipt
from ui.i18n import current, tr


@dataclass(slots=True)
class DoneWork:
    """Paper only follows what the journal holds; a printer's trouble never undoes a fact."""

    session: Session
    counter: Counter
    to_paper: PrintReceipt
    print_paper: Callable[[Paper, str], None]

    def sold(self, done: SaleDone) -> Page:
        self._print(done.receipt, drawer=done.drawer)
        self._confirm(done.recorded)
        return _anew(
            lambda: self._page(done.receipt, tr("Sale complete"), tr("Change"), done.change)
        )

    def handed(self, done: HandOverDone) -> Page:
        self._print(done.receipt, drawer=done.drawer)
        self._confirm(done.recorded)
        return _anew(lambda: self._page(done.receipt, tr("Handed over"), tr("Change"), done.change))

    def returned(self, done: ReturnDone) -> Page:
        self._print(done.receipt, drawer=done.drawer)
        self._confirm(done.recorded)
        return _anew(lambda: self._return_page(done))

    def closed(self, done: ShiftDone) -> Page:
        """The Z, on paper and on the screen."""
        sheet, name = self._z_sheet(done), f"Z{done.fact.number}"
        self.session.worker.ask(lambda: self.print_paper(sheet, name), lambda _: None)
        return _anew(lambda: self._z_page(done))

    def old(self, recorded: Recorded) -> Page:
        """A receipt from before, looked at again."""
        receipt = self.counter.receipts.receipt(recorded)
        return _anew(lambda: self._page(receipt, tr("Receipt {number}", number=receipt.number)))

    def last(self) -> Page | None:
        latest = last_sale(self.counter.services.journal, self.counter.receipts)
        return self.old(latest.recorded) if latest else None

    def last_text(self) -> str:
        latest = last_sale(self.counter.services.journal, self.counter.receipts)
        if latest is None:
            return ""
        at = words.clock(latest.recorded.recorded_at, self.counter.services.replica.settings())
        return f"{latest.receipt.number} · {at} · {words.money(latest.receipt.to_pay)}"

    def unconfirmed(self) -> Page | None:
        """A sale that was durable, but whose end perhaps nobody saw."""
        latest = last_sale(self.counter.services.journal, self.counter.receipts)
        if latest is None or latest.confirmed:
            return None
        self._confirm(latest.recorded)
        return _anew(lambda: self._unseen_page(latest))

    # -- inside ----------------------------------------------------------------------------

    def _return_page(self, done: ReturnDone) -> Page:
        page = self._page(done.receipt, tr("Return complete"), tr("Pay out in cash"), done.cash)
        if done.authorised:
            return page
        note = tr("Taken offline: central checks it when the line is back.")
        return replace(page, note=note)

    def _unseen_page(self, latest: LastSale) -> Page:
        title = tr("This was completed before the restart")
        page = self._page(latest.receipt, title, tr("Change"), latest.change)
        note = tr("It is safe. Do not key it again; print the receipt if it is missing.")
        return replace(page, note=note)

    def _z_sheet(self, done: ShiftDone) -> Paper:
        services = self.counter.services
        at = done.recorded.recorded_at
        return report_sheet(done.report, services.replica.settings(), at, current(), done)

    def _z_page(self, done: ShiftDone) -> Page:
        waiting = done.report.waits
        note = tr("%n entries still wait for central; they are listed.", n=waiting)
        return Page(
            sheet_rows(self._z_sheet(done)),
            tr("Shift closed, Z {number}", number=done.fact.number),
            words.variance(done.variance),
            words.money(done.variance),
            note if waiting else "",
            tone="warn" if done.variance else "good",
        )

    def _page(
        self, receipt: Receipt, title: str, label: str = "", money: Money | None = None
    ) -> Page:
        shown = money is not None and bool(money)
        return Page(
            receipt_rows(receipt, current()),
            title,
            label if shown else "",
            words.money(money) if money is not None and shown else "",
            again=lambda: self._again(receipt.number),
        )

    def _print(self, receipt: Receipt, *, drawer: bool = False) -> None:
        """Bytes are made off the screen's thread; the drawer must not wait for them."""
        if drawer:
            self.to_paper.printer.open_drawer()
        language = current()
        self.session.worker.ask(lambda: self.to_paper(receipt, language), lambda _: None)

    def _again(self, number: str) -> None:
        if self.session.who is None:
            return
        services = self.counter.services
        copying = reprint_receipt(services.journal, self.counter.receipts, number, self.session.who)
        self.session.worker.hop(copying, self._copy)

    def _copy(self, copy: Reprint) -> None:
        self._print(copy.receipt)

    def _confirm(self, recorded: Recorded) -> None:
        confirm_sale(self.counter.services.journal, recorded)


def _anew(make: Callable[[], Page]) -> Page:
    """A page that can be made again when the language changes."""
    return replace(make(), anew=lambda: _anew(make))
