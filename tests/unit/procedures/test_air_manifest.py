"""The manifest of a flight tells its own scenarios; when it is late depends on how long the flight is."""

from datetime import datetime, timedelta

import pytest

from kouan.blueprint import parse
from kouan.engine.audit import audit
from kouan.engine.checks import check, circumstances
from kouan.engine.rehearse import tell
from kouan.engine.scenario import read_filings, read_scenarios
from kouan.kernel.clock import SHANGHAI, local_date, now
from kouan.procedures import procedure, scenarios_text

MANIFEST = procedure("air-manifest")
SCENARIOS = read_scenarios(scenarios_text(MANIFEST.code))
FILINGS = read_filings(scenarios_text(MANIFEST.code))
MORNING = datetime(2026, 3, 18, tzinfo=SHANGHAI)


def story(name: str):
    return tell(MANIFEST, next(scenario for scenario in SCENARIOS if scenario.name == name))


def found(form: dict, at: datetime) -> list[str]:
    return [problem.code for problem in check(MANIFEST, form, circumstances(MANIFEST, at))]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(MANIFEST, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(MANIFEST, SCENARIOS, local_date(now())) == []


@pytest.mark.parametrize(
    ("form", "last"),
    [
        (FILINGS["ordinary"], MORNING + timedelta(hours=8)),
        (FILINGS["ordinary"] | {"lands": "2026-03-18T12:00:01+08:00"}, MORNING + timedelta(hours=8, seconds=1)),
        (FILINGS["long"], MORNING + timedelta(hours=8)),
        (FILINGS["outbound"], MORNING + timedelta(hours=2)),
    ],
    ids=["four hours", "a second more than four hours", "twelve hours", "outbound"],
)
def test_it_is_in_time_up_to_the_last_second(form, last):
    assert found(form, last) == []
    assert found(form, last + timedelta(seconds=1)) == ["sent-late"]


def test_outbound_main_data_have_no_hour_of_their_own():
    assert found(FILINGS["main-only"], MORNING + timedelta(hours=5)) == []


def test_master_and_house_waybills_are_made_known_as_declarations_write_them():
    accepted = [event for event in story("short-flight").events if event.kind == "manifest-accepted"]
    numbers = ["731-12345675", "731-12345675_CW0001", "731-12345675_CW0002"]
    assert [each.id for event in accepted for each in event.objects] == numbers
    assert {(event.payload["direction"], event.payload["voyage"]) for event in accepted} == {("import", "MF8618")}
    assert [event.payload.get("master") for event in accepted] == [None, "731-12345675", "731-12345675"]
    assert [event.payload["goods"] for event in accepted[1:]] == ["NOTEBOOK COMPUTERS", "CHILLED SALMON"]


def test_what_was_left_out_and_came_late_is_kept_on_record():
    supplied = next(event for event in story("completed-late").events if event.kind == "supplied")
    assert [row["code"] for row in supplied.payload["warnings"]] == ["completed-late"]


@pytest.mark.parametrize(("handling", "priority"), [(["PER"], -1), (["AVI"], -1), (["PIL"], 0), ([], 0)])
def test_perishables_and_live_animals_come_first(handling, priority):
    form = FILINGS["ordinary"] | {"bills": [FILINGS["ordinary"]["bills"][0] | {"handling": handling}]}
    assert MANIFEST.priority(parse(MANIFEST.form, form).filing) == priority
