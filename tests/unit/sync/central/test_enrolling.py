"""Enrolment by QR, a pinned central, guessing at codes, and revocation at every worker."""

from __future__ import annotations

import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as some

from endcap.central.qr import half_blocks, matrix_of, write_png
from endcap.cli import main
from shop.errors import Conflict, LinkDown
from sync.central import enrolment
from sync.central.core import Central, admin_key, open_central
from sync.central.devices import Denied, Doorman
from sync.central.folder_lock import FolderLock
from sync.central.guesses import FROM_ALL, FROM_ONE, Guesses
from sync.local.clock import SystemClock
from sync.protocol import paths
from sync.protocol.auth import HEADER
from sync.protocol.ticket import BadTicket, Ticket, read_ticket, ticket_text
from sync.terminal import enrol, open_terminal, read_identity
from tests.central_server import Caller, serving
from tests.central_shop import enrolled, item, open_shop, sale
from tests.fakes.clock import FakeClock
from tests.fakes.terminals import wait_until
from tests.unit.sync.central.test_operations import free_port

# -- the ticket ----------------------------------------------------------------------------------

TICKET = Ticket("https://central.example:8700/shop", "ABCDE-FGHJK", "ab" * 16)


@given(some.text(min_size=1, max_size=80), some.binary(min_size=16, max_size=16))
def test_a_ticket_reads_back(url: str, key: bytes) -> None:
    ticket = Ticket(url, "ABCDE-FGHJK", key.hex())
    text = ticket_text(ticket)
    assert text.isascii()
    assert text.isalnum()
    assert text == text.upper()
    assert read_ticket(f" {text.lower()}\n") == ticket


@given(some.integers(3, 120), some.sampled_from("ABCXYZ234567"))
def test_a_damaged_ticket_is_never_another(place: int, letter: str) -> None:
    text = ticket_text(TICKET)
    place %= len(text)
    changed = text[:place] + letter + text[place + 1 :]
    if place < 3 or changed == text:
        return
    with suppress(BadTicket):
        assert read_ticket(changed) == TICKET, "the last letter has bits that say nothing"


def test_a_typed_code_is_no_ticket() -> None:
    for typed in ("ABCDE-FGHJK", "OE1", "OE12345678", ""):
        assert read_ticket(typed) is None
    with pytest.raises(BadTicket):
        read_ticket(ticket_text(TICKET)[:-3])
    with pytest.raises(BadTicket):
        read_ticket("OE1" + "A" * 5000)


def test_the_drawn_code_reads_back(tmp_path: Path) -> None:
    import cv2
    import zxingcpp

    text = ticket_text(TICKET)
    write_png(matrix_of(text), tmp_path / "code.png")
    (found,) = zxingcpp.read_barcodes(cv2.imread(str(tmp_path / "code.png")))
    assert found.text == text
    drawn = half_blocks([[True, False], [False, False], [True, True]])
    assert drawn == "\x1b[97;40m▄█\x1b[0m\n\x1b[97;40m▄▄\x1b[0m"


# -- enrolling with it ---------------------------------------------------------------------------


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Central]:
    """By the real clock: agents sign with theirs."""
    central = open_central(tmp_path / "central")
    open_shop(central)
    yield central
    central.close()


def ticket(central: Central, url: str, face: str = "till") -> str:
    code = enrolment.new_code(central, store="S1", face=face)
    return enrolment.ticket_of(central, code, url)


def test_a_scanned_code_is_all_a_terminal_needs(live: Central, tmp_path: Path) -> None:
    with serving(live) as url:
        made = enrol(tmp_path / "till", "http://127.0.0.1:1", ticket(live, url), "till")
    assert (made.central, made.central_key) == (url, live.signer.public_hex)


def test_a_central_with_another_key_is_not_believed(live: Central, tmp_path: Path) -> None:
    """Somebody answers at the address on the ticket, with a code of their own making even."""
    other = open_central(tmp_path / "other")
    open_shop(other)
    with serving(other) as url:
        code = enrolment.new_code(other, store="S1", face="till")
        forged = enrolment.ticket_of(live, code, url)
        with pytest.raises(LinkDown) as told:
            enrol(tmp_path / "till", "", forged, "till")
    assert told.value.data["trouble"] == "not_central"
    assert read_identity(tmp_path / "till") is None
    other.close()


