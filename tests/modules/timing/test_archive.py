"""Months are written once they are over, can be checked, and together are the log as it stood."""

from pathlib import Path

import duckdb
import pytest

from kouan.modules.timing.copying import archive as archives
from kouan.modules.timing.copying import file as files
from kouan.modules.timing.copying.archive import archive, faults
from kouan.modules.timing.copying.behind import NoFormat, export_behind
from kouan.modules.timing.copying.following import catch_up
from kouan.modules.timing.shape import TABLES
from tests.modules.timing import quay
from tests.modules.timing.test_units import STUDY

pytestmark = pytest.mark.django_db

APRIL = 31 * 24


def two_months() -> None:
    quay.a_month()
    quay.corrected("gated-out", 29, APRIL + 1)
    quay.manifest(quay.BILL, "MSKU7654321", hours=APRIL + 2, kind="manifest-amended")
    catch_up(files.path())


def test_a_month_is_written_when_something_of_the_next_is_recorded_and_only_once() -> None:
    quay.a_month()
    catch_up(files.path())
    assert archive() == []
    two_months()
    assert archive() == ["2026-03"]
    assert archive() == []
    assert faults() == []


def test_what_was_written_stays_as_it_is_whatever_is_recorded_later() -> None:
    two_months()
    archive()
    written = {path.name: path.read_bytes() for path in (archives.folder() / "month=2026-03").iterdir()}
    quay.discharged(5, recorded=APRIL + 3)
    quay.corrected("discharged", 4, APRIL + 4)
    catch_up(files.path())
    for path in (archives.folder() / "month=2026-03").iterdir():
        path.unlink()
    assert archive() == ["2026-03"]
    again = {path.name: path.read_bytes() for path in (archives.folder() / "month=2026-03").iterdir()}
    assert again == written


def test_all_months_together_are_the_log_as_it_stood() -> None:
    two_months()
    quay.discharged(2 * APRIL)
    catch_up(files.path())
    assert archive() == ["2026-03", "2026-04"]
    with files.read() as duck:
        upto = archives.over(duck)[-1].upto
    for name, shape in TABLES.items():
        columns = ", ".join(f'"{column}"' for column in shape)
        came, ended = (f"read_parquet('{archives.folder()}/*/{name}{end}.parquet')" for end in ("", "-ended"))
        left = f"SELECT {columns}, since FROM {came} EXCEPT ALL SELECT {columns}, since FROM {ended}"
        standing = duckdb.sql(f"SELECT {columns} FROM ({left})").fetchall()
        assert sorted(standing) == quay.rows(f'SELECT {columns} FROM "{name}"', upto=upto)


def test_a_file_that_was_changed_or_lost_is_told() -> None:
    two_months()
    archive()
    month = archives.folder() / "month=2026-03"
    (month / "event.parquet").write_bytes(b"changed")
    (month / "link.parquet").unlink()
    told = [fault.en for fault in faults()]
    assert [("event.parquet" in each, "lacks link.parquet" in each) for each in told] == [(True, False), (False, True)]
    (month / "manifest.json").write_text("{")
    assert "manifest" in faults()[0].en


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_what_is_behind_a_figure_can_be_counted_again(suffix: str, tmp_path: Path) -> None:
    quay.a_month()
    catch_up(files.path())
    unit = f"{quay.BOX}/{quay.CALL}"
    with files.read() as duck:
        rows = export_behind(duck, STUDY, tmp_path / f"behind{suffix}", [unit])
    read = duckdb.read_csv if suffix == ".csv" else duckdb.read_parquet
    found = read(str(tmp_path / f"behind{suffix}")).fetchall()
    assert len(found) == rows
    assert {row[0] for row in found} == {unit}
    # Its visit, its bill and the bill's call, each with what happened to it.
    assert {(row[3], row[4]) for row in found} >= {
        ("discharged", "container-visit"),
        ("manifested", "bill"),
        ("call-announced", "vessel-call"),
    }


def test_a_file_name_without_a_format_is_refused(tmp_path: Path) -> None:
    quay.a_month()
    catch_up(files.path())
    with files.read() as duck, pytest.raises(NoFormat, match=r"\.parquet or \.csv"):
        export_behind(duck, STUDY, tmp_path / "behind.xlsx")
