"""Central killed in the middle of its work: the tills go on, and find it again as they left it."""

from __future__ import annotations

import time

import pytest

from endcap.demo.processes import wait_for_port
from endcap.demo.store import DemoStore
from tests.flows.window_till import new_store, open_store

pytestmark = pytest.mark.soak


def restart_central(store: DemoStore) -> None:
    data = ["--data", str(store.central_folder), "--port", str(store.port)]
    store.processes.start("central", ["central", "serve", *data])
    wait_for_port(store.port, store.processes)


def test_central_killed_while_a_sale_arrives_has_it_once() -> None:
    with new_store() as store:
        till = open_store(store)
        till.sign_in()
        till.open_shift()
        till.wait_sent()
        for pause in (0.0, 0.05):  # before its commit, or before its answer
            till.sell()
            time.sleep(pause)
            store.processes.kill("central")
            till.next_customer()
            till.sell()
            till.next_customer()
            restart_central(store)
            till.wait_sent()
        assert len(till.sales()) == 4
        checked = till.evening()
        assert checked.good, checked.lines()
        assert store.ask("/v1/admin/exceptions") == []
