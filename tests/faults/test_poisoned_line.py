"""F5, N1–N5: the line to central does everything that lines do. A till sells on, and once it is
sound again all has arrived once; what is not central's is believed in nothing.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import func, select

from shop.errors import Conflict, LinkDown
from sync.agent.wire import NoAnswer
from sync.central import documents, enrolment, summary, tables
from sync.local.clock import SystemClock
from sync.local.identity import Identity, read_identity
from sync.terminal import enrol, open_terminal
from tests.fakes.terminals import product, sold, wait_until
from tests.faults.agent_steps import Stepper, stepper
from tests.faults.poison import Poison, PoisonedCable
from tests.faults.tools import Tell
from tests.flows.corner_shop import HERE, MUG, TEA
from tests.flows.people import PATIENCE
from tests.flows.store import FlowStore

EVERY = 64
NOTICED_S = 5.0


def http(status: str, body: bytes, *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", "Connection: close", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


PAGE = b"<html><body>Please sign in to the hotel's network.</body></html>"
JSON = "Content-Type: application/json"
NOT_CENTRAL = {
    "a portal's page": http("200 OK", PAGE, "Content-Type: text/html"),
    "a page that says it is JSON": http("200 OK", PAGE, JSON),
    "a redirect to a sign-in page": http("302 Found", b"", "Location: http://10.0.0.1/login"),
    "a permanent redirect": http("308 Permanent Redirect", b"", "Location: https://10.0.0.1/"),
    "network sign-in needed": http("511 Network Authentication Required", PAGE),
    "JSON of another kind": http("200 OK", b'{"status": 1, "result": []}', JSON),
    "a gateway's problem document": http(
        "404 Not Found",
        b'{"type":"about:blank","title":"Not Found","status":404,"code":"epoch_unknown"}',
        "Content-Type: application/problem+json",
    ),
    "a gateway's own refusal": http(
        "401 Unauthorized", b'{"type":"about:blank","title":"Sign in","status":401}', JSON
    ),
    "a portal that has a status": http("200 OK", b'{"status": "please sign in"}', JSON),
    "an empty answer": http("200 OK", b"", JSON, "Content-Length: 0"),
    "nothing": http("204 No Content", b""),
    "a list": http("200 OK", b"[" * 100_000, JSON),
    "less than promised": http("200 OK", b'{"timeline":', JSON, "Content-Length: 5000"),
    "more than promised": http("200 OK", b'{"timeline":"x"}' * 9, JSON, "Content-Length: 12"),
    "a length that is no number": http("200 OK", b"{}", JSON, "Content-Length: many"),
    "a packing that is none": http("200 OK", b"{}", JSON, "Content-Encoding: gzip"),
    "a proxy's page": http("403 Forbidden", PAGE, "Content-Type: text/html"),
    "a proxy's refusal": http("502 Bad Gateway", PAGE),
    "too many": http("429 Too Many Requests", b"", "Retry-After: 1"),
    "not now": http("503 Service Unavailable", PAGE, "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT"),
    "TLS spoken": b"\x15\x03\x01\x00\x02\x02\x28",
    "another protocol": b"SSH-2.0-OpenSSH_9.6\r\n",
    "no end of headers": b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000,
}

PORTALS = (
    "a portal's page",
    "a redirect to a sign-in page",
    "TLS spoken",
    "a gateway's problem document",
    "a portal that has a status",
)

WORKS_STILL = {
    "slow to answer": Poison(latency=0.2),
    "in pieces of 7 bytes": Poison(slice=7),
    "20 kB a second": Poison(rate=20_000),
    "slow to close": Poison(slow_close=2.0),
    "everything twice": Poison(again=True),
}
BROKEN = {
    "reset after 300 bytes": Poison(down=300, end="reset"),
    "silent after 100 bytes": Poison(down=100, end="hang"),
    "nothing arrives": Poison(up=0, end="hang"),
    "one byte arrives": Poison(up=1, end="reset"),
    "cut in the answer's headers": Poison(down=40),
    "ten seconds late": Poison(latency=10.0),
}


@pytest.fixture
def step(store: FlowStore, tmp_path: Path) -> Iterator[Stepper]:
    code = enrolment.new_code(store.central, store=HERE, face="till", name="till-1")
    with stepper(tmp_path / "till-1", store.cable.url, code) as opened:
        while opened.pull() is True:
            pass
        assert opened.push() is None
        yield opened


@pytest.mark.parametrize("what", NOT_CENTRAL)
def test_what_is_not_central_is_believed_in_nothing(
    step: Stepper, cable: PoisonedCable, store: FlowStore, what: str
) -> None:
    """No cursor moves, nothing counts as sent, and the next true answer is taken."""
    before = step.standing()
    step.terminal.journal.record(sold(TEA), staff="anna").result()
    waiting = step.terminal.journal.state().waiting
    cable.take(Poison(answer=NOT_CENTRAL[what]))
    assert isinstance(step.push(), NoAnswer)
    assert isinstance(step.pull(), NoAnswer)
    assert step.standing() == before
    assert step.terminal.journal.state().waiting == waiting
    cable.take(Poison())
    sent_and_heard(step, store)


@pytest.mark.parametrize("what", PORTALS)
def test_a_portal_shows_as_offline_in_five_seconds(
    store: FlowStore, cable: PoisonedCable, what: str
) -> None:
    till = store.till()
    till.start_day()
    store.settle()
    began = time.monotonic()
    cable.take(Poison(answer=NOT_CENTRAL[what]))
    till.sell(TEA)
    wait_until(lambda: not till.online, PATIENCE)
    assert time.monotonic() - began <= NOTICED_S
    stays = time.monotonic() + 3
    while time.monotonic() < stays:
        assert not till.online
        time.sleep(0.02)
    cable.take(Poison())
    store.settle()
    all_once(store)


@pytest.mark.parametrize("how", WORKS_STILL)
def test_a_bad_line_is_good_enough(store: FlowStore, cable: PoisonedCable, how: str) -> None:
    till = store.till()
    till.start_day()
    store.settle()
    cable.take(WORKS_STILL[how])
    for _ in range(3):
        till.sell(TEA, MUG)
    wait_until(lambda: till.waiting == 0, 60)
    cable.take(Poison())
    store.settle()
    all_once(store)


def test_a_code_whose_answer_was_lost_is_good_once_more(
    store: FlowStore, cable: PoisonedCable, tmp_path: Path
) -> None:
    """Central took it: a new terminal would be a ghost there, a known one in an epoch too many."""
    folder = tmp_path / "till-1"
    for terminal, epoch in (("", 1), (None, 2)):
        before = terminals(store)
        named = terminal if terminal is not None else read(folder).terminal
        code = enrolment.new_code(store.central, store=HERE, face="till", terminal=named)
        cable.take(Poison(down=0))
        for _ in range(2):
            with pytest.raises(LinkDown):
                enrol(folder, store.cable.url, code, "till")
        cable.take(Poison())
        identity = enrol(folder, store.cable.url, code.lower(), "till")
        assert identity.epoch == epoch
        assert terminals(store) == before + (epoch == 1)
        with pytest.raises(Conflict, match="code_used"):
            enrol(tmp_path / f"other{epoch}", store.cable.url, code, "till")
        opened = open_terminal(folder, store.cable.url, clock=SystemClock())
        opened.journal.record(sold(TEA), staff="anna").result()
        opened.close()
        assert {x.name for x in folder.glob("device.key*")} == {"device.key"}
        assert (folder / "device.key").stat().st_size == 32
        if epoch == 1:  # used up here, too
            with pytest.raises(Conflict, match="code_used"):
                enrol(folder, store.cable.url, code, "till")


def terminals(store: FlowStore) -> int:
    with store.central.database.read() as connection:
        return connection.execute(select(func.count()).select_from(tables.terminal)).scalar_one()


def read(folder: Path) -> Identity:
    found = read_identity(folder)
    assert found is not None
    return found


@pytest.mark.soak
def test_a_line_too_slow_for_a_whole_page_brings_smaller_ones(
    store: FlowStore, cable: PoisonedCable
) -> None:
    """Ten seconds are not enough for two hundred products: then fewer are asked for."""
    till = store.till()
    store.settle()
    store.cut()
    many = [product(f"new-{n}", secrets.token_hex(40)) for n in range(300)]
    with store.central.database.write() as connection:
        papers = [documents.of("product", x.product, x) for x in many]
        documents.put(connection, papers, store.central.now())
    cable.take(Poison(rate=3_000, slice=500))
    wait_until(lambda: till.terminal.replica.product("new-299") is not None, 150)
    till.start_day()
    till.sell(TEA)
    wait_until(lambda: till.waiting == 0, 60)


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_line_stops_no_sale(store: FlowStore, cable: PoisonedCable, how: str) -> None:
    till = store.till()
    till.start_day()
    store.settle()
    began = time.monotonic()
    cable.take(BROKEN[how])
    for _ in range(3):
        asked = time.monotonic()
        till.sell(TEA)
        assert time.monotonic() - asked < 1
    wait_until(lambda: not till.online, PATIENCE)
    assert time.monotonic() - began <= NOTICED_S
    cable.take(Poison())
    store.settle()
    all_once(store)


def all_once(store: FlowStore) -> None:
    """What a page and a till's own sales make together is right once both are through."""
    assert store.ledger_trouble() == []
    wait_until(lambda: store.stock_trouble() == [], PATIENCE)
    assert store.exceptions() == []


