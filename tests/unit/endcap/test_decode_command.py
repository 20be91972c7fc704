"""`endcap decode`: one line a picture, whatever lies in the folder."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import pytest

from endcap import cli
from tests.unit.shop.devices.test_decode import EAN, drawn


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_files_and_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "shelf").mkdir()
    cv2.imwrite(str(tmp_path / "shelf" / "a.png"), drawn(EAN))
    cv2.imwrite(str(tmp_path / "shelf" / "b.png"), drawn(EAN) * 0 + 255)
    (tmp_path / "broken.png").write_text("no picture")
    code = cli.main(
        ["decode", str(tmp_path / "shelf"), str(tmp_path / "broken.png"), "--jobs", "1"]
    )
    out = capsys.readouterr()
    read, empty, broken = lines(out.out)
    assert code == 1
    assert read == {
        "file": str(tmp_path / "shelf" / "a.png"),
        "symbology": "EAN-13",
        "text": EAN,
        "gtin": "0" + EAN,
    }
    assert (empty["symbology"], empty["text"], empty["gtin"]) == (None, None, None)
    assert "not a picture" in str(broken["error"])
    assert "3 of 3 pictures, 1 with a code" in out.err


def test_explain_shows_the_stages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.png"
    cv2.imwrite(str(path), drawn(EAN))
    assert cli.main(["decode", "--explain", str(path)]) == 0
    (line,) = lines(capsys.readouterr().out)
    assert line["stage"] == "fast"
    assert line["confidence"] == 0.995
    passes = line["passes"]
    assert isinstance(passes, list)
    assert passes[0]["pass"] == "fast"


def test_both_cores_give_the_same_lines_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(6):
        cv2.imwrite(str(tmp_path / f"{number}.png"), drawn(EAN))
    assert cli.main(["decode", str(tmp_path), "--jobs", "2", "--quiet"]) == 0
    out = capsys.readouterr()
    assert [Path(str(line["file"])).name for line in lines(out.out)] == [
        f"{number}.png" for number in range(6)
    ]
    assert out.err == ""


def test_an_empty_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["decode", str(tmp_path)]) == 1
    assert "no pictures" in capsys.readouterr().err
