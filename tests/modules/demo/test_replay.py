"""Declarations that somebody else wrote, on the way from filing to release."""

import os
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from kouan.cli.kcs.firms import uscc_of
from kouan.cli.kcs.mapping import Declared, mapped
from kouan.cli.kcs.report import Report
from kouan.cli.kcs.rows import Row, UnknownLayout, read
from kouan.cli.kcs.tables import tables
from kouan.cli.replaying import replay
from kouan.kernel.identifiers import is_uscc
from kouan.modules.cases.public import visible_cases
from kouan.modules.consignments.public import bill
from kouan.modules.parties.public import SYSTEM_VIEWER, names
from kouan.runtime.subscribers import drain
from kouan.runtime.verification import verify

PLAIN = {
    **dict.fromkeys([*tables().columns, *tables().unused], ""),
    "Date": "2020-03-16",
    "Mode of Transport": "10",
    "Declarant ID": "DWNJQL8",
    "Importer ID": "QLRUBN9",
    "HS6 Code": "850440",
    "Country of Departure": "DE",
    "Country of Origin": "RO",
    "Net Mass": "108.0",
    "Item Price": "372254.4",
    "Fraud": "0",
}
ODD: list[dict[str, str]] = [
    {"Mode of Transport": "90"},
    {"Country of Origin": "ZZ"},
    {"HS6 Code": "999999", "Country of Departure": "ZZ"},
    {"Net Mass": "heavy"},
    {"Date": "2020-02-30"},
    {"Importer ID": "nobody & sons"},
    {"Net Mass": "0.0"},
    {"Item Price": "0.0"},
    {"HS6 Code": "080810"},
    {"Mode of Transport": "40"},
    {"Mode of Transport": "20"},
    {"Mode of Transport": "30"},
    {"Mode of Transport": "50"},
]
SAME = [{"Importer ID": "QLRUBN9", "HS6 Code": code} for code in ("440890", "690722", "392690", "950300", "630790")]
MORE = [{"Importer ID": f"7JD1S{n:02d}", "Date": f"2021-01-{n + 1:02d}", "Fraud": "1"} for n in range(12)]
ROWS = [PLAIN | {"Declaration ID": str(97061800 + n)} | row for n, row in enumerate([*ODD, *SAME, *MORE])]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path / "declarations.csv", ROWS)


def written(path: Path, rows: list[dict[str, str]]) -> Path:
    lines = [",".join(rows[0]), *(",".join(row.values()) for row in rows)]
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    return path


def run(*files: Path, limit: int | None = None) -> Report:
    return replay(files, limit, Console(file=StringIO()))


def one(**changes: str) -> Declared:
    made = mapped(Row("f.csv", 2, PLAIN | {"Declaration ID": "1"} | changes))
    assert isinstance(made, Declared)
    return made


@pytest.mark.django_db
def test_every_row_is_released_or_says_why_not(file: Path) -> None:
    report = run(file)
    assert (report.read, report.mapped, report.filed, report.released) == (30, 24, 21, 21)
    assert report.refused == {"positive": 2, "inspection-data": 1}
    assert sum(report.selected.values()) == report.filed
    assert sorted((column, value) for column, value, _ in report.unmapped) == [
        ("Country of Departure", "ZZ"),
        ("Country of Origin", "ZZ"),
        ("Date", "2020-02-30"),
        ("HS6 Code", "999999"),
        ("Importer ID", "nobody & sons"),
        ("Mode of Transport", "90"),
        ("Net Mass", "heavy"),
    ]


@pytest.mark.django_db
def test_the_log_is_sound_and_the_quay_hears_of_the_release(file: Path) -> None:
    run(file)
    drain()
    assert verify().sound
    assert bill(SYSTEM_VIEWER, "KCS97061813").released_at is not None


@pytest.mark.django_db
def test_a_second_run_files_nothing_anew(file: Path) -> None:
    first, cases = run(file), len(_all_cases())
    again = run(file)
    assert (again.filed, again.released) == (first.filed, first.released) == (21, 21)
    assert len(_all_cases()) == cases
    assert len([case for case in _all_cases() if case.procedure == "import-declaration"]) == first.filed


@pytest.mark.django_db
def test_whatever_was_made_up_says_so(file: Path) -> None:
    run(file)
    consignee = names([uscc_of("QLRUBN9")])[uscc_of("QLRUBN9")]
    assert "合成" in consignee.zh
    assert "synthetic" in consignee.en
    made = _all_cases()
    assert made
    assert all(case.demo for case in made)


@pytest.mark.django_db
def test_the_report_tells_machines_every_row_and_people_the_counts(file: Path) -> None:
    report = run(file)
    told = report.as_json()
    assert len(told["rows_not_filed"]) == 9
    assert {"supervision_mode", "clearance", "import_date"} <= told["assumptions"].keys()
    assert "guarantee_number" in told["not_in_the_source"]
    assert told["code_tables"]["Mode of Transport"]["verified"] is False
    words = "\n".join(report.lines())
    assert "Mode of Transport = 90" in words
    assert "positive" in words


@pytest.mark.django_db
def test_no_more_rows_than_asked_for(file: Path) -> None:
    assert run(file, limit=8).read == 8


def test_a_file_of_another_kind_is_refused_in_one_sentence(tmp_path: Path) -> None:
    other = written(tmp_path / "other.csv", [{"a": "1"}])
    with pytest.raises(UnknownLayout) as error:
        list(read([other]))
    assert "Declaration ID" in error.value.message.en


@pytest.mark.parametrize(("theirs", "ours"), [("10", "2"), ("20", "3"), ("30", "4"), ("40", "5"), ("50", "6")])
def test_modes_of_transport(theirs: str, ours: str) -> None:
    assert one(**{"Mode of Transport": theirs}).form["transport_mode"] == ours


def test_a_made_up_code_is_well_made_and_always_the_same() -> None:
    codes = {uscc_of(importer) for importer in ("QLRUBN9", "0", "ZZZZZZZ")}
    assert len(codes) == 3
    assert all(map(is_uscc, codes))
    assert uscc_of("QLRUBN9") in codes


def test_every_column_is_used_or_said_not_to_be() -> None:
    assert not tables().columns.keys() & tables().unused.keys()
    form: Mapping[str, object] = one().form
    assert {field.partition("/")[0] for field in tables().columns.values()} >= {"transport_mode", "lines"}
    assert form["departure_country"] == "DEU"


_SOURCES = Path(os.environ.get("KOUAN_DATA_SOURCES") or "nowhere") / "data" / "risk" / "kcs-synthetic"


@pytest.mark.django_db
@pytest.mark.skipif(not _SOURCES.is_dir(), reason="the data set is not here")
def test_the_data_set_itself() -> None:
    report = run(*sorted(_SOURCES.glob("*.csv")), limit=200)
    assert report.read == 200
    assert report.released > 150


def _all_cases() -> list[object]:
    from kouan.cli.kcs.firms import officer

    return list(visible_cases(officer("customs")))
