"""The tariff: a sample until the official one is loaded."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kouan.reference import TariffFileError, load_tariff, search, table, tariff, unload_tariff

DAY = date(2026, 6, 1)
HEAD = "code10,name_zh,name_en,unit1,unit2,mfn_rate,vat_rate,consumption_rate,licences,ciq,from,to\n"


@pytest.fixture(autouse=True)
def _sample_again() -> Iterator[None]:
    yield
    unload_tariff()


def written(folder: Path, *rows: str) -> Path:
    file = folder / "tariff.csv"
    file.write_text(HEAD + "\n".join(rows), encoding="utf-8")
    return file


def test_the_sample_knows_legal_units_and_rates() -> None:
    apples = tariff("0808100000", DAY)
    assert apples is not None
    assert (apples.unit1, apples.unit2) == ("035", "")
    assert (apples.mfn_rate, apples.vat_rate, apples.consumption_rate) == (Decimal(10), Decimal(9), Decimal(0))
    assert apples.licences == ("A", "B")
    assert not apples.verified
    assert tariff("0808100001", DAY) is None


def test_wine_is_measured_twice_and_bears_consumption_tax() -> None:
    wine = tariff("2204210000", DAY)
    assert wine is not None
    assert (wine.unit1, wine.unit2, wine.consumption_rate) == ("095", "035", Decimal(10))


def test_every_line_of_the_sample_uses_listed_codes() -> None:
    listed = [entry.code for entry in table("hs10").entries.values() if entry.attributes.get("tariff")]
    lines = [line for code in listed if (line := tariff(code, DAY))]
    assert len(lines) >= 150
    for line in lines:
        assert line.unit1 in table("unit")
        assert not line.unit2 or line.unit2 in table("unit")
        assert all(licence in table("licence") for licence in line.licences)


def test_a_loaded_tariff_replaces_the_sample(tmp_path: Path) -> None:
    load_tariff(written(tmp_path, "0808100000,鲜苹果,Apples,035,,12,9,,AB,101 102,,"), verified=True)
    apples = tariff("0808100000", DAY)
    assert apples is not None
    assert (apples.mfn_rate, apples.ciq, apples.verified) == (Decimal(12), ("101", "102"), True)
    assert tariff("2204210000", DAY) is None
    entry = table("hs10").get("0808100000")
    assert entry is not None
    assert entry.verified


def test_a_loaded_name_can_be_searched(tmp_path: Path) -> None:
    load_tariff(written(tmp_path, "0808100010,鲜富士苹果,Fuji apples,035,,10,9,,AB,,,"))
    assert [entry.code for entry in search("hs10", "富士")] == ["0808100010"]


def test_the_rate_of_the_day(tmp_path: Path) -> None:
    load_tariff(
        written(
            tmp_path,
            "0808100000,鲜苹果,Apples,035,,10,9,,AB,,2025-01-01,2025-12-31",
            "0808100000,鲜苹果,Apples,035,,8,9,,AB,,2026-01-01,",
        )
    )
    before, after = tariff("0808100000", date(2025, 12, 31)), tariff("0808100000", date(2026, 1, 1))
    assert before is not None
    assert after is not None
    assert (before.mfn_rate, after.mfn_rate) == (Decimal(10), Decimal(8))
    assert tariff("0808100000", date(2024, 12, 31)) is None


def test_every_fault_of_a_file_is_told_in_both_languages(tmp_path: Path) -> None:
    rows = ["08081000,鲜苹果,,035,,ten,9,,AB,,,", "0808100000,鲜苹果,Apples,,,10,9,,AB,,1 June,"]
    with pytest.raises(TariffFileError) as refused:
        load_tariff(written(tmp_path, *rows))
    problems = refused.value.problems
    assert len(problems) == 5
    assert problems[0].zh.startswith("税则文件第 2 行“code10”")
    assert "ten digits" in problems[0].en
    assert tariff("2204210000", DAY) is not None, "a file with faults changes nothing"


def test_missing_columns_are_named(tmp_path: Path) -> None:
    file = tmp_path / "tariff.csv"
    file.write_text("code10,name_zh\n", encoding="utf-8")
    with pytest.raises(TariffFileError, match="name_en"):
        load_tariff(file)
