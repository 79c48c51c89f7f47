"""Every table can be trusted to say what it is, who issues it, and how sure it is."""

import csv
from datetime import date
from importlib.resources import files

import pytest

from kouan.reference import search, table, tables

DATA = files("kouan.reference") / "data"
STORED = [code for code in tables() if code != "hs10"]


@pytest.mark.parametrize("code", tables())
def test_a_table_names_its_issuer_date_and_source(code: str) -> None:
    about = table(code)
    assert about.code == code
    assert about.title.zh
    assert about.title.en
    assert about.issuer.zh
    assert about.issuer.en
    assert date(2000, 1, 1) < about.as_of <= date(2026, 12, 31)
    assert about.source
    assert "://" not in about.source
    assert len(about) > 0


@pytest.mark.parametrize("code", tables())
def test_every_row_has_both_languages(code: str) -> None:
    assert [entry.code for entry in table(code).entries.values() if not (entry.name.zh and entry.name.en)] == []


@pytest.mark.parametrize("code", STORED)
def test_no_code_is_listed_twice(code: str) -> None:
    rows = list(csv.DictReader((DATA / f"{code}.csv").read_text("utf-8").splitlines()))
    assert len({row["code"] for row in rows}) == len(rows) == len(table(code))


@pytest.mark.parametrize("code", STORED)
def test_every_row_says_whether_it_is_verified(code: str) -> None:
    rows = csv.DictReader((DATA / f"{code}.csv").read_text("utf-8").splitlines())
    assert {row["verified"] for row in rows} <= {"true", "false"}


def test_a_name_left_in_english_is_flagged() -> None:
    unnamed = [entry for entry in table("hs6").entries.values() if entry.name.zh == entry.name.en]
    assert unnamed
    assert all(entry.attributes["zh_known"] == "false" for entry in unnamed)


def test_an_unknown_table_and_an_unknown_code_are_named_in_the_error() -> None:
    with pytest.raises(KeyError, match="no-such-table"):
        table("no-such-table")
    with pytest.raises(KeyError, match=r"9999.*supervision-mode"):
        table("supervision-mode").name("9999")


def test_membership_and_look_up() -> None:
    modes = table("supervision-mode")
    assert "0110" in modes
    assert "0111" not in modes
    assert modes.name("0110").zh == "一般贸易"
    assert modes.get("0111") is None


def test_rows_hold_from_and_to_a_day() -> None:
    levels = table("credit-level")
    assert levels.valid("general-certified", date(2021, 10, 31))
    assert not levels.valid("general-certified", date(2021, 11, 1))
    assert not levels.valid("certified", date(2026, 3, 31))
    assert levels.valid("certified", date(2026, 4, 1))
    assert not levels.valid("platinum", date(2026, 4, 1))


def test_modes_of_cross_border_b2b_exist_from_july_2020() -> None:
    assert not table("supervision-mode").valid("9710", date(2020, 6, 30))
    assert table("supervision-mode").valid("9710", date(2020, 7, 1))


def test_compatible_triples_use_listed_codes() -> None:
    for entry in table("mode-levy-duty").entries.values():
        assert entry.attributes["mode"] in table("supervision-mode")
        assert entry.attributes.get("levy", "101") in table("levy-nature")
        assert entry.attributes.get("duty", "1") in table("duty-mode")


@pytest.mark.parametrize(
    ("code", "attribute", "into"),
    [
        ("customs-district", "parent", "customs-district"),
        ("admin-division", "parent", "admin-division"),
        ("district-domestic", "division", "admin-division"),
        ("port", "country", "country"),
        ("unlocode", "country", "country"),
        ("hs-chapter", "section", "hs-section"),
        ("hs4", "chapter", "hs-chapter"),
        ("hs6", "chapter", "hs-chapter"),
        ("un-number", "class", "imdg-class"),
    ],
)
def test_rows_point_at_rows_that_exist(code: str, attribute: str, into: str) -> None:
    pointed = {entry.attributes[attribute] for entry in table(code).entries.values() if attribute in entry.attributes}
    assert pointed
    assert pointed <= set(table(into).entries)


def test_prohibited_goods_have_a_direction() -> None:
    licences = table("licence")
    kinds = {code: licences.entries[code].attributes for code in ("6", "8", "9")}
    assert {kind["kind"] for kind in kinds.values()} == {"PROHIBIT"}
    assert [code for code, kind in kinds.items() if kind["export"] == "true"] == ["8"]


def test_an_old_numeric_currency_code_finds_its_currency() -> None:
    assert search("currency", "142")[0].code == "CNY"
    assert table("currency").entries["JPY"].attributes["minor_unit"] == "0"
