"""Room: pos. Makes the till's actions, on the worker: their modules are most of this program."""

from __future__ import annotations

from dataclasses import dataclass

from pos.opening import Opened
from pos.session import Session
from pos.till.counter import Counter, make_counter
from pos.till.done_work import DoneWork
from shop.actions.print_receipt import PrintReceipt
from sync.local.keys import verify


@dataclass(frozen=True, slots=True)
class Loaded:
    counter: Counter
    work: DoneWork


def load(session: Session, opened: Opened) -> Loaded:
    counter = make_counter(opened.services, verify)
    paper = PrintReceipt(opened.services.printer, opened.printer.render)
    return Loaded(counter, DoneWork(session, counter, paper, opened.printer.print_paper))
