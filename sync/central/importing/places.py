"""Rows to stores and departments. Central room: pure."""

from __future__ import annotations

import re
from typing import Any

from shop.domain.catalogue import Department, OpeningHours, Store
from sync.central.importing.mapping import Mapping
from sync.central.importing.products import code_of, slug
from sync.central.importing.report import BadRow, Report
from sync.central.units import OutOfRange, plain_text

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOURS = re.compile(r"([A-Za-z]{3})[a-z]*: *([0-9:]+)-([0-9:]+)")
_FIRST_LEVEL = 1


def read_stores(
    rows: list[tuple[int, dict[str, Any]]], mapping: Mapping, report: Report
) -> dict[str, Store]:
    stores: dict[str, Store] = {}
    for number, row in rows:
        report.rows += 1
        try:
            store = _store(row, mapping)
            if store.store in stores:
                raise BadRow("store", f"{store.store} stands in the file twice")
            stores[store.store] = store
            if not (store.latitude or store.longitude):
                report.remark(number, "latitude", "no coordinates: comes last by distance")
        except BadRow as why:
            report.refuse(number, why)
        except OutOfRange as why:
            report.refuse(number, BadRow("row", f"out of range: {why}"))
    return stores


def _store(row: dict[str, Any], mapping: Mapping) -> Store:
    def text(name: str) -> str:
        return plain_text(mapping.text(name, row))

    if not text("name"):
        raise BadRow("name", "is empty")
    return Store(
        store=code_of(mapping.text("store", row), "store"),
        latitude=_degrees("latitude", mapping.text("latitude", row), 90),
        longitude=_degrees("longitude", mapping.text("longitude", row), 180),
        hours=_hours(mapping.text("hours", row)),
        name=text("name"),
        street=text("street"),
        city=text("city"),
        postcode=text("postcode"),
        country=text("country"),
        phone=text("phone"),
        timezone=text("timezone") or "UTC",
    )


def _degrees(column: str, text: str, limit: int) -> float:
    if not text:
        return 0.0
    try:
        value = float(text)
    except ValueError:
        raise BadRow(column, f"{text[:40]!r} is not a number of degrees") from None
    if not -limit <= value <= limit:
        raise BadRow(column, f"{text} is outside ±{limit}")
    return value


def _hours(text: str) -> tuple[OpeningHours, ...]:
    """ "Mon: 10-9; Tue: 10-9": without a.m. and p.m. a closing hour below the opening is p.m."""
    found = []
    for day, opens, closes in _HOURS.findall(text):
        if day.lower() not in _DAYS:
            continue
        start, end = _clock(opens), _clock(closes)
        if start and end and end <= start:
            end = f"{int(end[:2]) + 12:02d}{end[2:]}"
        found.append(OpeningHours(_DAYS.index(day.lower()), start, end))
    return tuple(found)


def _clock(text: str) -> str:
    hours, _, minutes = text.partition(":")
    if not hours.isdigit() or not 0 <= int(hours) < 24:
        return ""
    return f"{int(hours):02d}:{minutes or '00'}"


def read_departments(
    rows: list[tuple[int, dict[str, Any]]], mapping: Mapping, report: Report
) -> dict[str, Department]:
    """Categories of the first level; deeper ones stay names on the products."""
    found: dict[str, Department] = {}
    for number, row in rows:
        report.rows += 1
        path = mapping.value("level", row)
        if isinstance(path, list) and len(path) != _FIRST_LEVEL:
            continue
        title = mapping.text("title", row)
        if not title:
            report.refuse(number, BadRow("title", "is empty"))
            continue
        key = slug(mapping.text("department", row) or title)
        found.setdefault(key, Department(key, {mapping.language: title}, position=len(found)))
    return found
