"""Signing in when the disk refuses, and before the terminal is open: nobody is left waiting."""

from __future__ import annotations

from pos.viewmodels.front import FrontViewModel
from pos.viewmodels.sign_in import SignInViewModel
from shop.domain.staff import StaffMember
from shop.errors import JournalFault
from sync.local.door import Door
from tests.unit.pos.conftest import Behind, TillScreen, rows
from tests.unit.shop.actions.shop_floor import CASHIER, MANAGER, PICKER


def give_pin(vm: SignInViewModel, who: StaffMember) -> None:
    vm.choose([row.staff for row in rows(vm.staff)].index(who.staff))
    for digit in who.pin_hash:
        vm.key(digit)
    assert vm.ready
    vm.submit()


def at_the_door(behind: Behind) -> FrontViewModel:
    front = FrontViewModel(behind.session, "till", behind.enrol())
    front.show_door(Door("Till 1", "Riverside", (CASHIER, MANAGER, PICKER)))
    return front


def test_a_pin_typed_before_the_terminal_is_open_is_checked_then(till: TillScreen) -> None:
    front = at_the_door(till)
    entered: list[StaffMember] = []
    give_pin(front.signIn, CASHIER)
    front.attach(till.sign_in())
    front.attach_work(front, entered.append)
    till.settle(lambda: entered == [CASHIER])
    assert not front.signIn.ready


def test_a_disk_that_refuses_the_count_of_tries_is_told_and_leaves_the_keys_alive(
    till: TillScreen,
) -> None:
    till.journal.fails = JournalFault("disk_full")
    give_pin(till.vm.signIn, CASHIER)
    till.settle(lambda: till.vm.page == "stopped")
    assert "disk" in till.vm.stoppedText.lower()
    till.journal.fails = None
    till.vm.front.tryAgain()
    assert till.vm.page == "signIn"
    till.enter()
    assert till.vm.page == "sell"


def test_the_same_before_the_terminal_is_open(till: TillScreen) -> None:
    front = at_the_door(till)
    give_pin(front.signIn, CASHIER)
    till.journal.fails = JournalFault("journal_stopped")
    front.attach(till.sign_in())
    till.settle(lambda: front.page == "stopped")
    assert front.signIn.digits == 0


def test_a_second_person_whose_pin_cannot_be_checked_is_not_waited_for(selling: TillScreen) -> None:
    selling.vm.approval.who.refresh()
    selling.journal.fails = JournalFault("disk_full")
    give_pin(selling.vm.approval.who, MANAGER)
    selling.settle(lambda: selling.vm.page == "stopped")
