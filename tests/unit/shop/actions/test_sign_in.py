"""Signing in: wrong tries cost time, also across a restart and a changed clock."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor

import pytest

from shop.actions.sign_in import (
    LOCK_SECONDS,
    SignedIn,
    SignIn,
    SignInWait,
    UnknownBadge,
    WrongPin,
    delay_after,
    read_counts,
)
from shop.domain.staff import Role, StaffMember
from tests.unit.shop.actions.shop_floor import CASHIER, Floor


@pytest.fixture
def executor() -> Iterator[Executor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


def start(floor: Floor, executor: Executor) -> SignIn:
    return SignIn(
        floor.journal, floor.replica, lambda pin, known: pin == known, floor.clock, executor
    )


def test_the_right_pin_signs_in(executor: Executor) -> None:
    sign_in = start(Floor(), executor)
    assert sign_in.by_pin("anna", "1234").result(5) == SignedIn(CASHIER)
    assert sign_in.wait("anna") == 0


def test_badges_are_looked_up(executor: Executor) -> None:
    floor = Floor()
    floor.replica.people.append(
        StaffMember("far", "Far", Role.MANAGER, badge="OB1FAR", stores=("S9",))
    )
    sign_in = start(floor, executor)
    assert sign_in.by_badge("OB1ANNA") == SignedIn(CASHIER)
    assert sign_in.by_badge("OB1NONE") == UnknownBadge()
    assert sign_in.by_badge("") == UnknownBadge()
    assert sign_in.by_badge("OB1FAR") == UnknownBadge()


def test_five_wrong_tries_and_then_it_takes_longer_and_longer(executor: Executor) -> None:
    floor = Floor()
    sign_in = start(floor, executor)
    for left in (9, 8, 7, 6):
        assert sign_in.by_pin("anna", "0").result(5) == WrongPin(left, 0)
    assert sign_in.by_pin("anna", "0").result(5) == WrongPin(5, 30)
    assert sign_in.by_pin("anna", "1234").result(5) == SignInWait(30, False)
    floor.clock.move(seconds=29.5)
    assert sign_in.wait("anna") == 1
    floor.clock.move(seconds=1)
    assert sign_in.by_pin("anna", "0").result(5) == WrongPin(4, 60)
    floor.clock.move(seconds=61)
    assert sign_in.by_pin("anna", "1234").result(5) == SignedIn(CASHIER)
    assert sign_in.by_pin("anna", "0").result(5) == WrongPin(9, 0)


def test_ten_wrong_tries_lock_for_half_an_hour(executor: Executor) -> None:
    floor = Floor()
    sign_in = start(floor, executor)
    for _ in range(10):
        answer = sign_in.by_pin("anna", "0").result(5)
        floor.clock.move(hours=1)
    assert answer == WrongPin(0, LOCK_SECONDS)
    sign_in = start(floor, executor)
    assert sign_in.by_pin("anna", "1234").result(5) == SignInWait(LOCK_SECONDS, True)
    floor.clock.move(seconds=LOCK_SECONDS)
    assert sign_in.by_pin("anna", "1234").result(5) == SignedIn(CASHIER)


def test_a_restart_wins_nothing(executor: Executor) -> None:
    floor = Floor()
    sign_in = start(floor, executor)
    for _ in range(5):
        sign_in.by_pin("anna", "0").result(5)
    floor.clock.move(seconds=20)
    again = start(floor, executor)
    assert again.by_pin("anna", "1234").result(5) == SignInWait(30, False)


def test_a_try_counts_before_it_is_answered(executor: Executor) -> None:
    """Killing the till in the middle of the check must not give a free try."""
    floor = Floor()
    seen: list[dict[str, int]] = []

    def check(pin: str, pin_hash: str) -> bool:
        seen.append(read_counts(floor.journal.note("sign_in")))
        return False

    SignIn(floor.journal, floor.replica, check, floor.clock, executor).by_pin("anna", "0").result(5)
    assert seen == [{"anna": 1}]


def test_strangers_are_counted_too(executor: Executor) -> None:
    sign_in = start(Floor(), executor)
    assert sign_in.by_pin("nobody", "1234").result(5) == WrongPin(9, 0)


def test_delays_grow_and_damaged_notes_count_as_none() -> None:
    assert [delay_after(n) for n in (0, 4, 5, 6, 9, 10, 99)] == [0, 0, 30, 60, 480, 1800, 1800]
    for text in (None, "", "[1]", "{nonsense"):
        assert read_counts(text) == {}
    assert read_counts('{"anna": 3, "x": "y"}') == {"anna": 3}
