"""Check digits, on numbers that exist and on every single-character slip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kouan.kernel import identifiers as ids

REAL = [
    (ids.is_uscc, "91510100569680768F"),
    (ids.is_uscc, "913301007654812994"),
    (ids.is_organisation_code, "569680768"),
    (ids.is_organisation_code, "76548129-9"),
    (ids.is_container_number, "CSQU3054383"),
    (ids.is_imo_number, "9074729"),
    (ids.is_imo_number, "IMO 9074729"),
    (ids.is_resident_number, "11010519491231002X"),
    (ids.is_declaration_number, "020220080525641690"),
    (ids.is_customs_code, "5101644060"),
]


@pytest.mark.parametrize(("check", "number"), REAL)
def test_real_numbers(check, number):
    assert check(number)


@pytest.mark.parametrize(
    ("check", "number"), [row for row in REAL if row[0] not in (ids.is_declaration_number, ids.is_customs_code)]
)
@given(data=st.data())
def test_a_wrong_check_character_is_found(check, number, data):
    wrong = data.draw(st.sampled_from([c for c in "0123456789" if c != number[-1]]))
    assert not check(number[:-1] + wrong)


@pytest.mark.parametrize(("check", "number"), REAL)
@given(text=st.text(max_size=20))
def test_any_text_is_answered_without_an_error(check, number, text):
    assert isinstance(check(text), bool)


def test_numbers_with_impossible_parts():
    assert not ids.is_resident_number("11010519491331002X")
    assert not ids.is_uscc("91510100569680768I")
    assert not ids.is_container_number("csqu3054383")
    assert not ids.is_imo_number("907472９")


@pytest.mark.parametrize(("check", "number"), REAL)
def test_digits_of_other_scripts_are_none_of_ours(check, number):
    assert not check(number.translate({ord("0") + n: "０１２３４５６７８９"[n] for n in range(10)}))


def test_declaration_numbers_are_made_as_they_are_read():
    number = ids.declaration_number("3700", 2026, "1", 42)
    assert number == "370020261000000042"
    assert ids.is_declaration_number(number)
