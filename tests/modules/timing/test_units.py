"""One row a unit: kept up batch by batch, it is what all of the log gives at once, and only what is concerned is touched."""

from dataclasses import replace

import pytest

from kouan.kernel.text import Text
from kouan.modules.timing.copying import file as files
from kouan.modules.timing.copying import following
from kouan.modules.timing.copying.following import catch_up, rebuild
from kouan.modules.timing.copying.units import table_of
from kouan.modules.timing.measures.milestones import case_ms, columns
from kouan.modules.timing.shape import log
from kouan.modules.timing.studies.library import presets
from kouan.modules.timing.studies.model import Milestone, Picked, Segment, Stage, Study
from tests.modules.timing import quay

pytestmark = pytest.mark.django_db

WORD = Text("一", "one")
STUDY = Study(
    code="boxes",
    version=1,
    title=WORD,
    source=WORD,
    unit="container-visit",
    reach=(("bill",), ("bill", "vessel-call"), ("bill", "case")),
    milestones=(
        Milestone("arrived", WORD, Picked(("arrived",), "vessel-call")),
        Milestone("discharged", WORD, Picked(("discharged",), "container-visit")),
        Milestone("filed", WORD, Picked(("filed",), "case")),
        Milestone("out", WORD, Picked(("gated-out",), "container-visit"), "last"),
    ),
    overall=Stage("overall", WORD, "arrived", "out"),
    segments=(
        Segment("terminal", WORD, "terminal", "vessel-call"),
        Segment("size", WORD, "iso_type", "container-visit"),
        Segment("procedure", WORD, "procedure", "case"),
    ),
)


def kept(study: Study = STUDY) -> quay.Rows:
    shown = ", ".join(f'"{name}"' for name in columns(study))
    return quay.rows(f'SELECT {shown} FROM copy."{table_of(study)}"')


def whole(study: Study = STUDY) -> quay.Rows:
    with files.read() as duck:
        return sorted(duck.rows(case_ms(log(), study)), key=str)


def arrived(*bills: str, hours: float) -> None:
    named = [("bill", bill, "") for bill in bills]
    quay.tell(f"call/{quay.CALL}", "arrived", hours, {}, ("vessel-call", quay.CALL, ""), *named)


def filed(case: str, bill: str, hours: float, **more: float) -> None:
    case_ref, named = ("declaration", case, "case"), ("bill", bill, "bill")
    quay.tell(f"case/{case}", "filed", hours, {"form": {}}, case_ref, named, procedure="no-such", version="1", **more)


def test_kept_up_event_by_event_the_rows_are_those_of_the_whole_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "AT_ONCE", 1)
    quay.a_month()
    catch_up(files.path(), [STUDY])
    arrived(quay.BILL, hours=7)
    filed("D1", quay.BILL, 13)
    # Late, correcting, and letting go.
    filed("D2", "COSU6000000000", 5, recorded=60)
    quay.corrected("discharged", 9, 61)
    quay.manifest(quay.BILL, "MSKU7654321", hours=62, kind="manifest-amended")
    for _ in range(2):
        catch_up(files.path(), [STUDY])
        assert sorted(kept(), key=str) == whole()
        filed("D3", quay.BILL, 14, recorded=63)
    assert {row[1] for row in kept()} == {None, whole()[-1][1]}


def test_so_are_those_of_studies_of_boxes_and_of_cases_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "AT_ONCE", 4)
    studies = [presets()[code] for code in ("cn-cases", "cn-port-release-import", "au-trs")]
    quay.discharged(10)
    catch_up(files.path(), studies)
    quay.a_month()
    arrived(quay.BILL, hours=7)
    filed("D1", quay.BILL, 13)
    # Of the box, its bill and its call at once: the one that a study asks for is meant, and no other.
    quay.move("released", 20)
    quay.move("hold-placed", 21)
    quay.corrected("released", 19, 61)
    catch_up(files.path(), studies)
    for study in studies:
        assert sorted(kept(study), key=str) == whole(study)
        assert kept(study)


def test_a_unit_that_no_event_concerns_is_left_alone() -> None:
    quay.a_month()
    catch_up(files.path(), [STUDY])
    with files.written(files.path()) as connection:
        connection.execute(f'UPDATE "{table_of(STUDY)}" SET out = 1')
    filed("D2", "COSU6000000000", 5, recorded=60)
    catch_up(files.path(), [STUDY])
    by_bill = {row[0]: row[4] for row in kept()}
    assert by_bill == {f"{quay.BOX}/{quay.CALL}": 1, f"MSKU7654321/{quay.CALL}": 1, f"TGHU0000019/{quay.CALL}": None}


def test_an_event_of_the_call_concerns_every_box_on_it() -> None:
    quay.a_month()
    catch_up(files.path(), [STUDY])
    assert {row[1] for row in kept()} == {None}
    arrived(quay.BILL, "COSU6000000000", hours=6)
    catch_up(files.path(), [STUDY])
    assert {row[1] for row in kept()} == {whole()[0][1]} != {None}


def test_another_definition_has_rows_of_its_own_and_the_old_ones_go() -> None:
    quay.a_month()
    catch_up(files.path(), [STUDY])
    second = replace(STUDY, version=2)
    catch_up(files.path(), [second])
    tables = quay.rows("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'case_ms%'")
    assert tables == [(table_of(second),)]


def test_made_anew_the_rows_are_the_same() -> None:
    quay.a_month()
    arrived(quay.BILL, hours=7)
    catch_up(files.path(), [STUDY])
    before = sorted(kept(), key=str)
    rebuild(files.path(), [STUDY])
    assert sorted(kept(), key=str) == before == whole()
