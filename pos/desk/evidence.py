"""Room: pos. What central knows of an exception, as a table a person can read."""

from __future__ import annotations

import re
from datetime import datetime

from pos import words
from pos.desk import office_words
from pos.desk.viewmodels.office_rows import FactRow
from shop.domain.money import Money
from shop.domain.office import StoreException
from shop.ports import Replica, StoreSettings
from ui.i18n import tr

_DIFFERS = re.compile(r"(-?\d+) is not (-?\d+)")
_WHOLE = re.compile(r"-?\d{1,18}")


def subject(found: StoreException, replica: Replica) -> str:
    """What it is about, on one line: goods, receipt or order; "" when only its terminal says."""
    evidence = found.evidence
    if found.cause == "oversell":
        sku = found.subject.partition("/")[2]
        item = replica.item(sku)
        return words.joined((words.title(item.titles), sku)) if item is not None else sku
    for key in ("order", "receipt"):
        if evidence.get(key):
            return evidence[key]
    if found.cause == "excess_refund":  # as central named it before it said which
        return found.subject.rpartition("/")[0]
    if found.cause == "held":
        return office_words.held(evidence.get("code", ""))
    return "" if found.terminal else found.subject


def table(found: StoreException, replica: Replica, terminal: str) -> list[FactRow]:
    """`terminal` is its name, where an entry of one raised it."""
    rows, about = [], subject(found, replica)
    if about and about not in found.evidence.values() and found.cause != "held":
        rows.append(FactRow("subject", tr("About"), about, False))
    if terminal:
        rows.append(FactRow("terminal", tr("Terminal"), terminal, False))
    settings = replica.settings()
    facts = [
        FactRow(f"fact {key}", office_words.fact(key), _value(key, text, settings), _small(key))
        for key, text in found.evidence.items()
        if text
    ]
    if found.entry:
        facts.append(FactRow("entry", tr("Record"), found.entry, True))
    return rows + sorted(facts, key=lambda row: row.small)


def _small(key: str) -> bool:
    return key in office_words.HIDDEN


def _value(key: str, text: str, settings: StoreSettings) -> str:
    currency = settings.currency
    if key == "code":
        return office_words.held(text)
    if key == "did":
        return office_words.did(text)
    if key in office_words.TIMES:
        return _moment(text, settings)
    differs = _DIFFERS.fullmatch(text)
    if differs is not None:
        whole, parts = (_figure(key, part, currency) for part in differs.groups())
        return tr("{whole}, but its parts make {parts}", whole=whole, parts=parts)
    return _figure(key, text, currency)


def _moment(text: str, settings: StoreSettings) -> str:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return words.day_and_time(at, settings) if at.tzinfo is not None else text


def _figure(key: str, text: str, currency: str) -> str:
    money = office_words.is_money(key) and _WHOLE.fullmatch(text)
    return words.money(Money(int(text), currency)) if money else text
