"""Slips: published vectors, round trips, and nothing forged or bent is ever taken."""

from __future__ import annotations

import base64
import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shop.domain.money import Money
from shop.domain.slip import (
    BasketSlip,
    PickupSlip,
    ReceiptSlip,
    Slip,
    SlipLine,
    lines_digest,
    sku_tag,
    store_tag,
)
from shop.domain.slip_check import SlipAnswer, SlipRefused, VerifiedSlip, check_slip
from shop.domain.slip_codec import Sealed, SlipFault, decode, encode, moment, parse, slip_text
from shop.domain.slip_keys import SlipKey, SlipKind
from shop.domain.slip_reader import BadSlip, Reader, Writer
from tests.fakes.keys import FixedSigner, verify

AT = datetime(2026, 11, 21, 14, 2, tzinfo=UTC)
SIGNER = FixedSigner(key_id=7, seed=1)
VECTORS = json.loads((Path(__file__).parents[4] / "docs" / "slip-vectors.json").read_text())


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


LINES = (
    SlipLine(1, sku_tag("TEA-1"), Decimal(2), eur(998)),
    SlipLine(2, sku_tag("MUG-1"), Decimal(1), eur(1299)),
)
RECEIPT = ReceiptSlip(
    key_id=7,
    epoch=1,
    seq=42,
    entry_tag=bytes.fromhex("0102030405060708"),
    issued=AT,
    return_days=30,
    store_tag=store_tag("S1"),
    receipt="T1-1-000042",
    total=eur(2297),
    paid_cash=True,
    paid_online=False,
    lines=LINES,
)
LONG_RECEIPT = ReceiptSlip(
    key_id=7,
    epoch=1,
    seq=43,
    entry_tag=bytes.fromhex("1112131415161718"),
    issued=AT,
    return_days=30,
    store_tag=store_tag("S1"),
    receipt="T1-1-000043",
    total=eur(2297),
    paid_cash=True,
    paid_online=False,
    lines_digest=lines_digest(
        [("1", "TEA-1", Decimal(2), eur(998)), ("2", "MUG-1", Decimal(1), eur(1299))]
    ),
)
PICKUP = PickupSlip(
    key_id=7,
    store_tag=store_tag("S1"),
    order="K7M2-94TQ-H3XW",
    nonce=bytes.fromhex("a1b2c3d4"),
    not_before=AT,
    valid_hours=336,
    total=eur(2599),
    pay_at_till=True,
    lines_tag=bytes.fromhex("0badcafe"),
)
BASKET = BasketSlip(
    key_id=7,
    store_tag=store_tag("S1"),
    basket="ab" * 16,
    issued=AT,
    valid_hours=24,
    lines=(("TEA-1", Decimal(2)), ("CHEESE", Decimal("0.455"))),
)
ALL: dict[str, Slip] = {
    "receipt_inline": RECEIPT,
    "receipt_digest": LONG_RECEIPT,
    "pickup": PICKUP,
    "basket": BASKET,
}


def check(text: str, now: datetime = AT, key: SlipKey | None = None) -> SlipAnswer:
    row = key or SIGNER.row()
    return check_slip(text, keys=lambda x: row if x == 7 else None, verify=verify, now=now)


def fault(answer: SlipAnswer) -> SlipFault:
    assert isinstance(answer, SlipRefused)
    return answer.fault


@pytest.mark.parametrize("vector", VECTORS["vectors"], ids=lambda vector: str(vector["name"]))
def test_published_vectors(vector: dict[str, str]) -> None:
    slip = ALL[vector["name"]]
    assert encode(slip).hex() == vector["body"]
    assert slip_text(slip, SIGNER.sign) == vector["text"]
    answer = check(vector["text"])
    assert isinstance(answer, VerifiedSlip)
    assert answer.slip == slip
    assert SIGNER.public_key == VECTORS["public_key"]


def test_kinds_are_named() -> None:
    assert [slip.kind for slip in ALL.values()] == [
        SlipKind.RECEIPT,
        SlipKind.RECEIPT,
        SlipKind.PICKUP,
        SlipKind.BASKET,
    ]


visible = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40)
quantities = st.integers(1, 2**24 - 1).map(lambda n: Decimal(n) / 1000)
currencies = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3)
moments = st.integers(0, 2**31).map(
    lambda n: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=n)
)


