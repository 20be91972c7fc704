"""GS1 data: element strings, brackets, web links, scan data, and what may stand together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.domain.digital_link import make_link, parse_link
from shop.domain.gs1 import GS, GS1Data, GS1Fault, parse_bracketed, parse_elements
from shop.domain.gs1_lints import CSET82, check_pair, lint
from shop.domain.gs1_spec import identifiers
from shop.domain.gs1_together import faults
from shop.domain.scan_data import ScanData, make_scan_data, read_scan_data

text82 = st.text(CSET82, min_size=1, max_size=20)


def data(text: str) -> GS1Data:
    found = parse_bracketed(text)
    assert isinstance(found, GS1Data), found
    return found


def test_no_identifier_is_the_beginning_of_another() -> None:
    names = set(identifiers())
    for name in names:
        assert not any(other != name and other.startswith(name) for other in names)


@given(text82, text82, st.booleans())
def test_all_written_forms_agree(lot: str, serial: str, trailing: bool) -> None:
    element = f"010950110153000310{lot}{GS}21{serial}" + (GS if trailing else "")
    parsed = parse_elements(element)
    assert isinstance(parsed, GS1Data)
    assert parsed.elements == (("01", "09501101530003"), ("10", lot), ("21", serial))
    assert parse_bracketed(parsed.bracketed) == parsed
    assert parse_elements(parsed.element_string()) == parsed
    link = make_link(parsed)
    assert isinstance(link, str)
    assert parse_link(link) == parsed


@given(st.text())
def test_parsers_are_total(text: str) -> None:
    for parse in (parse_elements, parse_bracketed, parse_link):
        assert isinstance(parse(text), (GS1Data, GS1Fault))
    assert isinstance(read_scan_data(text), (ScanData, GS1Fault))
    for symbology in ("QR", "DM", "EAN13", "UPCE", "DataBarOmni", "DataBarExpanded", "GS1_128_CCA"):
        assert isinstance(make_scan_data(symbology, text), (str, GS1Fault))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("(01)09501101530004", "INCORRECT_CHECK_DIGIT"),
        ("(17)301301", "ILLEGAL_MONTH"),
        ("(17)300230", "ILLEGAL_DAY"),
        ("(4326)300200", "ILLEGAL_DAY"),
        ("(8008)301231250000", "ILLEGAL_HOUR"),
        ("(422)123", "NOT_ISO3166"),
        ("(3932)0001", "NOT_ISO4217"),
        ("(8026)095011015300030302", "PIECE_NUMBER_EXCEEDS_TOTAL"),
        ("(8007)GB00WEST12345698765432", "INCORRECT_IBAN_CHECKSUM"),
        ("(8013)1987654Ad4X4bL5ttr2310c2L", "INCORRECT_CHECK_PAIR"),
        ("(10)späti", "INVALID_CSET82_CHARACTER"),
        ("(7258)3/2", "POSITION_EXCEEDS_END"),
        ("(8110)71234567890123", "COUPON_INVALID_GCP_LENGTH"),
        ("(8112)0", "COUPON_MISSING_FUNDER_VLI"),
    ],
)
def test_lints_name_what_is_wrong(text: str, wrong: str) -> None:
    found = parse_bracketed(text)
    assert isinstance(found, GS1Fault)
    assert found.lint == wrong


@pytest.mark.parametrize(
    "text",
    [
        "(17)300200",
        "(17)280229",
        "(8007)GB82WEST12345698765432",
        "(8013)1987654Ad4X4bL5ttr2310c2K",
        "(253)9501101530003SERIAL",
        "(10)A\\(B",
        "(4309)18000000003600000000",
    ],
)
def test_good_values(text: str) -> None:
    assert data(text).bracketed == text


def test_leap_days_and_the_check_pair() -> None:
    assert lint("yymmdd", "290229") == "ILLEGAL_DAY"
    assert lint("yyyymmdd", "20000229") == ""
    assert lint("yyyymmdd", "19000229") == "ILLEGAL_DAY"
    assert check_pair("1987654Ad4X4bL5ttr2310c") == "2K"


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("(01)09501101530003(10)A", set()),
        ("(10)A", {"requisites"}),
        ("(01)09501101530003(10)A(10)B", {"repeats"}),
        ("(01)09501101530003(37)5", {"exclusions", "requisites"}),
        ("(255)9501101530003(8030)AbC1", {"signed_key_has_serial"}),
        ("(01)09501101530003(250)X(21)Y", set()),
    ],
)
def test_what_may_stand_together(text: str, broken: set[str]) -> None:
    assert set(faults(data(text))) == broken


@pytest.mark.parametrize(
    "uri",
    [
        "http://a",
        "HtTp://a/01/09501101530003",
        "https://a/01/09501101530003/",
        "https://a/01/09501101530003?10=A",
        "https://a/01/09501101530003/21/A/10/B",
        "https://a/01/09501101530003/22/A/235/B",
        "https://a/01/09501101530003?99=A&01=09501101530003",
        "https://a/01/0950110153000%",
        "ftp://a/01/09501101530003",
    ],
)
def test_what_is_no_link(uri: str) -> None:
    assert isinstance(parse_link(uri), GS1Fault)


def test_links_keep_what_they_carry() -> None:
    found = parse_link("https://example.com/shop/01/09501101530003/10/A%2FB?17=301231&utm=x#top")
    assert isinstance(found, GS1Data)
    assert found.elements == (("01", "09501101530003"), ("10", "A/B"), ("17", "301231"))
    assert make_link(found, "https://example.com/") == (
        "https://example.com/01/09501101530003/10/A%2FB?17=301231"
    )


def test_scan_data_both_ways() -> None:
    sent = make_scan_data("DM", "^010950110153000310A^21B")
    assert sent == f"]d2010950110153000310A{GS}21B"
    assert read_scan_data(sent) == ScanData("DM", "^010950110153000310A^21B")
    assert make_scan_data("UPCE", "01234565") == "]E00012345000065"
    assert isinstance(make_scan_data("EAN8", "4006381333931"), GS1Fault)
    assert make_scan_data("QR", "\\^A") == "]Q1^A"
    assert read_scan_data("]Q1^A") == ScanData("QR", "\\^A")
