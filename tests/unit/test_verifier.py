"""The stand-alone verifier agrees with the product, and refuses whatever was changed."""

from __future__ import annotations

import ast
import copy
import hashlib
import importlib.util
import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from endcap.cli import main
from shop.domain.entry import signed_bytes
from sync.local.journal_strict import read_strictly
from tests.central_shop import Terminal, item, sale
from tests.fakes.terminals import new_journal, reopen, sold

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "packaging" / "verify_journal.py"
VECTORS = json.loads((ROOT / "docs" / "slip-vectors.json").read_text())
Lines = list[dict[str, Any]]


@pytest.fixture(scope="module")
def tool() -> Any:
    spec = importlib.util.spec_from_file_location("verify_journal", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["verify_journal"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real journal of eight entries, with one entry of another branch kept aside."""
    folder = tmp_path_factory.mktemp("till")
    journal = new_journal(folder)
    for _ in range(7):
        journal.record(sold(), staff="ann").result()
    twin = Terminal("T1", "S1", _key(folder), 7)
    twin.entries = list(journal.reads.tail(1, 0, 3, 1 << 30))
    journal.keep_aside([twin.seal(sale("T1-1-000003", item("mug")))]).result()
    journal.close()
    target = folder.with_name(f"{folder.name}.jsonl")
    assert main(["journal", "export", str(folder), "--out", str(target)]) == 0
    return target


def _key(folder: Path) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes((folder / "device.key").read_bytes())


def lines_of(export: Path) -> Lines:
    return [json.loads(line) for line in export.read_bytes().split(b"\n")[:-1]]


def verdict(tool: Any, lines: Lines) -> str:
    try:
        tool.check_journal([json.dumps(line) for line in lines])
    except (tool.Wrong, tool.Unanswerable) as error:
        return str(error) or "refused"
    return ""


def test_it_knows_nothing_of_the_product() -> None:
    tree = ast.parse(TOOL.read_text())
    names = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert names - sys.stdlib_module_names == {"cryptography"}


def test_a_real_export_is_sound(export: Path, tmp_path: Path) -> None:
    public = (export.with_suffix("") / "public").read_text()
    keys = tmp_path / "keys.json"
    row = {"key_id": 7, "public_key": public, "terminal": "T1"}
    keys.write_text(json.dumps({"keys": [row]}))
    fifth = lines_of(export)[5]
    seen = f"1/5/{fifth['hash']}"
    words = ["journal", str(export), "--keys", str(keys), "--head", seen]
    done = subprocess.run(
        [sys.executable, "-I", str(TOOL), *words], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "sound"), done.stderr
    assert "8 entries" in done.stdout
    assert "1 entries of another branch" in done.stdout


def test_a_key_that_central_does_not_know_is_refused(
    tool: Any, export: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = tmp_path / "keys.json"
    row = {"key_id": 7, "public_key": "00" * 32, "terminal": "T1"}
    keys.write_text(json.dumps({"keys": [row]}))
    assert tool.main(["journal", str(export), "--keys", str(keys)]) == 2
    said = capsys.readouterr().err
    assert said.startswith("cannot say: all of it is whole, but these keys are not in the list")
    assert "the terminal's of epoch 1" in said
    assert tool.main(["journal", str(export), "--head", "1/9/" + "ab" * 32]) == 1
    broken = tmp_path / "broken.jsonl"
    broken.write_bytes(export.read_bytes().replace(b"Tea", b"Ten", 1))
    assert tool.main(["journal", str(broken), "--keys", str(keys)]) == 1


FOREIGN = {
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "table": b'"row","entry"\r\n"line","a"\r\n',
    "text": b"Not a journal at all.\n",
    "list": b"[1, 2]\n",
    "keys": b'{"format": "endcap-keys-1", "keys": []}\n',
    "many lines of json": b'{\n "keys": []\n}\n',
    "other format": b'{"format": 1}\n',
    "empty": b"",
}


@pytest.mark.parametrize("kind", [*FOREIGN, "json", "csv", "folder", "none"])
def test_what_is_no_export_cannot_be_judged(
    tool: Any, export: Path, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Code 1 is for a journal that was tampered with; an auditor's script acts on it."""
    file = tmp_path if kind == "folder" else tmp_path / "given"
    if kind in FOREIGN:
        file.write_bytes(FOREIGN[kind])
    elif kind in ("json", "csv"):
        words = ["--format", kind, "--out", str(file)]
        assert main(["journal", "export", str(export.with_suffix("")), *words]) == 0
        capsys.readouterr()
    assert tool.main(["journal", str(file)]) == 2
    said = capsys.readouterr().err
    assert said.startswith("cannot say: ")
    assert said.count("\n") == 1


def test_an_export_with_a_damaged_header_is_not_sound(
    tool: Any, export: Path, tmp_path: Path
) -> None:
    whole = export.read_bytes()
    file = tmp_path / "out.jsonl"
    for damaged in (whole[1:], whole.replace(b'"head"', b'"haed"', 1), whole.split(b"\n", 1)[1]):
        file.write_bytes(damaged)
        assert tool.main(["journal", str(file)]) == 1


def test_without_cryptography_it_says_so_in_one_sentence(export: Path) -> None:
    """`-S` leaves the installed packages out."""
    words = [sys.executable, "-I", "-S", str(TOOL), "journal", str(export)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("cannot say: the package `cryptography` is missing")
    assert done.stderr.count("\n") == 1


def test_an_old_python_can_read_it() -> None:
    tree = ast.parse(TOOL.read_text(), feature_version=(3, 6))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert "__future__" not in modules  # Python 3.6 does not know its `annotations`


@pytest.mark.parametrize(
    ("at", "fine"),
    [
        ("2026-11-21T10:00:00Z", True),
        ("2026-11-21T10:00:00.1+05:45", True),
        ("2028-02-29T23:59:59.123456-23:59", True),
        ("2026-02-29T10:00:00Z", False),
        ("2026-11-21T24:00:00Z", False),
        ("2026-11-21T10:00:60Z", False),
        ("2026-11-21T10:00:00+24:00", False),
        ("2026-11-21T10:00:00+05:60", False),
        ("0000-01-01T00:00:00Z", False),
        ("2026-11-21T10:00:00", False),
    ],
)
def test_both_checkers_know_the_same_moments(tool: Any, at: str, fine: bool) -> None:
    """Each Python's own parser takes others: 3.9 no "Z", 3.14 an hour 24."""
    body = {"id": "0" * 32, "terminal": "T1", "epoch": 1, "seq": 1, "prev": "0" * 64, "at": at}
    body |= {"kind": "sale", "schema": 1, "day": "", "staff": "", "payload": {}}
    assert tool.is_moment(at) is fine
    try:
        read_strictly(json.dumps(body))
    except ValueError:
        assert not fine
    else:
        assert fine


BODY_FIELDS = (
    "id", "terminal", "epoch", "seq", "prev", "kind", "schema", "day", "at", "staff", "payload",
)  # fmt: skip


def changed(value: Any) -> Any:
    if isinstance(value, dict):
        return {**value, "shift": "S2"}
    if isinstance(value, int):
        return value + 1
    return ("0" if value[:1] != "0" else "1") + value[1:]


@pytest.mark.parametrize("place", [1, 4, 8, 9])
@pytest.mark.parametrize("field", BODY_FIELDS)
@pytest.mark.parametrize("hashed", [False, True])
def test_no_field_of_a_body_can_be_changed(
    tool: Any, export: Path, place: int, field: str, hashed: bool
) -> None:
    lines = lines_of(export)
    body = json.loads(lines[place]["body"])
    body[field] = changed(body[field])
    text = json.dumps(body, separators=(",", ":"))
    lines[place]["body"] = text
    if hashed:
        lines[place]["hash"] = hashlib.sha256(text.encode()).hexdigest()
    assert verdict(tool, lines)


@pytest.mark.parametrize("field", ["epoch", "seq", "hash", "signature", "body"])
def test_no_field_of_a_line_can_be_changed_left_out_or_given_twice(
    tool: Any, export: Path, field: str
) -> None:
    for place in (1, 5, 8):
        lines = lines_of(export)
        lines[place][field] = changed(lines[place][field])
        assert verdict(tool, lines)
        del lines[place][field]
        assert verdict(tool, lines)
    raw = export.read_bytes().split(b"\n")[:-1]
    raw[3] = raw[3].replace(b'{"epoch":1,', b'{"epoch":1,"epoch":1,')
    with pytest.raises(tool.Wrong, match="twice"):
        tool.check_journal(raw)


def test_a_person_with_the_key_of_another_terminal_cannot_write_history(
    tool: Any, export: Path
) -> None:
    lines = lines_of(export)
    stranger = Ed25519PrivateKey.generate()
    lines[4]["signature"] = stranger.sign(signed_bytes(lines[4]["hash"])).hex()
    assert "signature" in verdict(tool, lines)


HEADER: list[Callable[[Lines], object]] = [
    lambda x: x[0].update(format="endcap-journal-2"),
    lambda x: x[0].update(terminal="T2"),
    lambda x: x[0]["head"].update(seq=7),
    lambda x: x[0]["head"].update(epoch=2),
    lambda x: x[0]["head"].update(hash="0" * 64),
    lambda x: x[0]["keys"][0].update(public_key="00" * 32),
    lambda x: x[0]["keys"][0].update(epoch=2),
    lambda x: x[0]["keys"].append({"epoch": 2, "public_key": "00" * 32}),
    lambda x: x[0].pop("keys"),
    lambda x: x[0].update(more=1),
]
ORDER: list[Callable[[Lines], object]] = [
    lambda x: x.pop(0),
    lambda x: x.pop(1),
    lambda x: x.pop(4),
    lambda x: x.pop(8),
    lambda x: x.insert(4, copy.deepcopy(x[4])),
    lambda x: x.insert(4, x.pop(5)),
    lambda x: x.append(copy.deepcopy(x[8])),
    lambda x: x.append({**x[9]}),
    lambda x: x.insert(3, x.pop(9)),
    lambda x: x[9].pop("aside"),
    lambda x: x.clear(),
]


@pytest.mark.parametrize("place", range(len(HEADER) + len(ORDER)))
def test_neither_the_header_nor_the_order_can_be_changed(
    tool: Any, export: Path, place: int
) -> None:
    lines = lines_of(export)
    [*HEADER, *ORDER][place](lines)
    assert verdict(tool, lines)


def test_no_bit_of_the_file_can_be_flipped_unseen(tool: Any, export: Path) -> None:
    whole, truth, seen = export.read_bytes(), lines_of(export), 0
    dice = random.Random(1)
    for _ in range(400):
        data = bytearray(whole)
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        try:
            tool.check_journal(bytes(data).split(b"\n")[:-1])
        except (tool.Wrong, tool.Unanswerable):
            seen += 1
        else:  # white space, or another spelling of the same
            assert [json.loads(x) for x in bytes(data).split(b"\n")[:-1]] == truth
    print(f"400 flipped bits: {seen} refused, {400 - seen} changed nothing")
    assert seen > 395


def test_two_lives_of_a_terminal(tool: Any, tmp_path: Path) -> None:
    """After re-enrolment the numbers begin anew, under the new key, and the epoch never falls."""
    folder = tmp_path / "till"
    folder.mkdir()
    new_journal(folder).close()
    journal = reopen(folder)
    journal.record(sold(), staff="ann").result()
    journal.close()
    target = tmp_path / "out.jsonl"
    assert main(["journal", "export", str(folder), "--out", str(target)]) == 0
    lines = lines_of(target)
    second = Terminal("T1", "S1", Ed25519PrivateKey.generate(), 8, epoch=2)
    public = second.key.public_key().public_bytes_raw().hex()
    from shop.domain.facts import Enrolled

    second.seal(Enrolled("till", "0.1", public))
    second.seal(sale("T1-2-000001", item("mug")))
    for seq, sealed in enumerate(second.entries, 1):
        row = {"epoch": 2, "seq": seq, "hash": sealed.hash, "signature": sealed.signature}
        lines.append({**row, "body": sealed.body})
    lines[0]["keys"].append({"epoch": 2, "public_key": public})
    lines[0]["head"] = {"epoch": 2, "seq": 2, "hash": second.head.hash}
    assert verdict(tool, lines) == ""
    lines[-2:], lines[1:-2] = lines[1:-2], lines[-2:]
    assert verdict(tool, lines)


# -- slips -------------------------------------------------------------------------------------


KEYS = {VECTORS["key_id"]: {"key_id": 7, "public_key": VECTORS["public_key"]}}


@pytest.mark.parametrize("vector", VECTORS["vectors"], ids=lambda x: x["name"])
def test_the_published_slips_are_authentic(tool: Any, vector: dict[str, str]) -> None:
    told = tool.check_slip(vector["text"], KEYS)
    assert vector["name"].startswith(told["kind"])


@pytest.mark.parametrize("vector", VECTORS["vectors"], ids=lambda x: x["name"])
def test_no_bent_slip_is(tool: Any, vector: dict[str, str]) -> None:
    """Every letter replaced once by every other, each length, each bit of body and signature."""
    text, tried = vector["text"], 0
    for place, letter in enumerate(text):
        other = "A" if letter != "A" else "7"
        for bent in (text[:place] + other + text[place + 1 :], text[:place], text.lower()):
            tried += 1
            with pytest.raises((tool.Wrong, tool.Unanswerable)):
                tool.check_slip(bent, KEYS)
    print(f"{tried} bent slips refused")


def test_keys_may_be_cut_off(tool: Any) -> None:
    by_name = {x["name"]: x["text"] for x in VECTORS["vectors"]}
    row = KEYS[7]
    for more, name, fine in (
        ({"valid_until_seq": 42}, "receipt_inline", True),
        ({"valid_until_seq": 41}, "receipt_inline", False),
        ({"valid_until_seq": 999}, "basket", False),
        ({"kinds": ["pickup"]}, "pickup", True),
        ({"kinds": ["pickup"]}, "basket", False),
    ):
        keys = {7: {**row, **more}}
        if fine:
            assert tool.check_slip(by_name[name], keys)
        else:
            with pytest.raises(tool.Wrong):
                tool.check_slip(by_name[name], keys)