@st.composite
def slips(draw: st.DrawFn) -> Slip:
    key, tag = draw(st.integers(0, 2**32 - 1)), draw(st.binary(min_size=4, max_size=4))
    at, span = draw(moments), draw(st.integers(0, 65535))
    total = Money(draw(st.integers(0, 2**40 - 1)), draw(currencies))
    which = draw(st.integers(0, 2))
    if which == 0:
        line = st.builds(
            SlipLine,
            st.integers(0, 255),
            st.binary(min_size=4, max_size=4),
            quantities,
            st.integers(0, 2**32 - 1).map(lambda n: Money(n, total.currency)),
        )
        lines = tuple(draw(st.lists(line, max_size=12)))
        return ReceiptSlip(
            key_id=key,
            epoch=draw(st.integers(0, 65535)),
            seq=draw(st.integers(0, 2**32 - 1)),
            entry_tag=draw(st.binary(min_size=8, max_size=8)),
            issued=at,
            return_days=span,
            store_tag=tag,
            receipt=draw(visible),
            total=total,
            paid_cash=draw(st.booleans()),
            paid_online=draw(st.booleans()),
            lines=lines,
            lines_digest=b"" if lines else draw(st.binary(min_size=16, max_size=16)),
        )
    if which == 1:
        nonce, lines_tag = (draw(st.binary(min_size=4, max_size=4)) for _ in range(2))
        at_till = draw(st.booleans())
        return PickupSlip(key, tag, draw(visible), nonce, at, span, total, at_till, lines_tag)
    wishes = draw(st.lists(st.tuples(visible, quantities), min_size=1, max_size=4))
    basket = draw(st.binary(min_size=16, max_size=16)).hex()
    return BasketSlip(key, tag, basket, at, span, tuple(wishes))


@given(slips())
def test_round_trip(slip: Slip) -> None:
    assert decode(encode(slip)) == slip
    text = slip_text(slip, SIGNER.sign)
    sealed = parse(text)
    assert isinstance(sealed, Sealed)
    assert sealed.slip == slip


@given(st.binary(max_size=200))
def test_any_bytes_read_as_a_slip_write_back_the_same(data: bytes) -> None:
    try:
        slip = decode(data)
    except BadSlip:
        return
    assert encode(slip)[1:] == data[1:]


@given(st.text(max_size=300))
def test_the_parser_is_total(text: str) -> None:
    assert isinstance(parse(text), SlipFault)
    assert isinstance(parse("OR1" + text), SlipFault)


@settings(deadline=None)
@given(st.sampled_from(sorted(ALL)), st.data())
def test_a_changed_letter_is_never_accepted(name: str, data: st.DataObject) -> None:
    text = slip_text(ALL[name], SIGNER.sign)
    at = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(
        st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567abc089=").filter(lambda x: x != text[at])
    )
    assert isinstance(check(text[:at] + letter + text[at + 1 :]), SlipRefused)


def test_cut_lengthened_and_shuffled_slips_are_refused() -> None:
    chance = random.Random(20261121)
    text = slip_text(RECEIPT, SIGNER.sign)
    data = base64.b32decode(text[3:] + "=" * (-len(text[3:]) % 8))
    for _ in range(2000):
        bent = bytearray(data)
        match chance.randrange(3):
            case 0:
                bent[chance.randrange(len(bent))] ^= 1 << chance.randrange(8)
            case 1:
                del bent[chance.randrange(len(bent)) :]
            case _:
                bent.insert(chance.randrange(len(bent)), chance.randrange(256))
        bent_text = "OR1" + base64.b32encode(bytes(bent)).decode().rstrip("=")
        assert isinstance(check(bent_text), SlipRefused)


def test_only_one_spelling_is_a_slip() -> None:
    text = slip_text(RECEIPT, SIGNER.sign)  # 139 bytes: the last letter has bits to spare
    body = text[3:]
    assert fault(check("OR1" + body.lower())) is SlipFault.DAMAGED
    assert fault(check(text + "======")) is SlipFault.DAMAGED
    assert fault(check("or1" + body)) is SlipFault.NOT_A_SLIP
    assert fault(check(text + "A" * 600)) is SlipFault.NOT_A_SLIP
    stray = next(
        text[:-1] + letter
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
        if letter != text[-1]
        and base64.b32decode(body[:-1] + letter + "=" * (-len(body) % 8))
        == base64.b32decode(body + "=" * (-len(body) % 8))
    )
    assert fault(check(stray)) is SlipFault.DAMAGED


