"""The real till in its own process and window: one sale from the scan to the ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from endcap.commands import demo
from endcap.demo.store import STORE
from tests.flows.window_till import PLAN, new_store, open_store, wait_for


def test_one_sale_by_hand_is_on_paper_and_in_the_ledger() -> None:
    with new_store() as store:
        till = open_store(store)
        till.sign_in()
        till.open_shift()
        till.sell()
        (sale,) = till.sales()
        wait_for(lambda: till.printed(sale), 10)
        till.next_customer()
        checked = till.evening()
        assert checked.good, checked.lines()
        assert checked.made == 3  # enrolled, shift opened, sold
        assert till.printed(sale) == 1
        assert store.ask("/v1/admin/exceptions") == []


def test_a_till_is_enrolled_anew_in_its_folder_by_a_code_on_the_command_line() -> None:
    """In the midst of a shift, as after a clone: it sells on, in its next epoch. The same command
    again changes nothing, and a code that central does not take stops nobody."""
    with new_store() as store:
        till = open_store(store)
        till.sign_in()
        till.open_shift()
        till.sell()
        till.next_customer()
        till.wait_sent()
        terminal = store.ask("/v1/ledger/summary")[0]["terminal"]
        wish = {"store": STORE, "face": "till", "name": "Till 1", "terminal": terminal}
        code = str(store.ask("/v1/admin/enrol-codes", wish)["code"])
        for given, note in ((code, ""), (code, ""), ("AAAAA-BBBBB", "wrong or too old")):
            store.stop_faces()
            store.start_face(PLAN, code=given)
            till.sign_in(note=note)
            till.robot.do("look", name="emptyBasket", timeout=20)
            till.sell()
            till.next_customer()
        assert [x.epoch for x in till.sales()] == [1, 2, 2, 2]
        checked = till.evening()
        assert checked.good, checked.lines()


@pytest.mark.soak
def test_the_whole_demo_day_plays_and_its_ledger_check_is_clean(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import argparse

    parser = argparse.ArgumentParser()
    demo.add_arguments(parser)
    arguments = parser.parse_args(["--headless", "--out", str(tmp_path / "out")])
    assert demo.run(arguments) == 0, capsys.readouterr()
    assert "all in the ledger exactly once" in capsys.readouterr().out
    assert len(list((tmp_path / "out").glob("*.png"))) > 40
