"""An export whose oldest entries were pruned: sound as it is, and no other way."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from endcap.cli import main
from shop.domain.entry import pruned_bytes
from tests.fakes.pruning import order, prune_all, public_key
from tests.fakes.terminals import new_journal, sold
from tests.unit.test_verifier import _key, tool

__all__ = ["tool"]

Lines = list[dict[str, Any]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve entries, of which 2 … 6 are pruned; central's word reaches to 8."""
    made = tmp_path_factory.mktemp("till")
    journal = new_journal(made)
    for _ in range(11):
        journal.record(sold(), staff="ann").result()
    assert journal.prune(replace(order(journal, 8), to=6)).result() == 5
    assert prune_all(journal, 6) == 0
    journal.close()
    return made


@pytest.fixture(scope="module")
def lines(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Lines:
    target = tmp_path_factory.mktemp("stick") / "out.jsonl"
    assert main(["journal", "export", str(folder), "--out", str(target)]) == 0
    return [json.loads(line) for line in target.read_text().splitlines()]


def texts(lines: Lines) -> list[str]:
    return [json.dumps(line) for line in lines]


def keys(folder: Path, central: str) -> set[tuple[str, str]]:
    return {("T1", (folder / "public").read_text()), ("", central)}


def test_it_is_sound_and_says_what_is_not_there(
    tool: Any, folder: Path, lines: Lines, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal = tool.check_journal(texts(lines), keys(folder, public_key()))
    assert (journal.entries, journal.at[1]) == (7, 12)
    assert main(["journal", "verify", str(folder)]) == 0
    assert "entries 2 to 6 were pruned; central signed" in capsys.readouterr().out
    file = tmp_path / "out.jsonl"
    file.write_text("\n".join(texts(lines)))
    assert tool.main(["journal", str(file)]) == 0
    assert "entries 2 to 6 were pruned" in capsys.readouterr().out
    assert tool.main(["journal", str(file), "--head", f"1/3/{'0' * 64}"]) == 2
    assert tool.main(["journal", str(file), "--head", f"1/9/{'0' * 64}"]) == 1


def told(lines: Lines, change: Callable[[dict[str, Any]], None], key: Any = None) -> list[str]:
    """With another anchor; signed by the till's own key where one is given."""
    header = json.loads(json.dumps(lines[0]))
    cut = header["pruned"][0]
    body = json.loads(cut["body"])
    change(body)
    cut["body"] = json.dumps(body)
    if key is not None:
        cut["signature"] = key.sign(pruned_bytes(cut["body"])).hex()
    return texts([header, *lines[1:]])


def refused(tool: Any, rows: list[str], why: str, trusted: Any = None) -> None:
    with pytest.raises(tool.Wrong, match=why):
        tool.check_journal(rows, trusted)


def test_the_front_cannot_be_cut_off_unnoticed(tool: Any, folder: Path, lines: Lines) -> None:
    key = _key(folder)
    bare = {name: value for name, value in lines[0].items() if name != "pruned"}
    refused(tool, texts([bare, *lines[1:]]), "entry 2 is missing")
    refused(tool, texts([lines[0], lines[1], *lines[3:]]), "entry 7 is missing")
    refused(tool, told(lines, lambda body: body.update(receipts=99)), "not signed by the terminal")
    last = json.loads(lines[4]["body"])  # entry 9: one more than central spoke of

    def further(body: dict[str, Any]) -> None:
        body.update(seq=9, hash=lines[4]["hash"])

    assert last["seq"] == 9
    rows = told(lines, further, key)
    refused(tool, [rows[0], rows[1], *rows[5:]], "pruning is malformed")

    def own_word(body: dict[str, Any]) -> None:
        further(body)
        body["held"].update(seq=9, hash=lines[4]["hash"])

    rows = told(lines, own_word, key)
    refused(tool, [rows[0], rows[1], *rows[5:]], "not vouched for by central")
    trusted = keys(folder, "ab" * 32)
    with pytest.raises(tool.Unanswerable, match="central's, which vouches"):
        tool.check_journal(texts(lines), trusted)


def test_an_end_cut_off_behind_the_anchor_is_seen(tool: Any, lines: Lines) -> None:
    header = dict(lines[0])
    cut = json.loads(header["pruned"][0]["body"])
    header["head"] = {"epoch": 1, "seq": cut["seq"], "hash": cut["hash"]}
    refused(tool, texts([header, lines[1]]), "no entry behind those pruned")


def test_malformed_words_on_pruning_are_refused(tool: Any, folder: Path, lines: Lines) -> None:
    key = _key(folder)
    for change in (
        lambda body: body.update(seq="6"),
        lambda body: body.update(hash="zz"),
        lambda body: body["held"].update(signature=""),
        lambda body: body["held"].update(seq=3),
        lambda body: body.pop("held"),
    ):
        with pytest.raises(tool.Wrong):
            tool.check_journal(told(lines, change, key))
    header = dict(lines[0], pruned=lines[0]["pruned"] * 2)
    refused(tool, texts([header, *lines[1:]]), "twice")
    header = dict(lines[0], pruned=[{"body": "{}"}])
    refused(tool, texts([header, *lines[1:]]), "malformed")
    other = told(lines, lambda body: body.update(terminal="T2"), key)
    refused(tool, other, "of terminal T2")
