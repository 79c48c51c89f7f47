"""Values that the port office enters for the World Bank's scores: on the log, attributable, corrected, taken back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from kouan.engine import Refused
from kouan.modules.parties.public import Viewer, viewer_for_person
from kouan.modules.timing.copying import file as files
from kouan.modules.timing.copying.following import catch_up
from kouan.modules.timing.scores.entering import STREAM, Draft, enter, enterable, entries, holding, take_back
from kouan.runtime import log
from kouan.runtime.audience import concerned
from tests.everybody import everybody
from tests.modules.timing import quay

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 10, 5, 2, tzinfo=UTC)
TODAY, DAY = date(2026, 10, 5), timedelta(days=1)
COST, HOURS = "export_border_cost", "import_document_hours"


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with everybody(django_db_blocker):
        yield


@pytest.fixture
def analyst(cast: None, db: None) -> Viewer:
    return viewer_for_person("port-office-general-1")


def draft(**changed: Any) -> Draft:
    return Draft(**{"component": COST, "value": "212.5", "since": TODAY, "source": "收费调查 2026", **changed})


def held(day: date = TODAY) -> dict[str, Fraction | None]:
    return {code: each.value for code, each in holding(entries(), day).items()}


def test_a_value_stands_on_the_log_with_who_entered_it(analyst: Viewer) -> None:
    enter(analyst, draft(), NOW)
    [event] = log.read(STREAM)
    assert (event.kind, event.actor.party, event.actor.person) == ("score-value-entered", analyst.party, analyst.person)
    assert concerned(event) == {analyst.party}
    [entry] = entries()
    assert (entry.value, entry.since, entry.source) == (Fraction(425, 2), TODAY, "收费调查 2026")
    assert (entry.person, entry.recorded, entry.demo) == (analyst.person, NOW, True)


def test_a_value_holds_from_its_day_until_the_next(analyst: Viewer) -> None:
    enter(analyst, draft(value="200", since=TODAY - 20 * DAY), NOW)
    enter(analyst, draft(value="100", since=TODAY - 5 * DAY), NOW)
    enter(analyst, draft(component=HOURS, value="9", since=TODAY - 9 * DAY), NOW)
    enter(analyst, draft(value="150", since=TODAY - 20 * DAY), NOW + timedelta(hours=1))
    assert held(TODAY - 21 * DAY) == {}
    assert held(TODAY - 9 * DAY) == {COST: 150, HOURS: 9}
    assert held() == {COST: 100, HOURS: 9}
    assert [each.value for each in entries()] == [200, 100, 9, 150]
    [_, second, *_] = entries()
    assert [each.value for each in entries(second.position)] == [200, 100]


def test_what_is_taken_back_is_there_no_more_from_that_day(analyst: Viewer) -> None:
    enter(analyst, draft(since=TODAY - 9 * DAY), NOW)
    take_back(analyst, COST, TODAY, NOW)
    assert held(TODAY - DAY) == {COST: Fraction(425, 2)}
    assert held() == {}
    with pytest.raises(Refused, match="no value of"):
        take_back(analyst, COST, TODAY, NOW)


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        *(({"value": said}, "/value") for said in ("", "-1", "100000", "1.234", "nan", "１２", "1e999", "many")),
        ({"component": "export_border_hours"}, "/component"),
        ({"component": "wharfage"}, "/component"),
        ({"since": TODAY + DAY}, "/since"),
        ({"source": ""}, "/source"),
        ({"source": "x" * 201}, "/source"),
    ],
)
def test_what_makes_no_sense_is_refused(analyst: Viewer, changed: dict[str, Any], path: str) -> None:
    with pytest.raises(Refused) as error:
        enter(analyst, draft(**changed), NOW)
    [problem] = error.value.problems
    assert problem.path == path
    assert problem.message.zh != problem.message.en
    assert log.read(STREAM) == []


@pytest.mark.parametrize("person", ["tongda-2", "dongwan-1", "customs-documents-1"])
def test_nobody_but_the_port_office_enters_or_takes_back(analyst: Viewer, person: str) -> None:
    enter(analyst, draft(), NOW)
    stranger = viewer_for_person(person)
    with pytest.raises(Refused, match="port office"):
        enter(stranger, draft(value="1"), NOW)
    with pytest.raises(Refused, match="port office"):
        take_back(stranger, COST, TODAY, NOW)
    assert held() == {COST: Fraction(425, 2)}


def test_the_log_with_values_in_it_is_copied_as_any_other(analyst: Viewer) -> None:
    enter(analyst, draft(), NOW)
    catch_up(files.path())
    assert quay.rows("SELECT type, party FROM event WHERE type = 'score-value-entered'") == [
        ("score-value-entered", analyst.party)
    ]


def test_what_the_log_measures_is_not_entered() -> None:
    assert len(enterable()) == 6
    assert not [each for each in enterable() if each.endswith("border_hours")]
