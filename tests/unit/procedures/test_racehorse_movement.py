"""Race horses move under one approval; recent results are recognised; they are not unloaded before their stables."""

from datetime import date, datetime

import pytest

from kouan.blueprint import parse
from kouan.engine import circumstances, problems
from kouan.engine.audit import audit
from kouan.engine.dues import case_due
from kouan.engine.rehearse import tell
from kouan.engine.scenario import attached, changed, read_filings, read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.procedures import load, scenarios_in

HORSES = load("racehorse_movement")
TEXT = scenarios_in("racehorse_movement")
SCENARIOS = read_scenarios(TEXT)
STORIES = {scenario.name: scenario for scenario in SCENARIOS}


def found(name: str, at: str = "2026-03-18T02:00:00+08:00", **pointers: object) -> list[str]:
    """What is wrong with a named filing handed in at a time, with some values set."""
    places = {"/" + place.replace("__", "/"): value for place, value in pointers.items()}
    filing = parse(HORSES.form, changed(read_filings(TEXT)[name], {"set": places}))
    papers = attached(("approval", *(() if name == "outbound" else ("health-certificate",))))
    on = circumstances(HORSES, datetime.fromisoformat(at), documents=papers)
    return [problem.code for problem in problems(HORSES, filing, on)]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(HORSES, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(HORSES, SCENARIOS, local_date(now())) == []


def test_only_the_horses_without_a_recent_result_are_sampled():
    assert tell(HORSES, STORIES["sampled"]).case.outcomes["recognise"].data == {"horses": [2]}
    assert tell(HORSES, STORIES["positive"]).case.outcomes["recognise"].data == {"horses": [1]}


@pytest.mark.parametrize(
    ("race", "codes"), [("2026-03-21T09:30:00+08:00", []), ("2026-03-21T09:29:59+08:00", ["race-soon"])]
)
def test_a_racing_horse_is_back_48_hours_before(race, codes):
    assert found("outbound", race_at=race) == codes


@pytest.mark.parametrize(
    ("day", "codes"), [("2026-03-09", []), ("2026-03-08", ["certificate-old"]), ("2026-03-19", ["certificate-old"])]
)
def test_a_certificate_holds_ten_days_and_is_not_of_tomorrow(day, codes):
    assert found("ordinary", certified_on=day) == codes


def test_a_batch_is_told_a_day_ahead():
    assert found("ordinary", at="2026-03-18T04:30:00+08:00") == []
    assert found("ordinary", at="2026-03-18T04:30:01+08:00") == ["told-late"]


def test_no_clock_of_an_agency_runs_while_the_horses_are_on_the_road():
    case = tell(HORSES, STORIES["mended"]).case
    assert case_due(case) is None


def test_the_certificate_of_the_loading_goes_with_the_horses():
    assert tell(HORSES, STORIES["back-to-race"]).case.outcomes["close"].data == {"certificate": "GZ-EQ-2026-0102"}


def test_what_nobody_has_published_says_so():
    on = HORSES.terms.on(date(2026, 3, 18))
    assert on.dated("race-ahead").verified
    assert not on.dated("vaccination-days").verified
