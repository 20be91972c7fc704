"""Pictures of codes: drawn ones, real ones, bent and blurred ones, and none at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
import zxingcpp

from shop.devices import decode_images as images
from shop.devices.decode import decode_picture
from shop.devices.decode_evidence import Evidence, Trust
from shop.devices.decode_fit import Fit, fit_ean13, is_clear
from shop.devices.decode_fit_model import model_of, modules_of
from shop.devices.decode_stages import Pass
from shop.devices.decoded import Found
from shop.domain import gtin
from tests.data import data_dir

if TYPE_CHECKING:
    from shop.devices.decoded import Picture

EAN = "4006381333931"


def drawn(text: str, format_name: str = "EAN13", scale: int = 3) -> Picture:
    code = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, format_name))
    bars = np.array(code.to_image(scale=scale, add_quiet_zones=True), np.uint8)
    if format_name not in ("QRCode", "DataMatrix"):
        bars = np.repeat(bars[:1], 120, axis=0)
    return images.framed(bars, 60)


@pytest.mark.parametrize(
    ("text", "format_name", "symbology", "identifier", "number"),
    [
        (EAN, "EAN13", "EAN-13", "]E0", int(EAN)),
        ("012345678905", "UPCA", "UPC-A", "]E0", 12345678905),
        ("55123457", "EAN8", "EAN-8", "]E4", 55123457),
        ("SHELF-12", "Code128", "Code128", "]C0", None),
        ("14006381333938", "ITF", "ITF", "]I1", 14006381333938),
        ("https://endcap.example", "QRCode", "QR", "]Q1", None),
        ("LOT 7", "DataMatrix", "DataMatrix", "]d1", None),
    ],
)
def test_drawn_codes(
    text: str, format_name: str, symbology: str, identifier: str, number: int | None
) -> None:
    found = decode_picture(drawn(text, format_name))
    assert found is not None
    assert (found.symbology, found.gtin) == (symbology, number)
    assert found.symbology_identifier[:2] == identifier[:2]
    assert found.text == text


@pytest.mark.parametrize("angle", [17, 45, 90, 133, 180])
def test_any_angle(angle: int) -> None:
    turned = images.turned(drawn(EAN), angle)
    found = decode_picture(turned)
    assert found is not None
    assert found.gtin == int(EAN)


def test_low_light_and_noise() -> None:
    random = np.random.default_rng(7)
    dark = drawn(EAN) * 0.15 + random.normal(0, 4, drawn(EAN).shape)
    found = decode_picture(np.clip(dark, 0, 255).astype(np.uint8))
    assert found is not None
    assert found.gtin == int(EAN)


def test_out_of_focus_is_read_by_its_waveform() -> None:
    """So blurred that neither library sees a code."""
    from shop.devices.decode_readers import zbar, zxing

    blurred = images.softened(drawn(EAN, scale=3), 3.0)
    assert zxing(blurred) == zbar(blurred) == []
    stages: list[str] = []
    found = decode_picture(
        blurred, time_limit=30, explain=lambda name, _s, seen: stages.extend([name] * len(seen))
    )
    assert found is not None
    assert found.gtin == int(EAN)
    assert found.confidence < 0.99


def test_pictures_without_a_code_give_none() -> None:
    random = np.random.default_rng(3)
    noise = random.integers(0, 256, (240, 320)).astype(np.uint8)
    stripes = np.tile((np.arange(320) // 5 % 2 * 255).astype(np.uint8), (240, 1))
    page = np.full((240, 640), 255, np.uint8)
    for line in range(8):
        cv2.putText(page, "net weight 250 g 1234567890", (5, 25 * line + 25), 0, 0.8, (0,), 1)
    for picture in (noise, stripes, page, np.zeros((40, 40), np.uint8)):
        assert decode_picture(picture) is None


def test_half_a_code_is_no_code() -> None:
    whole = drawn(EAN)
    for part in (0.55, 0.7, 0.8):
        assert decode_picture(whole[:, : int(whole.shape[1] * part)].copy()) is None


def test_a_file_that_is_no_picture(tmp_path: Path) -> None:
    text, empty = tmp_path / "a.png", tmp_path / "b.png"
    text.write_text("not a picture")
    empty.touch()
    for path in (text, empty, tmp_path / "missing.png"):
        with pytest.raises(OSError, match=r"picture|No such file"):
            decode_picture(path)


def test_upc_e_is_never_read_live() -> None:
    picture = drawn("01234565", "UPCE")
    still, live = decode_picture(picture), decode_picture(picture, live=True)
    assert still is not None
    assert still.symbology == "UPC-E"
    assert still.gtin == gtin.from_upc_e("01234565")
    assert live is None


def test_real_photographs_beside_the_bare_libraries() -> None:
    """A handful of each kind; the whole set is `endcap bench decode`."""
    from endcap.bench.decode_photos import READERS, photos, verdict

    folder = data_dir("barcodes")
    kept = [photo for place, photo in enumerate(photos(folder)) if place % 9 == 0]
    tally = {name: [verdict(p, read(p.picture)) for p in kept] for name, read in READERS.items()}
    ours = tally.pop("endcap")
    assert ours.count("right") >= max(said.count("right") for said in tally.values())
    assert ours.count("wrong") <= min(said.count("wrong") for said in tally.values())
    assert not any(
        said == "wrong" for said, photo in zip(ours, kept, strict=True) if photo.symbology == "none"
    )


def found_(text: str, symbology: str = "EAN-13", reader: str = "zxing") -> Found:
    return Found(symbology, text, gtin.from_digits(text), "]E0", text, reader)


def weigh(evidence: Evidence, name: str, trust: Trust, *seen: Found) -> str | None:
    answer = evidence.weigh(Pass(name, trust, list), list(seen))
    return answer.text if answer is not None else None


def test_a_late_reading_needs_a_second() -> None:
    evidence = Evidence()
    assert weigh(evidence, "cut", Trust.CLEANED, found_(EAN)) is None
    assert weigh(evidence, "cut", Trust.CLEANED, found_(EAN)) is None  # the same pass again
    assert weigh(evidence, "sharp", Trust.CLEANED, found_(EAN)) == EAN


def test_a_late_reading_of_a_known_product_is_enough() -> None:
    evidence = Evidence(lambda number: number == int(EAN))
    assert weigh(evidence, "cut", Trust.CLEANED, found_("5449000000996")) is None
    assert weigh(evidence, "cut", Trust.CLEANED, found_(EAN)) == EAN


def test_rivals_must_be_outvoted() -> None:
    evidence = Evidence()
    weigh(evidence, "a", Trust.CLEANED, found_("5449000000996"))
    assert weigh(evidence, "b", Trust.CLEANED, found_(EAN)) is None
    assert weigh(evidence, "c", Trust.CLEANED, found_(EAN)) is None
    assert weigh(evidence, "d", Trust.CLEANED, found_(EAN)) == EAN


def test_a_short_code_needs_both_libraries_or_three_passes() -> None:
    evidence = Evidence()
    short = Found("EAN-8", "55123457", 55123457, "]E4", "55123457", "zxing")
    other = Found("EAN-8", "55123457", 55123457, "]E4", "55123457", "zbar")
    assert weigh(evidence, "fast", Trust.AS_SEEN, short) is None
    assert weigh(evidence, "zbar", Trust.AS_SEEN, other) == "55123457"


def test_zbar_alone_is_not_believed_about_codes_without_a_check() -> None:
    evidence = Evidence()
    half = Found("ITF", "081760", None, "]I0", "081760", "zbar")
    whole = Found("ITF", "0817605453", None, "]I0", "0817605453", "zxing")
    assert weigh(evidence, "zbar", Trust.AS_SEEN, half) is None
    assert weigh(evidence, "full", Trust.AS_SEEN, whole) == "0817605453"


def test_a_reading_without_its_check_digit_never_counts() -> None:
    evidence = Evidence(lambda _number: True)
    bad = Found("EAN-13", "4006381333932", None, "]E0", "4006381333932", "zbar")
    assert weigh(evidence, "fast", Trust.AS_SEEN, bad) is None


def test_the_fit_is_sure_of_what_it_was_given_and_of_nothing_else() -> None:
    assert len(modules_of(EAN)) == 95
    wave = model_of(EAN, 0.9)
    profile = np.pad(np.repeat(wave, 3), 60)
    left, right = 60 + 5 * 9.0, 60 + 100 * 9.0
    fit = fit_ean13(profile, left, right)
    assert fit is not None
    assert fit.digits == EAN
    random = np.random.default_rng(5)
    assert fit_ean13(random.random(len(profile)).astype(np.float32), left, right) is None
    assert not is_clear(Fit(EAN, 0.99, 0.05))
