"""Room: shop/devices. zxing-cpp and zbar, each behind one function that returns `Found`s.

Both libraries are imported on first use, off the start path.
"""

from typing import TYPE_CHECKING, Any

from shop.devices.decoded import Found
from shop.domain import gtin
from shop.domain.gs1 import GS, GS1Data, split_elements

if TYPE_CHECKING:
    from shop.devices.decoded import Picture

_ZXING_NAMES = {
    "EAN13": "EAN-13",
    "EAN8": "EAN-8",
    "UPCA": "UPC-A",
    "UPCE": "UPC-E",
    "QRCode": "QR",
    "QRCodeModel1": "QR",
    "QRCodeModel2": "QR",
    "DataBarOmni": "DataBar",
    "DataBarStk": "DataBar",
    "DataBarStkOmni": "DataBar",
    "DataBarLtd": "DataBar-Limited",
    "DataBarExp": "DataBar-Exp",
    "DataBarExpStk": "DataBar-ExpStk",
    "ITF14": "ITF",
    "Code39Std": "Code39",
    "Code39Ext": "Code39",
    "AztecCode": "Aztec",
}
# No UPC-E and no other short linear code on live video: each has too little to check.
_LIVE_FORMATS = (
    "EAN13",
    "EAN8",
    "UPCA",
    "Code128",
    "DataBarOmni",
    "DataBarStk",
    "DataBarStkOmni",
    "DataBarExp",
    "DataBarExpStk",
    "QRCode",
    "DataMatrix",
)
_STILL_FORMATS = (
    *_LIVE_FORMATS,
    "UPCE",
    "DataBarLtd",
    "ITF",
    "Code39",
    "Code93",
    "Codabar",
    "PDF417",
    "Aztec",
)
_ZBAR_IDENTIFIERS = {
    "EAN13": ("EAN-13", "]E0"),
    "EAN8": ("EAN-8", "]E4"),
    "UPCA": ("UPC-A", "]E0"),
    "UPCE": ("UPC-E", "]E0"),
    "CODE128": ("Code128", "]C0"),
    "CODE39": ("Code39", "]A0"),
    "I25": ("ITF", "]I0"),
    "QRCODE": ("QR", "]Q1"),
}


def zxing(
    picture: "Picture", *, fast: bool = False, live: bool = False, formats: str = ""
) -> list[Found]:
    """One pass of zxing-cpp. `fast`: upright only, one scale, no inverted codes."""
    import zxingcpp

    wanted = formats.split() if formats else (_LIVE_FORMATS if live else _STILL_FORMATS)
    results = zxingcpp.read_barcodes(
        picture,
        formats=zxingcpp.BarcodeFormats([getattr(zxingcpp.BarcodeFormat, n) for n in wanted]),
        try_rotate=not fast,
        try_downscale=not fast,
        try_invert=not fast,
        text_mode=zxingcpp.TextMode.Plain,
    )
    return [_from_zxing(result) for result in results if result.valid]


def _from_zxing(result: Any) -> Found:
    name = _ZXING_NAMES.get(result.format.name, result.format.name)
    text, identifier = result.text, result.symbology_identifier
    if name in ("EAN-13", "UPC-E", "UPC-A"):
        return retail(name, (result.extra or {}).get("UPCE") or text, "zxing")
    if name == "EAN-8":
        return retail(name, text, "zxing")
    if result.content_type.name == "GS1":
        raw = text.lstrip(GS)
        number = gtin.from_digits(raw[2:16]) if raw.startswith("01") else None
        if name in ("DataBar", "DataBar-Limited"):
            return Found(name, raw[2:16], number, identifier, raw, "zxing")
        data = split_elements(raw)
        shown = data.bracketed if isinstance(data, GS1Data) else raw
        return Found(name, shown, number, identifier, raw, "zxing")
    number = gtin.from_digits(text) if name == "ITF" and len(text) == 14 else None
    return Found(name, text, number, identifier, text, "zxing")


def retail(symbology: str, digits: str, reader: str) -> Found:
    """EAN and UPC come under several names and lengths: one form for both libraries."""
    if symbology == "UPC-E":
        if len(digits) != 8:
            digits = gtin.upc_a_to_upc_e(digits[-12:]) or digits
        number = gtin.from_upc_e(digits) or gtin.from_digits(digits)
        return Found("UPC-E", digits, number, "]E0", f"{number or 0:013d}", reader)
    if symbology == "EAN-8":
        return Found("EAN-8", digits, gtin.from_digits(digits), "]E4", digits, reader)
    raw = digits.zfill(13)
    if raw[0] == "0":
        return Found("UPC-A", raw[1:], gtin.from_digits(raw), "]E0", raw, reader)
    return Found("EAN-13", raw, gtin.from_digits(raw), "]E0", raw, reader)


def zbar(picture: "Picture", *, live: bool = False, linear: bool = False) -> list[Found]:
    """One pass of zbar.

    Its DataBar reader prints assertions and returns another text form, its Codabar reader invents
    codes, so both are left out. `linear`: nothing without a check digit, as for changed pictures.
    """
    names = ["EAN13", "EAN8", "UPCA", "UPCE", "CODE128", "QRCODE"]
    if not live and not linear:
        names += ["CODE39", "I25"]
    # Left out of the list, zbar would hand UPC-E over as UPC-A: on live video it is dropped here.
    return [item for item in _zbar(picture, names) if not (live and item.symbology == "UPC-E")]


def zbar_qr(picture: "Picture") -> list[Found]:
    return _zbar(picture, ["QRCODE"])


def _zbar(picture: "Picture", names: list[str]) -> list[Found]:
    from pyzbar import pyzbar

    symbols = [pyzbar.ZBarSymbol[name] for name in names]
    grey = picture if picture.ndim == 2 else picture[:, :, 1]
    height, width = grey.shape
    try:
        results = pyzbar.decode((grey.tobytes(), width, height), symbols=symbols)
    except ValueError:
        # WORKAROUND: pyzbar 0.1.9 takes the smallest corner of a symbol that has none.
        return []
    return [_from_zbar(result) for result in results]


def _from_zbar(result: Any) -> Found:
    name, identifier = _ZBAR_IDENTIFIERS[result.type]
    text = result.data.decode("utf-8", "replace")
    if name in ("EAN-13", "UPC-A", "UPC-E", "EAN-8"):
        return retail(name, text, "zbar")
    if name == "Code128" and text.startswith(GS):
        return Found(name, text[1:], None, "]C1", text[1:], "zbar")
    number = gtin.from_digits(text) if name == "ITF" and len(text) == 14 else None
    return Found(name, text, number, identifier, text, "zbar")
