"""The fake printer's ear: it hears commands, and says when it hears nonsense."""

from __future__ import annotations

from endcap.demo.escpos_stream import read_stream


def test_text_in_several_code_pages() -> None:
    out = read_stream(b"\x1b@\x1bt\x00caf\x82\n\x1bt\x12\x8b\n\x1bt\xfe\x82 tail")
    assert out.lines == ["café", "ő", "é tail"]
    assert out.unknown == []


def test_cuts_pulses_pictures_and_questions() -> None:
    picture = b"\x1dv0\x00\x02\x00\x03\x00" + b"\x1b" * 6
    out = read_stream(b"\x1dV\x00\x1dVA\x06\x1bp\x00\x32\x32\x10\x04\x01" + picture + b"x\n")
    assert (out.cuts, out.pulses, out.pictures) == (2, 1, 1)
    assert out.text == "x"
    assert out.unknown == []


def test_what_nobody_knows_is_told() -> None:
    assert read_stream(b"\x07a\x1bZb\x7f").unknown == [b"\x07", b"\x1bZ", b"\x7f"]