# -- cut at every 64 bytes -----------------------------------------------------------------------


def in_the_ledger(step: Stepper, store: FlowStore) -> list[str]:
    rows = summary.entries(store.central, step.terminal.identity.terminal, 0, 5000)
    assert not any(row.held for row in rows)
    return [row.entry for row in rows]


def sent_and_heard(step: Stepper, store: FlowStore) -> None:
    assert step.push() is None
    assert step.terminal.journal.state().waiting == 0
    assert in_the_ledger(step, store) == [x.entry for x in step.terminal.journal.reads.after(0)]
    while (more := step.pull()) is True:
        pass
    assert more is False


@pytest.mark.parametrize("side", ["up", "down"])
def test_an_upload_cut_at_every_64_bytes(
    step: Stepper, cable: PoisonedCable, store: FlowStore, side: str, tell: Tell
) -> None:
    """Whole at central or not there at all; the till sends again what it was not told of."""
    tried = landed = 0
    for limit in count(0, EVERY):
        made = [step.terminal.journal.record(sold(TEA), staff="anna").result() for _ in range(6)]
        before = in_the_ledger(step, store)
        cable.take(Poison(up=limit) if side == "up" else Poison(down=limit))
        trouble = step.push()
        after = in_the_ledger(step, store)
        assert after[: len(before)] == before
        assert after[len(before) :] in ([], [x.entry for x in made])
        landed += len(after) > len(before)
        cable.take(Poison())
        sent_and_heard(step, store)
        tried += 1
        if trouble is None:
            break
    tell(f"an upload cut at {tried} places ({side}): all or nothing, {landed} times all")
    assert tried > 10


