"""GET /health and GET /metrics on both databases, read as a monitor reads them."""

from __future__ import annotations

import re
from dataclasses import replace

import httpx
import pytest
from sqlalchemy import text

from sync.central.core import Central, new_api_key
from sync.protocol import paths
from sync.protocol.messages import TerminalStatus
from tests.central_server import Caller, serving
from tests.central_shop import Terminal, item, refund, sale

SAMPLE = re.compile(r'([a-z_]+)(?:\{((?:[a-z]+="(?:[^"\\]|\\.)*",?)*)\})? (-?\d+(?:\.\d+)?)')


def read(page: str) -> dict[str, float]:
    """Every line, by name and labels; fails on one that is not Prometheus' format."""
    samples: dict[str, float] = {}
    typed: set[str] = set()
    for line in page.splitlines():
        if line.startswith("# TYPE "):
            typed.add(line.split()[2])
        elif not line.startswith("#"):
            found = SAMPLE.fullmatch(line)
            assert found, line
            assert re.sub("_(bucket|sum|count)$", "", found[1]) in typed
            key = found[1] + (f"{{{found[2]}}}" if found[2] else "")
            assert key not in samples, line
            samples[key] = float(found[3])
    return samples


def test_the_figures_are_right(shop: Central, till: Terminal) -> None:
    for number in range(3):
        till.seal(sale(f"R{number}", item("mug", 6)))
    till.seal(refund("B1", "R0", "mug", 7))
    till.add("{}")
    key = {"Authorization": f"Bearer {new_api_key(shop, 'prometheus', 'metrics')}"}
    with serving(shop) as url:
        caller = Caller(url, till, shop)
        assert caller.post(paths.JOURNAL, till.batch()).status_code == 200
        status = TerminalStatus("0.1", 4, None, shop.now())
        assert caller.post(paths.STATUS, status).status_code == 204
        answer = httpx.get(f"{url}/metrics", headers=key, timeout=20)
        health = httpx.get(f"{url}/health", timeout=20).json()
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    found = read(answer.text)
    assert found['endcap_entries{kind="sale",held="no"}'] == 3
    assert found['endcap_entries{kind="?",held="yes"}'] == 1
    assert found['endcap_exceptions_open{cause="oversell"}'] == 1
    assert found['endcap_exceptions_open{cause="excess_refund"}'] == 1
    assert found['endcap_terminals{state="online"}'] == 1
    assert found['endcap_terminals{state="pending"}'] == 1
    assert found["endcap_terminals_waiting_entries"] == 4
    assert found['endcap_http_requests_total{method="POST",route="/v1/journal",status="200"}'] == 1
    assert found['endcap_http_request_seconds_bucket{route="/v1/journal",le="+Inf"}'] == 1
    assert found["endcap_feed_cursor"] == health["feed"] > 0
    assert (health["status"], health["database"]) == ("ok", "ok")


def test_who_calls_and_is_not_known_is_counted(
    shop: Central, till: Terminal, caplog: pytest.LogCaptureFixture
) -> None:
    """B13: after a restore, terminals enrolled since the backup have all their entries to send, and
    counted nowhere."""
    caplog.set_level("INFO", "endcap.central")
    key = {"Authorization": f"Bearer {new_api_key(shop, 'prometheus', 'metrics')}"}
    with serving(shop) as url:
        for name in ("T0042", "T0042", "T0043", "nobody knows; what this is"):
            stranger = replace(till, name=name)
            assert Caller(url, stranger, shop).get(paths.HANDSHAKE).status_code == 401
        assert Caller(url, till, shop).get(paths.HANDSHAKE).status_code == 200
        found = read(httpx.get(f"{url}/metrics", headers=key, timeout=20).text)
    assert found['endcap_terminals{state="unknown"}'] == 2
    assert caplog.text.count("T0042 (epoch 1) is not known here") == 1


@pytest.mark.allow_warnings("the database is broken on purpose")
def test_a_database_that_does_not_answer_is_told(shop: Central) -> None:
    with serving(shop) as url:
        assert httpx.get(f"{url}/health", timeout=20).status_code == 200
        with shop.database.write() as connection:
            connection.execute(text("ALTER TABLE counter RENAME TO gone"))
        answer = httpx.get(f"{url}/health", timeout=20)
        with shop.database.write() as connection:
            connection.execute(text("ALTER TABLE gone RENAME TO counter"))
    assert answer.status_code == 503
    assert answer.json()["status"] == "failing"
