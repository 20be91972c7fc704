"""Any text gives a typed reading or a typed refusal, with all that a label says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.domain import gtin
from shop.domain.codes import GS, MAX_LENGTH, ScannedCode, read_code
from shop.domain.readings import (
    BadgeCode,
    CouponCode,
    OtherCode,
    ProductCode,
    Reading,
    Refusal,
    Refused,
    SlipCode,
)
from shop.domain.restricted import (
    REGIONS,
    LabelRule,
    Measure,
    Usage,
    region_rules,
    value_check_digit,
)

READINGS = (ProductCode, SlipCode, BadgeCode, CouponCode, OtherCode, Refused)
symbologies = st.sampled_from([None, "]E0", "]E3", "]E4", "]C0", "]C1", "]e0", "]d2", "]Q1", "]X9"])
pieces = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.sampled_from(
            ["(01)", "01", "10", GS, "^", "]E0", "]C1", "https://a/01/", "|]e0", "OR1"]
        ),
        st.text("0123456789", max_size=20),
    ),
    max_size=6,
).map("".join)


def product(text: str, symbology: str | None = None, region: str | None = None) -> ProductCode:
    found = read_code(ScannedCode(text, symbology), region_rules(region))
    assert isinstance(found, ProductCode), found
    return found


def refusal(text: str, symbology: str | None = None) -> Refusal:
    found = read_code(ScannedCode(text, symbology))
    assert isinstance(found, Refused), found
    return found.code


@given(pieces, symbologies, st.sampled_from([None, *REGIONS]))
def test_total(text: str, symbology: str | None, region: str | None) -> None:
    found: Reading = read_code(ScannedCode(text, symbology), region_rules(region))
    assert isinstance(found, READINGS)
    if isinstance(found, ProductCode):
        assert 0 < found.gtin <= gtin.GTIN_MAX


@given(st.text(max_size=2 * MAX_LENGTH))
def test_total_on_any_text(text: str) -> None:
    assert isinstance(read_code(ScannedCode(text)), READINGS)


def test_plain_product() -> None:
    assert product("4006381333931").gtin == 4006381333931
    assert product("4006381333931", "]E0").gtin == 4006381333931
    assert product("]E04006381333931").gtin == 4006381333931


def test_camera_and_hand_scanner_agree_on_upc_e() -> None:
    assert product("01264904", "]E0").gtin == product("0012000006494", "]E0").gtin == 12000006494


def test_eight_digits_that_are_two_numbers_offer_both() -> None:
    found = product("01234565")
    assert {found.gtin, *found.alternatives} >= {gtin.from_upc_e("01234565")}


def test_wrong_check_digit_is_refused_but_a_shops_own_number_is_not() -> None:
    assert refusal("4006381333932") is Refusal.CHECK_DIGIT
    assert refusal("4006381333932", "]E0") is Refusal.CHECK_DIGIT
    assert read_code(ScannedCode("10068408", "]C0")) == OtherCode("10068408")
    assert read_code(ScannedCode("SHELF-12")) == OtherCode("SHELF-12")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", Refusal.EMPTY),
        ("  \r\n", Refusal.EMPTY),
        ("A" * (MAX_LENGTH + 1), Refusal.TOO_LONG),
        ("4006\x0f381", Refusal.CONTROL_CHARACTER),
        ("4006\x1b[A", Refusal.CONTROL_CHARACTER),
        ("4006\u0085381", Refusal.CONTROL_CHARACTER),
    ],
)
def test_hostile_text_is_refused(text: str, why: Refusal) -> None:
    assert refusal(text) is why


def test_own_codes() -> None:
    assert read_code(ScannedCode("OR1ABCDEFGH2345")) == SlipCode("OR1ABCDEFGH2345")
    assert read_code(ScannedCode("OB1ABC")) == BadgeCode("OB1ABC")
    assert read_code(ScannedCode("OC1ABC", "]Q1")) == CouponCode("OC1ABC")
    assert isinstance(read_code(ScannedCode("OR1 lower")), OtherCode)
    assert isinstance(read_code(ScannedCode("OR1")), OtherCode)


def test_gs1_data_says_lot_dates_and_weight() -> None:
    found = product(f"010950110153000331030001951530123110LOT7{GS}21S1", "]d2")
    assert found.gtin == 9501101530003
    assert found.weight == Decimal("0.195")
    assert found.best_before == date(2030, 12, 31)
    assert (found.lot, found.serial) == ("LOT7", "S1")


def test_the_same_data_in_every_carrier() -> None:
    element = f"010950110153000310LOT7{GS}17301231"
    expected = product(element, "]C1")
    assert expected.expiry == date(2030, 12, 31)
    for text, symbology in (
        (element, "]e0"),
        (element, "]Q3"),
        (f"]d2{element}", None),
        (f"{GS}{element}", "]C1"),
        ("(01)09501101530003(10)LOT7(17)301231", None),
        (element, None),
    ):
        assert product(text, symbology) == expected
    link = product("https://example.com/01/09501101530003/10/LOT7?17=301231")
    assert (link.gtin, link.lot, link.expiry) == (expected.gtin, "LOT7", expected.expiry)


def test_price_in_gs1_data_knows_its_currency() -> None:
    found = product("(01)09501101530003(3103)000500(3922)0299", region="no")
    assert (found.price, found.currency) == (Decimal("2.99"), "NOK")
    found = product("(01)09501101530003(3103)000500(3932)9780299")
    assert (found.price, found.currency) == (Decimal("2.99"), "EUR")


def test_pounds_become_kilograms() -> None:
    assert product("(01)09501101530003(3201)000010").weight == Decimal("0.45359237")


def test_conflicting_data_is_refused() -> None:
    assert refusal("(01)09501101530003(10)A(10)B") is Refusal.AI_CONFLICT
    assert refusal("(01)09501101530003(02)09501101530003(37)2") is Refusal.AI_CONFLICT


def test_a_web_address_that_is_no_link_is_just_text() -> None:
    assert isinstance(read_code(ScannedCode("https://endcap.example/p/7")), OtherCode)
    assert refusal("https://a.example/01/09501101530004") is Refusal.CHECK_DIGIT


def test_composite() -> None:
    found = product("4006381333931|]e010LOT7", "]E0")
    assert (found.gtin, found.lot) == (4006381333931, "LOT7")


def test_coupons_and_badges_of_gs1() -> None:
    coupon = gtin.with_check_digit("981000000000")
    assert read_code(ScannedCode(coupon, "]E0")) == CouponCode(coupon)
    assert isinstance(read_code(ScannedCode("(255)9501101530003")), CouponCode)
    badge = gtin.with_check_digit("95011015301234567")
    assert read_code(ScannedCode(f"(8017){badge}")) == BadgeCode(badge)


def test_weight_label_points_to_one_catalogue_item() -> None:
    light, heavy = product("2374061305298", region="no"), product("2374061308886", region="no")
    assert light.weight == Decimal("0.529")
    assert heavy.weight == Decimal("0.888")
    assert light.gtin == heavy.gtin
    assert light.usage is Usage.GEOGRAPHICAL
    assert gtin.is_gtin(light.gtin)


def test_price_label_has_the_regions_currency() -> None:
    found = product("2059039366845", region="no")
    assert (found.price, found.currency) == (Decimal("66.84"), "NOK")


def test_a_chains_own_prefix_replaces_the_regions() -> None:
    rules = region_rules("no").with_label("29", LabelRule(Measure.WEIGHT, 5, 3))
    text = gtin.with_check_digit("291234501250")
    found = read_code(ScannedCode(text), rules)
    assert isinstance(found, ProductCode)
    assert found.weight == Decimal("1.250")
    without = read_code(ScannedCode("2374061305298"), rules.with_label("23", None))
    assert isinstance(without, ProductCode)
    assert without.weight is None


@given(st.integers(0, 99999))
def test_german_label_guards_its_value(value: int) -> None:
    text = f"{value:05d}"
    guard = value_check_digit(text)
    good = gtin.with_check_digit(f"221234{guard}{text}")
    assert product(good, region="de").price == Decimal(value) / 100
    bad = gtin.with_check_digit(f"221234{(guard + 1) % 10}{text}")
    assert isinstance(read_code(ScannedCode(bad), region_rules("de")), Refused)
