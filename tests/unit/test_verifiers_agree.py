"""`endcap journal verify` and the stand-alone verifier come to one verdict, whatever was done.

A journal of two epochs, with a clone's branch and the clone's next epoch kept aside, is changed
in the file by hand: blindly, or by somebody who has the terminal's key or another one.
"""

from __future__ import annotations

import importlib.util
import json
import random
import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shop.domain.entry import Head, body_hash, signed_bytes
from shop.domain.facts import Enrolled
from shop.errors import JournalFault
from shop.exports.selection import Selection
from sync.local import head_file
from sync.local.journal_export import JournalExport
from sync.local.journal_inspect import inspected
from sync.local.journal_schema import INSERT, number
from sync.local.journal_verify import indexed
from tests.central_shop import Terminal, item, sale
from tests.fakes.terminals import new_journal

TOOL = Path(__file__).resolve().parents[2] / "packaging" / "verify_journal.py"
ONLY_HERE = {"columns_wrong", "journal_damaged", "head_damaged", "head_missing"}
"""Faults of the file, not of what it says: an export has neither indexes nor pages."""


@pytest.fixture(scope="module")
def tool() -> Any:
    spec = importlib.util.spec_from_file_location("verify_journal", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["verify_journal"] = module
    spec.loader.exec_module(module)
    return module


def enrolled(terminal: Terminal) -> Terminal:
    public = terminal.key.public_key().public_bytes_raw().hex()
    terminal.seal(Enrolled("till", "0.1", public))
    return terminal


def selling(terminal: Terminal, count: int) -> Terminal:
    for _ in range(count):
        receipt = f"{terminal.name}-{terminal.epoch}-{terminal.head.seq + 1:06d}"
        terminal.seal(sale(receipt, item("mug")))
    return terminal


def new_life(of: Terminal, epoch: int) -> Terminal:
    return enrolled(replace(of, key=Ed25519PrivateKey.generate(), epoch=epoch, entries=[]))


@dataclass
class Journal:
    """`keys` are the private ones, by epoch."""

    folder: Path
    keys: dict[int, Ed25519PrivateKey]


@pytest.fixture(scope="module")
def genuine(tmp_path_factory: pytest.TempPathFactory) -> Journal:
    folder = tmp_path_factory.mktemp("till")
    new_journal(folder).close()
    first = selling(enrolled(Terminal("T1", "S1", Ed25519PrivateKey.generate(), 7)), 4)
    twin = selling(first.copy(), 3)
    selling(first, 3)
    second = selling(new_life(first, 2), 4)
    others = selling(new_life(first, 3), 3)
    with sqlite3.connect(folder / "journal.db") as file:
        file.execute("DELETE FROM entry")
        for life in (first, second):
            for seq, sealed in enumerate(life.entries, 1):
                values = (sealed.hash, sealed.signature)
                raw = tuple(bytes.fromhex(value) for value in values)
                entry = bytes.fromhex(json.loads(sealed.body)["id"])
                place = number(life.epoch, seq)
                file.execute(INSERT, (place, entry, sealed.body, *raw, *indexed(sealed.body)))
        for sealed in (*twin.entries[5:], *others.entries):
            row = (sealed.hash[:32], sealed.body, sealed.hash, sealed.signature)
            file.execute("INSERT INTO recovered VALUES (?,?,?,?)", row)
    file.close()
    write_head(folder, second.head)
    return Journal(folder, {1: first.key, 2: second.key, 3: others.key})


def write_head(folder: Path, head: Head) -> None:
    heads = head_file.HeadFile(folder / head_file.NAME, create=False)
    heads.write_both(head)
    heads.close()


def ours(folder: Path) -> str:
    """ "" when sound, else the code."""
    try:
        with inspected(folder) as journal:
            journal.check()
    except JournalFault as fault:
        return fault.code
    return ""


def theirs(tool: Any, folder: Path) -> str:
    """ "" when sound, else the words; the export itself says how far the journal must reach."""
    try:
        with inspected(folder) as journal:
            export = JournalExport(journal, folder, Selection())
            lines = "".join(export.pieces("jsonl")).encode().splitlines()
    except JournalFault:
        return "no export"
    try:
        tool.check_journal(lines)
    except (tool.Wrong, tool.Unanswerable) as wrong:
        return str(wrong) or "refused"
    return ""


# -- what may be done to a journal -------------------------------------------------------------

Dice = random.Random
Doing = Callable[[sqlite3.Connection, Journal, Dice], str]


def places(file: sqlite3.Connection) -> list[int]:
    return [row[0] for row in file.execute("SELECT n FROM entry ORDER BY n")]


def flip(file: sqlite3.Connection, _: Journal, dice: Dice) -> str:
    n = dice.choice(places(file))
    column = dice.choice(("body", "hash", "signature"))
    value = file.execute(f"SELECT {column} FROM entry WHERE n = ?", (n,)).fetchone()[0]
    data = bytearray(value.encode() if column == "body" else value)
    data[dice.randrange(len(data))] ^= 1 << dice.randrange(7)
    file.execute(
        f"UPDATE entry SET {column} = ? WHERE n = ?",
        (data.decode() if column == "body" else bytes(data), n),
    )
    return f"flip {column}"


def drop(file: sqlite3.Connection, _: Journal, dice: Dice) -> str:
    all_places = places(file)
    gone = dice.choice((all_places[:1], all_places[-1:], [dice.choice(all_places)]))
    file.executemany("DELETE FROM entry WHERE n = ?", [(n,) for n in gone])
    return "drop"


def cut_front(file: sqlite3.Connection, _: Journal, dice: Dice) -> str:
    file.execute("DELETE FROM entry WHERE n < ?", (dice.choice(places(file)[1:]),))
    return "cut front"


def swap(file: sqlite3.Connection, _: Journal, dice: Dice) -> str:
    one, two = dice.sample(places(file), 2)
    file.execute("UPDATE entry SET n = -1 WHERE n = ?", (one,))
    file.execute("UPDATE entry SET n = ? WHERE n = ?", (one, two))
    file.execute("UPDATE entry SET n = ? WHERE n = -1", (two,))
    return "swap"


def double(file: sqlite3.Connection, _: Journal, dice: Dice) -> str:
    n, last = dice.choice(places(file)), places(file)[-1]
    row = file.execute("SELECT * FROM entry WHERE n = ?", (n,)).fetchone()
    file.execute(INSERT, (last + 1, dice.randbytes(16), *row[2:]))
    return "double"


STRANGE: dict[str, list[Any]] = {
    "id": ["", "A" * 32, "0" * 32, 7, None],
    "terminal": ["T2", "", 5],
    "epoch": [1, 2, 9, 1.0, True, -1, "1"],
    "seq": [1, 3, 0, 4.0, 10**20, None],
    "prev": ["0" * 64, "F" * 64, "", 1],
    "kind": ["sale", "enrolled", "of_tomorrow", 3],
    "schema": [0, 2, -1, 1.0, "1", 2**60],
    "day": ["", "2026-11-20", 20261121],
    "at": ["2026-11-21T10:00:00+02:00", "yesterday", "2026-11-21 10:00:00Z", 0],
    "staff": ["", "nora", None],
    "payload": [{}, [], None, {"public_key": "ab"}, "\ud800"],
}  # fmt: skip


def odd_text(body: dict[str, Any], dice: Dice) -> str:
    """The same or other JSON, said in a way that readers may differ about."""
    text = json.dumps(body, separators=(",", ":"))
    match dice.randrange(7):
        case 0:
            return text.replace('"staff":', '"staff":"twice","staff":', 1)
        case 1:
            return text[:-1] + ',"more":NaN}'
        case 2:
            return text[:-1] + ',"of_tomorrow":[1,2]}'
        case 3:
            return text[:-1] + ',"deep":' + "[" * 5000 + "]" * 5000 + "}"
        case 4:
            return text + " "
        case 5:
            return json.dumps(dict(reversed(body.items())))
        case _:
            return dice.choice(("", "{}", "[]", "null", text[:-1], text + text))


def forge(file: sqlite3.Connection, journal: Journal, dice: Dice) -> str:
    """Change one body; then hash it, sign it, and chain all that follows to it, or not."""
    n = dice.choice(places(file))
    text = file.execute("SELECT body FROM entry WHERE n = ?", (n,)).fetchone()[0]
    body = json.loads(text)
    if dice.random() < 0.3:
        what, text = "odd text", odd_text(body, dice)
    else:
        what = dice.choice(list(STRANGE))
        body[what] = dice.choice(STRANGE[what])
        text = json.dumps(body, separators=(",", ":"))
    how = dice.choice(("plain", "hashed", "signed", "stranger", "chained"))
    key = Ed25519PrivateKey.generate() if how == "stranger" else journal.keys[n >> 40]
    put(file, n, text, key if how != "plain" else None, signed=how != "hashed")
    if how == "chained":
        chain_on(file, n, journal)
    return f"{what} {how}"


def put(
    file: sqlite3.Connection, n: int, text: str, key: Ed25519PrivateKey | None, *, signed: bool
) -> None:
    file.execute("UPDATE entry SET body = ? WHERE n = ?", (text, n))
    if key is None:
        return
    digest = body_hash(text)
    file.execute("UPDATE entry SET hash = ? WHERE n = ?", (bytes.fromhex(digest), n))
    if signed:
        signature = key.sign(signed_bytes(digest))
        file.execute("UPDATE entry SET signature = ? WHERE n = ?", (signature, n))
    try:
        entry, columns = bytes.fromhex(json.loads(text)["id"]), indexed(text)
    except (ValueError, TypeError, KeyError, RecursionError):
        return
    file.execute(
        "UPDATE entry SET id = ?, kind = ?, receipt = ?, receipt_no = ?, shift = ?,"
        " of_order = ?, of_receipt = ? WHERE n = ?",
        (entry, *columns, n),
    )


def chain_on(file: sqlite3.Connection, n: int, journal: Journal) -> None:
    last = file.execute("SELECT hash FROM entry WHERE n = ?", (n,)).fetchone()[0].hex()
    following = "SELECT n, body FROM entry WHERE n > ? AND n >> 40 = ? ORDER BY n"
    for place, text in file.execute(following, (n, n >> 40)).fetchall():
        body = json.loads(text) | {"prev": last}
        put(
            file, place, json.dumps(body, separators=(",", ":")), journal.keys[n >> 40], signed=True
        )
        last = file.execute("SELECT hash FROM entry WHERE n = ?", (place,)).fetchone()[0].hex()


def aside(file: sqlite3.Connection, journal: Journal, dice: Dice) -> str:
    """What a clone's branch may suffer."""
    rows = file.execute("SELECT * FROM recovered").fetchall()
    id_, text, digest, signature = dice.choice(rows)
    what = dice.choice(("flip", "drop", "hashed", "stranger", "signed", "on the chain", "bits"))
    if what == "drop":
        file.execute("DELETE FROM recovered WHERE id = ?", (id_,))
        return "aside drop"
    if what == "on the chain":
        text, raw, signed = file.execute(
            "SELECT body, hash, signature FROM entry WHERE n = ?", (dice.choice(places(file)),)
        ).fetchone()
        digest, signature = raw.hex(), signed.hex()
    elif what == "bits":
        signature = signature[:-1] + ("0" if signature[-1] != "0" else "1")
    else:
        body = json.loads(text)
        name = dice.choice(list(STRANGE))
        body[name] = dice.choice(STRANGE[name])
        text = json.dumps(body, separators=(",", ":"))
        epoch = json.loads(rows[0][1])["epoch"] if what == "flip" else body["epoch"]
        if what != "flip":
            digest = body_hash(text)
        if what in ("signed", "stranger"):
            known = journal.keys.get(epoch) if isinstance(epoch, int) else None
            key = known if what == "signed" else None
            signature = (key or Ed25519PrivateKey.generate()).sign(signed_bytes(digest)).hex()
    file.execute("DELETE FROM recovered WHERE id = ?", (id_,))
    file.execute("INSERT INTO recovered VALUES (?,?,?,?)", (id_, text, digest, signature))
    return f"aside {what}"


def other_head(_: sqlite3.Connection, journal: Journal, dice: Dice) -> str:
    return "head"


DOINGS: tuple[Doing, ...] = (
    flip, drop, cut_front, swap, double, forge, forge, forge, forge, aside, aside, other_head,
)  # fmt: skip


def one_round(tool: Any, genuine: Journal, folder: Path, dice: Dice) -> tuple[str, str, str]:
    """What was done; our verdict; theirs."""
    shutil.copytree(genuine.folder, folder)
    doing = dice.choice(DOINGS)
    file = sqlite3.connect(folder / "journal.db")
    try:
        with file:
            what = doing(file, genuine, dice)
            if doing is other_head:
                n, digest = dice.choice(file.execute("SELECT n, hash FROM entry").fetchall())
                seq = (n & ((1 << 40) - 1)) + dice.choice((0, 0, 1))
                digest = digest.hex() if dice.random() < 0.7 else "ab" * 32
                write_head(folder, Head(n >> 40, seq, digest))
    finally:
        file.close()
    return what, ours(folder), theirs(tool, folder)


def compare(tool: Any, genuine: Journal, tmp_path: Path, rounds: int, seed: int) -> Counter[str]:
    dice, told = Dice(seed), Counter[str]()
    for turn in range(rounds):
        folder = tmp_path / str(turn)
        try:
            what, here, there = one_round(tool, genuine, folder, dice)
        except sqlite3.IntegrityError:  # not even SQLite takes it
            told["refused by the file"] += 1
            continue
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        assert bool(here) == bool(there) or here in ONLY_HERE, f"{turn}: {what}: {here!r} {there!r}"
        told["not sound" if there else "sound"] += 1
    return told


def test_both_take_the_genuine_one(tool: Any, genuine: Journal) -> None:
    assert (ours(genuine.folder), theirs(tool, genuine.folder)) == ("", "")


def test_a_clones_later_life_is_checked_by_the_key_it_brings(tool: Any, genuine: Journal) -> None:
    """What the other machine sealed after it was enrolled again came back from central."""
    with inspected(genuine.folder) as journal:
        lines = "".join(JournalExport(journal, genuine.folder, Selection()).pieces("jsonl"))
    rows = lines.splitlines()
    assert len(tool.check_journal(rows).aside) == 7
    first = next(x for x in rows if '"aside"' in x and '\\"kind\\":\\"enrolled' in x)
    with pytest.raises(tool.Wrong, match="kept aside: no key for epoch 3"):
        tool.check_journal([x for x in rows if x != first])
    known = {("T1", key.public_key().public_bytes_raw().hex()) for key in genuine.keys.values()}
    assert tool.check_journal(rows, known)
    third = genuine.keys[3].public_key().public_bytes_raw().hex()
    with pytest.raises(tool.Unanswerable, match="list of keys: the terminal's of epoch 3"):
        tool.check_journal(rows, known - {("T1", third)})
    with pytest.raises(tool.Wrong, match="several exports in one file"):
        tool.check_journal(rows + rows)
    with pytest.raises(tool.Wrong, match="line 5, epoch 1 entry 5: entry 4 is missing"):
        tool.check_journal([*rows[:4], *rows[5:]])


def test_it_never_breaks(tool: Any, genuine: Journal, tmp_path: Path) -> None:
    """Any JSON in any place of an export or a key list: an answer, never a traceback."""
    with inspected(genuine.folder) as journal:
        lines = "".join(JournalExport(journal, genuine.folder, Selection()).pieces("jsonl"))
    dice, path, keys = Dice(5), tmp_path / "x.jsonl", tmp_path / "keys.json"
    odd: list[Any] = [None, [], {}, "", 0, -1, 1e300, True, "\ud800", [[]], {"a": []}, 10**30]
    rows = [{"key_id": 7, "public_key": "00" * 32, "terminal": "T1", "kinds": ["receipt"]}]
    for _ in range(250):
        bent = [json.loads(line) for line in lines.splitlines()]
        spoil(dice.choice(bent), dice, odd)
        path.write_text("\n".join(map(json.dumps, bent)))
        keys.write_text(json.dumps(spoil({"keys": json.loads(json.dumps(rows))}, dice, odd)))
        assert tool.main(["journal", str(path)]) in (0, 1, 2)
        assert tool.main(["journal", str(path), "--keys", str(keys)]) in (0, 1, 2)
        assert tool.main(["slip", "OR1CIAAAAAB", "--keys", str(keys)]) in (1, 2)


def spoil(value: Any, dice: Dice, odd: list[Any]) -> Any:
    """`value` with one thing in it, however deep, replaced."""
    if isinstance(value, dict | list) and value and dice.random() < 0.8:
        place = dice.choice(list(value) if isinstance(value, dict) else range(len(value)))
        value[place] = spoil(value[place], dice, odd)
        return value
    return dice.choice(odd)


def test_they_agree_on_whatever_was_changed(tool: Any, genuine: Journal, tmp_path: Path) -> None:
    told = compare(tool, genuine, tmp_path, 150, 1)
    print(dict(told))
    assert told["not sound"] > 90


@pytest.mark.soak
def test_they_agree_on_thousands(tool: Any, genuine: Journal, tmp_path: Path) -> None:
    told = compare(tool, genuine, tmp_path, 4000, 2)
    print(dict(told))
    assert told["not sound"] > 2500
