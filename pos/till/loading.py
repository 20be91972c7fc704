"""Room: pos. Makes the till's actions, on the worker: their modules are most of this program."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pos.opening import Opened
from pos.session import Session
from pos.till.counter import Counter, make_counter
from pos.till.done_work import DoneWork
from pos.till.reader import Reader
from shop.actions.print_receipt import PrintReceipt
from sync.local.journal_book import LocalBook
from sync.local.keys import verify


@dataclass(frozen=True, slots=True)
class Loaded:
    counter: Counter
    work: DoneWork
    reader: Reader


def load(session: Session, opened: Opened, data: Path) -> Loaded:
    counter = make_counter(opened.services, verify)
    paper = PrintReceipt(opened.services.printer, opened.printer.render)
    work = DoneWork(session, counter, paper, opened.printer.print_paper)
    book = LocalBook(data, opened.terminal.journal.pending)
    return Loaded(counter, work, Reader(book, session.worker, data / "exports"))