def test_who_enrols_again_believes_only_the_central_it_knows(
    live: Central, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "till"
    with serving(live) as url:
        made = enrol(folder, url, enrolment.new_code(live, store="S1", face="till"), "till")
        again = enrolment.new_code(live, store="S1", face="till", terminal=made.terminal)
        monkeypatch.setattr(live, "signer", replace(live.signer, key=Ed25519PrivateKey.generate()))
        with pytest.raises(LinkDown):
            enrol(folder, url, again, "till")


def test_a_damaged_scan_is_a_wrong_code(tmp_path: Path) -> None:
    with pytest.raises(Conflict, match="code_wrong_or_old"):
        enrol(tmp_path / "till", "http://127.0.0.1:1", ticket_text(TICKET)[:-1] + "!", "till")


@pytest.mark.parametrize(
    "address", ["", "central:8700", "ftp://x", "http://a b", "http://[", "http://" + "x" * 200]
)
def test_a_ticket_needs_an_address(live: Central, address: str) -> None:
    with pytest.raises(Conflict, match="address_malformed"):
        enrolment.ticket_of(live, "ABCDE-FGHJK", address)


def test_the_command_draws_it(
    live: Central, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    admin_key(live)
    lock = FolderLock(live.folder)
    words = ["central", "enrol-code", "--store", "S1", "--face", "till", "--data", str(live.folder)]
    with serving(live) as url:
        assert main([*words, "--url", url]) == 0
        assert len(capsys.readouterr().out.strip()) == 11, "nothing but the code into a pipe"
        picture = tmp_path / "code.png"
        assert main([*words, "--url", url, "--qr", "--png", str(picture)]) == 0
        told = capsys.readouterr()
        code, *_, text = told.out.splitlines()
        found = read_ticket(text)
        assert found is not None
        assert (found.url, found.code) == (url, code)
        assert "only this machine" in told.err
        assert picture.read_bytes()[:4] == b"\x89PNG"
        made = enrol(tmp_path / "till", "", text, "till")
    assert made.store == "S1"
    lock.release()


# -- guessing ------------------------------------------------------------------------------------


def refused(guesses: Guesses, address: str, *, wrong: bool = True) -> bool:
    """One more try, which is `wrong`."""
    try:
        guesses.count(address)
    except Denied as denied:
        return denied.status == 429
    if wrong:
        guesses.wrong(address)
    return False


def test_guessing_is_slowed_for_one_address_and_for_all(central: Central, clock: FakeClock) -> None:
    one, other = Guesses(central), Guesses(central)  # two workers
    assert [refused(one, "a") for _ in range(FROM_ONE + 1)] == [False] * FROM_ONE + [True]
    assert not refused(one, "b")
    for tried in range(FROM_ONE + 1, FROM_ALL):
        assert not refused((one, other)[tried % 2], f"c{tried}")
    assert refused(one, "b")
    assert not refused(other, "b"), "this worker has not seen it guess yet"
    assert refused(other, "b"), "the workers count together"
    clock.move(seconds=61)
    assert not refused(one, "a")
    assert not refused(other, "b")


def test_guessing_keeps_nobody_from_enrolling(central: Central) -> None:
    """B15: sixty wrong codes a minute, from anybody, stopped every enrolment of the chain."""
    guesses = Guesses(central)
    for number in range(2 * FROM_ALL):
        refused(guesses, f"guesser {number}")
    assert refused(guesses, "guesser 7")
    for _ in range(FROM_ONE):
        assert not refused(guesses, "a store", wrong=False)
    assert refused(guesses, "a store", wrong=False)


def test_whoever_has_one_address_of_a_network_has_them_all(central: Central) -> None:
    guesses = Guesses(central)
    told = [refused(guesses, f"2001:db8:0:1::{number:x}") for number in range(FROM_ONE + 1)]
    assert told == [False] * FROM_ONE + [True]
    assert not refused(guesses, "2001:db8:0:2::1")


def test_guessing_over_http(live: Central, tmp_path: Path) -> None:
    wish = {"code": "00000-00000", "public_key": "00" * 32, "face": "till", "version": "x"}
    with serving(live) as url:
        told = [httpx.post(url + paths.ENROL, json=wish) for _ in range(FROM_ONE + 2)]
        assert [x.status_code for x in told] == [409] * FROM_ONE + [429] * 2
        assert told[-1].headers["retry-after"] == "60"
        with pytest.raises(Conflict, match="too_many_tries"):  # and not "central is busy"
            enrol(tmp_path / "till", url, "00000-00000", "till")


def test_a_proxy_that_was_not_named_is_not_believed(live: Central, tmp_path: Path) -> None:
    """Nobody chooses the address they are counted by."""
    port = free_port()
    live.close()
    command = [sys.executable, "-m", "endcap", "central", "--data", str(live.folder)]
    for proxy in ([], ["--proxy", "127.0.0.1"]):
        server = subprocess.Popen([*command, "--port", str(port), *proxy], stdout=subprocess.PIPE)
        try:
            assert server.stdout is not None
            server.stdout.readline()
            wish = {"code": "0", "public_key": "00" * 32, "face": "till", "version": "x"}
            told = [
                httpx.post(
                    f"http://127.0.0.1:{port}{paths.ENROL}",
                    json=wish,
                    headers={"X-Forwarded-For": f"10.0.0.{number}"},
                    timeout=20,
                ).status_code
                for number in range(FROM_ONE + 1)
            ]
            assert told[-1] == (409 if proxy else 429)
        finally:
            server.terminate()
            server.communicate(timeout=20)


# -- revoking ------------------------------------------------------------------------------------


@contextmanager
def two_workers(postgres: str, folder: Path) -> Iterator[tuple[Central, str, str]]:
    from tests.central_db import _empty

    _empty(postgres)
    first, second = (open_central(folder / "central", postgres) for _ in range(2))
    open_shop(first)
    try:
        with serving(first) as one, serving(second) as two:
            yield first, one, two
    finally:
        first.close()
        second.close()


@pytest.mark.postgres
def test_a_revoked_terminal_is_cut_off_at_every_worker(postgres: str, tmp_path: Path) -> None:
    with two_workers(postgres, tmp_path) as (central, one, two):
        kiosk = enrolled(central, "S1", "kiosk")
        caller = Caller(two, kiosk, central)
        signed = caller.headers("GET", paths.EVENTS)
        with httpx.stream("GET", two + paths.EVENTS, headers=signed, timeout=30) as stream:
            lines = stream.iter_lines()
            assert next(lines) == "event: beat"
            office = {"Authorization": f"Bearer {admin_key(central).read_text().strip()}"}
            done = httpx.post(f"{one}/v1/admin/terminals/{kiosk.name}/revoke", headers=office)
            assert done.status_code == 204
            assert all(isinstance(line, str) for line in lines), "it ends, without a word"
        refused = caller.get(paths.FEED + f"?timeline={secrets.token_hex(16)}")
        assert (refused.status_code, refused.json()["code"]) == (403, "terminal_revoked")
        again = caller.get(paths.EVENTS)
        assert again.status_code == 403
        kiosk.seal(sale("R1", item("mug")))
        assert caller.post(paths.JOURNAL, kiosk.batch()).status_code == 200


def test_a_revoked_till_sends_what_it_sealed_and_is_told(live: Central, tmp_path: Path) -> None:
    """The real agent: its last sale, made after the revocation, is wanted all the same."""
    folder = tmp_path / "till"
    with serving(live) as url:
        enrol(folder, "", ticket(live, url), "till")
        till = open_terminal(folder, clock=SystemClock())
        till.start()
        try:
            wait_until(lambda: till.agent.link().online and not till.agent.link().waiting)
            enrolment.revoke(live, till.identity.terminal)  # by a tool beside the server
            till.journal.record(lambda _: sale("R1", item("mug")), staff="anna").result()
            wait_until(lambda: till.agent.link().trouble == "terminal_revoked")
            wait_until(lambda: not till.agent.link().waiting)
        finally:
            till.close()


def test_a_clock_set_back_keeps_no_revoked_terminal(sqlite_template: Path, tmp_path: Path) -> None:
    """T2: what another worker revoked is looked up again after seconds that passed, not by a
    clock that somebody set."""
    (tmp_path / "central").mkdir()
    shutil.copy(sqlite_template, tmp_path / "central" / "central.db")
    clock, passed = FakeClock(), [100.0]
    central = open_central(tmp_path / "central", now=clock.now, monotonic=lambda: passed[0])
    open_shop(central)
    doorman, till = Doorman(central), enrolled(central, "S1", "till")
    caller = Caller("", till, central)

    def admitted() -> bool:
        header = caller.headers("GET", paths.FEED)[HEADER]
        return not doorman.admit(header, "GET", paths.FEED, b"").revoked

    assert admitted()
    enrolment.revoke(central, till.name)
    clock.move(days=-1)
    passed[0] += 30
    assert not admitted()
    central.close()
