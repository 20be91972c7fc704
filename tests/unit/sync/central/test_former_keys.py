"""Enrolment of terminals that a restored central has forgotten, wholly or in part."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from shop.errors import Conflict
from sync.central import enrolment, ledger, tables
from sync.central.backup import new_timeline
from sync.central.core import Central
from sync.protocol.messages import EnrolAnswer, EnrolRequest, FormerKey
from tests.central_shop import Terminal, item, sale


def public(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()


def again(central: Central, name: str, *former: FormerKey, says: str = "") -> EnrolAnswer:
    code = enrolment.new_code(central, store="S1", face="till", terminal=name)
    fresh = public(Ed25519PrivateKey.generate())
    asked = EnrolRequest(code, fresh, "till", "1", terminal=says or name, former=former)
    return enrolment.enrol(central, asked)


def known_keys(central: Central, terminal: str) -> dict[int, str]:
    column = tables.terminal_key.c
    with central.database.read() as connection:
        rows = connection.execute(
            select(column.epoch, column.public_key).where(column.terminal == terminal)
        )
        return {row.epoch: row.public_key for row in rows}


def test_a_forgotten_terminal_comes_back_under_its_name(shop: Central) -> None:
    lost = Terminal("T0099", "S1", Ed25519PrivateKey.generate(), 77)
    lost.seal(sale("R1", item("mug")))
    new_timeline(shop)
    with pytest.raises(Conflict, match="terminal_unknown"):
        again(shop, "T0099")
    answer = again(shop, "T0099", FormerKey(1, public(lost.key), 77))
    assert answer.terminal == "T0099"
    assert answer.epoch > 1
    got = ledger.post(shop.database, "T0099", lost.batch(), shop.now())
    assert (got.outcome, got.head, got.held) == ("accepted", lost.head, ())


def test_a_restore_passes_over_epochs_it_may_have_given(shop: Central, till: Terminal) -> None:
    new_timeline(shop)
    answer = again(shop, till.name)
    assert answer.epoch > 2
    assert again(shop, till.name).epoch == answer.epoch + 1


def test_a_known_key_is_never_replaced_and_a_code_opens_one_name_only(
    shop: Central, till: Terminal
) -> None:
    before = known_keys(shop, till.name)
    stranger = public(Ed25519PrivateKey.generate())
    again(shop, till.name, FormerKey(1, stranger), FormerKey(3, stranger))
    after = known_keys(shop, till.name)
    assert after[1] == before[1]
    assert after[3] == stranger
    assert again(shop, till.name, FormerKey(40, stranger), says="T0500").epoch < 40
    assert 40 not in known_keys(shop, till.name)
    assert known_keys(shop, "T0500") == {}


@pytest.mark.parametrize(
    "wrong", [FormerKey(0, "0" * 64), FormerKey(1, "no key"), FormerKey(2**40, "0" * 64)]
)
def test_nonsense_is_refused(shop: Central, till: Terminal, wrong: FormerKey) -> None:
    with pytest.raises(Conflict):
        again(shop, till.name, wrong)
