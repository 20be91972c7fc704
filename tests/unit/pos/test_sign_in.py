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


def test_whoever_was_chosen_stays_chosen_when_the_list_changes(till: TillScreen) -> None:
    """The names at the door are the last ones known; a PIN half typed must go to its person."""
    front = FrontViewModel(till.session, "till", till.enrol())
    front.show_door(Door("Till 1", "Riverside", (CASHIER, PICKER)))
    vm = front.signIn
    vm.choose([row.staff for row in rows(vm.staff)].index(PICKER.staff))
    vm.key(PICKER.pin_hash[0])
    entered: list[StaffMember] = []
    front.attach(till.sign_in())  # a manager has come, and stands above
    front.attach_work(front, entered.append)
    assert [row.staff for row in rows(vm.staff)][vm.selected] == PICKER.staff
    for digit in PICKER.pin_hash[1:]:
        vm.key(digit)
    vm.submit()
    till.settle(lambda: entered == [PICKER])
    vm.choose(0)
    vm.key("1")
    gone = rows(vm.staff)[0].staff
    vm.show([who for who in (CASHIER, MANAGER, PICKER) if who.staff != gone])
    assert (vm.selected, vm.digits) == (-1, 0)


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