def test_faults_have_names() -> None:
    text = slip_text(RECEIPT, SIGNER.sign)
    assert fault(check("4006381333931")) is SlipFault.NOT_A_SLIP
    assert fault(check("OR1A")) is SlipFault.DAMAGED
    assert fault(check("OR1ABCDEFGH")) is SlipFault.DAMAGED
    newer = b"\x21" + encode(RECEIPT)[1:] + bytes(64)
    assert fault(check("OR1" + base64.b32encode(newer).decode().rstrip("="))) is SlipFault.TOO_NEW
    odd = b"\x14" + encode(RECEIPT)[1:] + bytes(64)
    assert fault(check("OR1" + base64.b32encode(odd).decode().rstrip("="))) is SlipFault.DAMAGED
    other = FixedSigner(key_id=7, seed=2)
    assert fault(check(slip_text(RECEIPT, other.sign))) is SlipFault.FORGED
    stranger = slip_text(replace(PICKUP, key_id=8), SIGNER.sign)
    assert fault(check(stranger)) is SlipFault.UNKNOWN_KEY
    assert isinstance(check(text), VerifiedSlip)


def test_a_key_signs_only_its_kinds_and_only_up_to_its_last_entry() -> None:
    receipt, pickup = slip_text(RECEIPT, SIGNER.sign), slip_text(PICKUP, SIGNER.sign)
    passes_only = SIGNER.row(kinds=("pickup",))
    assert fault(check(receipt, key=passes_only)) is SlipFault.KEY_NOT_ALLOWED
    assert isinstance(check(pickup, key=passes_only), VerifiedSlip)
    assert isinstance(check(receipt, key=SIGNER.row(valid_until_seq=42)), VerifiedSlip)
    stolen = SIGNER.row(valid_until_seq=41)
    assert fault(check(receipt, key=stolen)) is SlipFault.KEY_NOT_ALLOWED
    assert fault(check(pickup, key=stolen)) is SlipFault.KEY_NOT_ALLOWED


def test_late_and_early_slips_stay_readable_for_a_manager() -> None:
    receipt, pickup = slip_text(RECEIPT, SIGNER.sign), slip_text(PICKUP, SIGNER.sign)
    basket = slip_text(BASKET, SIGNER.sign)
    assert isinstance(check(receipt, AT + timedelta(days=31)), VerifiedSlip)
    late = check(receipt, AT + timedelta(days=31, minutes=1))
    assert isinstance(late, SlipRefused)
    assert late.fault is SlipFault.EXPIRED
    assert late.slip is not None
    assert late.slip.slip == RECEIPT
    assert isinstance(check(pickup, AT - timedelta(minutes=15)), VerifiedSlip)
    assert fault(check(pickup, AT - timedelta(minutes=16))) is SlipFault.NOT_YET
    assert fault(check(basket, AT + timedelta(hours=24, minutes=16))) is SlipFault.EXPIRED


def test_what_does_not_fit_is_not_written() -> None:
    with pytest.raises(BadSlip, match="slip_number"):
        Writer().number(256, 1)
    with pytest.raises(BadSlip, match="slip_size"):
        Writer().raw(b"abc", 4)
    for text in ("", "ü", "a b", "x" * 41):
        with pytest.raises(BadSlip, match="slip_text"):
            Writer().text(text)
    with pytest.raises(BadSlip, match="slip_quantity"):
        Writer().quantity(Decimal("0.0001"))
    long_basket = BasketSlip(7, store_tag("S1"), "ab" * 16, AT, 24, (("X" * 40, Decimal(1)),) * 12)
    with pytest.raises(BadSlip, match="slip_too_long"):
        slip_text(long_basket, SIGNER.sign)


def test_what_is_wrong_is_not_read() -> None:
    for data, code in (
        (b"\x00", "slip_count"),
        (b"", "slip_short"),
    ):
        with pytest.raises(BadSlip, match=code):
            Reader(data).count()
    with pytest.raises(BadSlip, match="slip_flags"):
        Reader(b"\x08").flags(7)
    with pytest.raises(BadSlip, match="slip_text"):
        Reader(b"\x02a\x00").text()
    with pytest.raises(BadSlip, match="slip_long"):
        Reader(b"a").end()
    with pytest.raises(BadSlip, match="slip_time"):
        moment(2**32 - 1)
