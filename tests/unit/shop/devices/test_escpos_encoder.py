"""Bytes for the printer, read back as the printer would."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, features

from endcap.demo.escpos_stream import read_stream
from shop.devices import paper, raster
from shop.devices.code_pages import CodePages
from shop.devices.columns import Line
from shop.devices.escpos_encoder import EscPosEncoder
from shop.devices.paper import Paper
from shop.devices.printer_profiles import PROFILES, printer_profile
from shop.devices.qr_size import module_dots, modules
from shop.devices.raster import draw_line, is_arabic, logo_image, qr_image, runs
from shop.devices.receipt_layout import receipt_paper
from shop.errors import DeviceFault
from tests.unit.shop.actions.shop_floor import Floor

KNOWN = {
    *(b"\x1b@", b"\x1ba", b"\x1bt", b"\x1bE", b"\x1bd"),
    *(b"\x1d!", b"\x1dh", b"\x1dw", b"\x1dH", b"\x1dk", b"\x1d(", b"\x1dv", b"\x1dV"),
}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("escpos")


@pytest.fixture(scope="module")
def encoder(cache: Path) -> EscPosEncoder:
    return EscPosEncoder(PROFILES["epson-80"], cache=cache)


def lines(encoder: EscPosEncoder, *rows: paper.PaperRow, mirrored: bool = False) -> list[str]:
    return read_stream(encoder.encode(Paper(rows, mirrored))).lines


def test_a_whole_receipt(encoder: EscPosEncoder) -> None:
    floor = Floor()
    receipt = floor.sell(floor.open(), given=5000).receipt
    out = read_stream(encoder.encode(receipt_paper(receipt, "en")))
    assert out.unknown == []
    assert out.commands <= KNOWN
    assert (out.cuts, out.pulses, out.pictures) == (1, 0, 0)
    assert out.codes == [("qr", receipt.slip), ("barcode", "{BT1-1-000001")]
    assert "Green tea                             9.98" in out.lines
    assert all(len(line) <= 42 for line in out.lines)


@pytest.mark.parametrize(
    "text",
    [
        "Grüße, Straße, Café",
        "árvíztűrő tükörfúrógép",
        "İyi günler, şeker ığdır",
        "Чай зелёный листовой",
        "10 € × 3",
    ],
)
def test_letters_the_printer_has_are_text(encoder: EscPosEncoder, text: str) -> None:
    assert lines(encoder, paper.text(text))[0] == text


@pytest.mark.parametrize("text", ["₺ 1.234,50", "100 ₽", "شاي أخضر", "緑茶", "e\u0301\u0323x"])
def test_letters_the_printer_lacks_are_drawn_never_questioned(
    encoder: EscPosEncoder, text: str
) -> None:
    out = read_stream(encoder.encode(Paper((paper.pair(text, "1.00"),))))
    assert out.pictures == 1
    assert "?" not in out.text


def test_no_profile_ever_prints_a_question_mark_for_a_letter(cache: Path) -> None:
    for profile in PROFILES.values():
        encoder = EscPosEncoder(profile, cache=cache)
        assert encoder.split("naïve ₺", "CP437") is None


def test_the_narrow_printer_draws_its_qr_code_and_only_feeds(cache: Path) -> None:
    encoder = EscPosEncoder(PROFILES["generic-58"], cache=cache)
    out = read_stream(encoder.encode(Paper((paper.qr("OR1" + "A" * 200), paper.barcode("T1-1-1")))))
    assert (out.pictures, out.cuts) == (1, 0)
    assert out.codes == [("barcode", "{BT1-1-1")]


def test_a_printed_qr_code_reads_back() -> None:
    text = "OR1" + "ABCDEFGH234567" * 15
    image = qr_image(text, 3, 384).convert("L")
    assert [code.text for code in zxingcpp.read_barcodes(image)] == [text]


def test_mirrored_paper_starts_at_the_right(encoder: EscPosEncoder) -> None:
    assert lines(encoder, paper.pair("12", "3.00"), mirrored=True)[0].split() == ["3.00", "12"]
    started = encoder.encode(Paper((paper.text("12"),), mirrored=True))
    assert b"\x1ba\x02" in started


def test_a_code_that_cannot_be_one_is_left_out(encoder: EscPosEncoder) -> None:
    out = read_stream(encoder.encode(Paper((paper.qr("\x1b\x00"), paper.barcode("A{\x1dB")))))
    assert out.codes == [("barcode", "{BA{{B")]


def test_a_logo_is_drawn_once_and_kept(cache: Path, tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    Image.new("RGBA", (900, 300), (0, 0, 0, 128)).save(path)
    encoder = EscPosEncoder(PROFILES["epson-80"], cache=cache, logo=str(path))
    assert read_stream(encoder.encode(Paper((paper.LOGO,)))).pictures == 1
    assert logo_image(str(path), 512) is logo_image(str(path), 512)
    assert logo_image(str(path), 512).width == 512


@settings(deadline=None, max_examples=200)
@given(name=st.text(max_size=60), cashier=st.text(max_size=60), mirrored=st.booleans())
def test_no_name_commands_the_printer(
    encoder: EscPosEncoder, name: str, cashier: str, mirrored: bool
) -> None:
    rows = (paper.pair(name, cashier), paper.center(cashier, large=True), paper.barcode(name))
    out = read_stream(encoder.encode(Paper(rows, mirrored)))
    assert out.unknown == []
    assert out.commands <= KNOWN
    assert (out.pulses, out.cuts) == (0, 1)


def test_drawer_pulse_comes_only_from_the_driver(encoder: EscPosEncoder) -> None:
    assert read_stream(encoder.drawer).pulses == 1


def test_qr_codes_are_at_least_eighteen_millimetres() -> None:
    for length in (100, 181, 226, 418):
        text = "A" * length
        for profile in PROFILES.values():
            size = module_dots(text, profile.dots, profile.dot_mm)
            across = modules(text) * size
            assert across <= profile.dots
            assert across * profile.dot_mm >= 18
            assert size >= 3
    assert modules("A" * 226) == 53
    assert modules("A" * 5000) == 177


def test_arabic_lines_are_shaped_and_ordered() -> None:
    assert features.check("raqm"), "this Pillow cannot join Arabic letters"
    assert [part for _, part in runs("رقم T1 هنا")] == ["رقم", " ", "T1", " ", "هنا"]
    assert is_arabic("ش")
    assert not is_arabic("\x00")
    joined = draw_line(Line("شاي"), 200, mirrored=True)
    apart = draw_line(Line("ش ا ي"), 200, mirrored=True)
    assert joined.getbbox() is not None
    assert joined.tobytes() != apart.tobytes()
    left = draw_line(Line("شاي", "1.00"), 200, mirrored=True)
    ink = [x for x in range(200) if any(not left.getpixel((x, y)) for y in range(left.height))]
    assert ink[0] < 10
    assert ink[-1] > 190
    middle = draw_line(Line("ab", align="center"), 200)
    end = draw_line(Line("ab", align="end", large=True), 200)
    assert (middle.height, end.height) == (30, 60)


def test_a_drawn_line_shrinks_rather_than_being_cut() -> None:
    wide = draw_line(Line("₺" + "W" * 41, strong=True), 512)
    columns = [x for x in range(512) if any(not wide.getpixel((x, y)) for y in range(wide.height))]
    assert columns[-1] < 511
    assert columns[-1] > 400


def test_without_its_fonts_a_line_is_still_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "_FOLDERS", ())
    raster._font.cache_clear()
    raster._ink.cache_clear()
    try:
        assert draw_line(Line("₺ 12"), 200).getbbox() is not None
    finally:
        raster._font.cache_clear()
        raster._ink.cache_clear()


def test_code_pages_stay_as_long_as_they_serve() -> None:
    pages = CodePages(
        {"CP437": {"é": 130}, "CP852": {"ő": 139, "é": 130}}, {"CP437": 0, "CP852": 18}
    )
    assert pages.split("abc", "CP437") == [("CP437", b"abc")]
    assert pages.split("éő é", "CP437") == [("CP437", b"\x82"), ("CP852", b"\x8b \x82")]
    assert pages.split("ş", "CP437") is None


def test_unknown_profiles_are_named() -> None:
    with pytest.raises(DeviceFault, match="printer_profile_unknown"):
        printer_profile("nonsense")
    assert replace(PROFILES["epson-80"], dpi=254).dot_mm == pytest.approx(0.1)