def test_a_page_of_the_feed_cut_at_every_64_bytes(
    step: Stepper, cable: PoisonedCable, store: FlowStore, tell: Tell
) -> None:
    tried = 0
    for limit in count(0, EVERY):
        step.terminal.journal.record(sold(TEA), staff="anna").result()
        assert step.push() is None
        before = step.standing()
        cable.take(Poison(down=limit))
        done = step.pull()
        if isinstance(done, NoAnswer):
            assert step.standing() == before
        cable.take(Poison())
        sent_and_heard(step, store)
        tried += 1
        if not isinstance(done, NoAnswer):
            break
    tell(f"a page of the feed cut at {tried} places: applied whole or not at all")
    assert tried > 5


def test_a_snapshot_cut_at_every_64_bytes_is_gone_on_with(
    store: FlowStore, cable: PoisonedCable, tmp_path: Path, tell: Tell
) -> None:
    code = enrolment.new_code(store.central, store=HERE, face="till", name="till-2")
    with stepper(tmp_path / "till-2", store.cable.url, code) as step:
        tried = 0
        for limit in count(0, EVERY):
            cable.take(Poison(down=limit))
            done = step.pull()
            tried += 1
            if done is True:
                break
            assert step.standing() == ("", 0)
            assert step.terminal.replica.state().products == 0
        assert step.terminal.replica.state().products > 0
        cable.take(Poison())
        sent_and_heard(step, store)
    tell(f"a snapshot cut at {tried} places: in place when whole, gone on with until then")
