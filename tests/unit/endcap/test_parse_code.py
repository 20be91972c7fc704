"""`endcap parse-code` against published readings: GS1's own vectors and biip's."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from endcap import cli
from endcap.commands._code_rows import answer
from tests.data import data_dir

# docs/codes.md tells why we read these otherwise.
OUR_WAY = {
    "https://a/01/02345673",
    "https://a/8004/9520614141234567?01=02345673",
    "https://example.com/01/09520123456788?99=XYZ&89=ABC123",
}
_ANSWERS = ("valid", "element_string", "dl_uri", "result", "data", "expected")


def rows(name: str) -> list[dict[str, Any]]:
    with gzip.open(data_dir("gs1", name), "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def asked(row: dict[str, Any]) -> dict[str, Any]:
    """The row without what it should lead to."""
    question = {key: value for key, value in row.items() if key not in _ANSWERS}
    if row["kind"] == "ProcessScanData":
        del question["symbology"]
    elif row["kind"] == "GenerateScanData":
        del question["scan_data"]
    return question


def test_gs1_vectors() -> None:
    differing = []
    for row in rows("gs1_vectors.jsonl.gz"):
        found = answer(asked(row))
        good = row.get("valid") is None or found["ok"] == row["valid"]
        if row.get("valid", True):
            for key in ("element_string", "dl_uri", "result", "data"):
                good &= key not in row or found.get(key) == row[key]
        if row["kind"] == "GenerateScanData":
            good &= (found.get("scan_data") or "NULL") == row["scan_data"]
        if row["kind"] == "ProcessScanData" and row["valid"]:
            good &= found["symbology"] == row["symbology"]
        if not good and row["input" if "input" in row else "scan_data"] not in OUR_WAY:
            differing.append((row, found))
    assert differing == []


@pytest.mark.parametrize("hinted", [True, False])
def test_biip_readings(hinted: bool) -> None:
    """With and without the kind of the row: the text alone must be enough."""
    differing = []
    for row in rows("biip_outputs.jsonl.gz"):
        question = asked(row)
        if not hinted:
            del question["kind"]
        found, expected = answer(question), row["expected"]
        good = True
        for key in ("gtin14", "is_rcn", "prefix", "upc_a", "weight", "count", "price"):
            if key in expected:
                good &= found.get(key) == (None if expected[key] == "None" else expected[key])
        if hinted or row["kind"] != "upc":
            good &= found["ok"] == expected["ok"]
        if "usage" in expected:
            good &= found["usage"] == expected["usage"].removeprefix("RcnUsage.").lower()
        if not good:
            differing.append((row, found))
    assert differing == []


def test_the_command_reads_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "codes.jsonl"
    table.write_text(
        '{"input": "2374061305298", "region": "no"}\n\n'
        '{"input": "0109501101530003", "symbology": "]d2"}\n'
        "not json\n"
        '{"input": "4006381333932"}\n',
        encoding="utf-8",
    )
    assert cli.main(["parse-code", "--jsonl", str(table)]) == 1
    out = capsys.readouterr()
    weighed, gs1, broken, refused = (json.loads(line) for line in out.out.splitlines())
    assert (weighed["weight"], weighed["gtin14"]) == ("0.529", "02374061305298")
    assert gs1["element_string"] == "^0109501101530003"
    assert broken["ok"] is False
    assert (refused["ok"], refused["error"]) == (False, "check_digit")
    assert "line 4" in out.err


def test_the_command_reads_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["parse-code", "4006381333931", "--symbology", "]E0"]) == 0
    assert json.loads(capsys.readouterr().out)["gtin14"] == "04006381333931"
