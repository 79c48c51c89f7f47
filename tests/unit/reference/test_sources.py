"""Against the source files the tables were carried over from, where someone has them at hand."""

import csv
import os
from pathlib import Path

import pytest

from kouan.reference import table

SOURCES = os.environ.get("KOUAN_DATA_SOURCES")  # its folder data/
pytestmark = pytest.mark.skipif(not SOURCES, reason="KOUAN_DATA_SOURCES names no folder of source files")

CARRIED_OVER = [
    ("supervision-mode", "rules/gacc_supervision_mode_jianguanfangshi.csv", "code"),
    ("levy-nature", "rules/gacc_levy_nature_zhengmianxingzhi.csv", "code"),
    ("duty-mode", "rules/gacc_duty_mode_zhengmian.csv", "code"),
    ("transport-mode", "rules/gacc_transport_mode.csv", "code"),
    ("delivery-terms", "rules/gacc_transaction_terms_chengjiaofangshi.csv", "code"),
    ("package-type", "rules/gacc_package_type.csv", "code"),
    ("unit", "rules/gacc_unit.csv", "code"),
    ("country", "rules/gacc_country_alpha3.csv", "code"),
    ("currency", "rules/gacc_currency_alpha3.csv", "code"),
    ("licence", "rules/gacc_regulatory_document.csv", "code"),
    ("container-type", "rules/gacc_container_spec.csv", "code"),
    ("customs-district", "rules/customs_district_partial.csv", "code"),
    ("declaration-status", "rules/declaration_receipt_status.csv", "code"),
    ("customs-event", "rules/china_port_customs_event_codes.csv", "code"),
    ("imdg-class", "codes/dcsa-imoclasses-v3.1.0.csv", "IMO Class Code"),
    ("hs-section", "codes/hs-sections.csv", "section"),
]


def source_codes(file: str, column: str) -> list[str]:
    with (Path(SOURCES or "") / "data" / file).open(encoding="utf-8-sig", newline="") as lines:
        return [row[column] for row in csv.DictReader(lines)]


@pytest.mark.parametrize(("code", "file", "column"), CARRIED_OVER)
def test_all_codes_were_carried_over(code: str, file: str, column: str) -> None:
    assert sorted(table(code).entries) == sorted(source_codes(file, column))


@pytest.mark.parametrize(("code", "digits"), [("hs4", 4), ("hs6", 6)])
def test_all_of_the_harmonized_system_was_carried_over(code: str, digits: int) -> None:
    """Chapter 99 of the source is a statistical addition and no part of the Harmonized System."""
    listed = [hs for hs in source_codes("codes/harmonized-system.csv", "hscode") if len(hs) == digits]
    assert sorted(table(code).entries) == sorted(hs for hs in listed if not hs.startswith("99"))


def test_all_sea_ports_were_carried_over() -> None:
    assert set(source_codes("rules/world_sea_ports.csv", "unlocode")) <= set(table("unlocode").entries)
