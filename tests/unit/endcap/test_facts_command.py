"""`endcap facts`: what is no table is one sentence."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from endcap.cli import main

ROW = b'{"step": 0.05, "method": "HALF-UP"}'
GIVEN = {
    "none.jsonl": (None, "none.jsonl: No such file or directory"),
    "words.jsonl": (b"hello\n", "words.jsonl, line 1: no row of a table"),
    "list.jsonl": (b"\n[1]\n", "list.jsonl, line 2: no row of a table: a row must be a JSON"),
    "plain.jsonl.gz": (ROW, "Not a gzipped file"),
    "cut.jsonl.gz": (gzip.compress(ROW)[:-9], "Compressed file ended"),
    "spoilt.jsonl.gz": (gzip.compress(ROW)[:12] + b"xxxxxxxxxxxx", "spoilt.jsonl.gz: "),
}


@pytest.mark.parametrize("name", GIVEN)
def test_what_is_no_table_is_one_sentence(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, said = GIVEN[name]
    if data is not None:
        (tmp_path / name).write_bytes(data)
    assert main(["facts", str(tmp_path / name)]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert (told.startswith("endcap facts: "), told.count("\n")) == (True, 1)


def test_an_empty_folder_is_not_all_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["facts", str(tmp_path)]) == 2
    assert f"there is no .jsonl or .jsonl.gz in {tmp_path}" in capsys.readouterr().err
