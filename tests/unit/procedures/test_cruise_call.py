"""A cruise call: groups without visas come and go with the ship, everybody ashore is counted back, one permit."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kouan.blueprint import parse
from kouan.engine import circumstances, problems
from kouan.engine.audit import audit
from kouan.engine.dues import due
from kouan.engine.rehearse import tell
from kouan.engine.scenario import attached, changed, read_filings, read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.procedures import load, scenarios_in

CRUISE = load("cruise_call")
TEXT = scenarios_in("cruise_call")
SCENARIOS = read_scenarios(TEXT)
STORIES = {scenario.name: scenario for scenario in SCENARIOS}


def found(at: str = "2026-03-10T10:00:00+08:00", **pointers: object) -> list[str]:
    """What is wrong with the ordinary filing handed in at a time, with some values set."""
    places = {"/" + place.replace("__", "/"): value for place, value in pointers.items()}
    filing = parse(CRUISE.form, changed(read_filings(TEXT)["ordinary"], {"set": places}))
    on = circumstances(CRUISE, datetime.fromisoformat(at), documents=attached(("group-lists",)))
    return [problem.code for problem in problems(CRUISE, filing, on)]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(CRUISE, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(CRUISE, SCENARIOS, local_date(now())) == []


def test_a_group_stays_fifteen_days_at_most():
    assert found(groups__0__ends_on="2026-04-02") == []
    assert found(groups__0__ends_on="2026-04-03") == ["group-stay"]


def test_groups_come_without_visas_since_15_may_2024():
    assert set(found("2024-05-14T23:59:59+08:00")) == {"group-not-yet"}
    assert found("2024-05-15T00:00:00+08:00") == []


def test_all_are_back_an_hour_before_she_leaves():
    assert found(back_by="2026-03-18T21:00:00+08:00") == []
    assert found(back_by="2026-03-18T21:00:01+08:00") == ["back-late"]


@pytest.mark.parametrize(("after", "warned"), [("178 hours", []), ("10681 minutes", ["confirmed-late"])])
def test_a_short_voyage_is_confirmed_on_leaving_the_last_port(after, warned):
    story = STORIES["confirmed-late"]
    confirm = {"supply": "confirm", "after": after, "data": {"eta": "2026-03-18T07:00:00+08:00"}}
    told = tell(CRUISE, replace(story, moves=(*story.moves[:4], confirm), expect={}))
    supplied = next(event for event in told.events if event.kind == "supplied")
    assert [row["code"] for row in supplied.payload.get("warnings", ())] == warned


def test_the_permit_counts_who_leaves_and_holds_a_day():
    case = tell(CRUISE, STORIES["whole-call"]).case
    permit = case.outcomes["exit-permit"]
    assert permit.data == {
        "valid_until": (permit.at + timedelta(hours=24)).isoformat(), "crew": 2, "passengers": 4, "left_behind": 0,
    }  # fmt: skip


def test_the_report_of_leaving_is_due_while_the_permit_holds():
    story = STORIES["storm"]
    case = tell(CRUISE, replace(story, moves=story.moves[:-2], expect={})).case
    assert due(case, case.open_step("sail")) == case.outcomes["exit-permit"].at + timedelta(hours=24)


def test_the_terminal_hears_how_many_landed():
    told = tell(CRUISE, STORIES["whole-call"])
    event = next(event for event in told.events if event.kind == "passengers-landed")
    assert event.payload == {"step": "landing", "landed": 1, "toured": 2}


def test_lists_of_persons_are_secret():
    assert {"crew", "passengers", "missing", "embarking"} <= CRUISE.secrets(None)
