"""Names and telephone numbers of a pickup order."""

from __future__ import annotations

import pytest

from kiosk.contact import name_error, phone_error, plain_phone
from shop.actions.place_order import valid_phone


@pytest.mark.parametrize("name", ["Bo", "Aoife Ní Dhomhnaill", "يوسف", "Дарья", "O"])
def test_names_of_people_are_taken(name: str) -> None:
    assert name_error(name) == ""


@pytest.mark.parametrize("name", ["", "   ", "12345", "-", "x" * 81])
def test_what_is_no_name_is_explained(name: str) -> None:
    assert name_error(name)


@pytest.mark.parametrize(
    "phone", ["+353 20 910 0142", "020/910-0142", "(06) 20 123 4567", "٠٢٠٩١٠٠١٤٢"]
)
def test_numbers_as_people_write_them(phone: str) -> None:
    assert phone_error(phone) == ""
    assert valid_phone(plain_phone(phone))


@pytest.mark.parametrize("phone", ["", "12345", "call me", "123+456789", "1" * 16, "12ab345678"])
def test_what_is_no_number_is_explained(phone: str) -> None:
    assert phone_error(phone)


def test_dialled_form() -> None:
    assert plain_phone(" +353 (20) 910-0142 ") == "+353209100142"
    assert plain_phone("٠٢٠٩١٠٠١٤٢") == "0209100142"
