"""The real till in its own process and window: one sale from the scan to the ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from endcap.commands import demo
from tests.flows.window_till import new_store, open_store, wait_for


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
