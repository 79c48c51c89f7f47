"""A vehicle stops once and is read once; both agencies look side by side; one release."""

from dataclasses import replace
from datetime import datetime

import pytest

from kouan.blueprint import parse
from kouan.engine import circumstances, problems
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import changed, read_filings, read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.procedures import load, scenarios_in

CROSSING = load("vehicle_crossing")
TEXT = scenarios_in("vehicle_crossing")
SCENARIOS = read_scenarios(TEXT)
STORIES = {scenario.name: scenario for scenario in SCENARIOS}


def found(name: str, at: str, **pointers: object) -> list[str]:
    """What is wrong with a named filing handed in at a time, with some values set."""
    places = {"/" + place.replace("__", "/"): value for place, value in pointers.items()}
    filing = parse(CROSSING.form, changed(read_filings(TEXT)[name], {"set": places}))
    return [problem.code for problem in problems(CROSSING, filing, circumstances(CROSSING, datetime.fromisoformat(at)))]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(CROSSING, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(CROSSING, SCENARIOS, local_date(now())) == []


def test_both_agencies_look_at_the_same_time_and_on_record():
    case = tell(CROSSING, STORIES["seized"]).case
    assert case.outcomes["sort"].data["reasons"] == {"customs": ["container-differs", "seal-broken", "radiation"]}


@pytest.mark.parametrize(("leaves", "codes"), [("2026-04-17", []), ("2026-04-18", ["stay-too-long"])])
def test_the_thirtieth_day_is_the_last(leaves, codes):
    assert found("northbound", "2026-03-18T08:10:00+08:00", leaves_on=leaves) == codes


@pytest.mark.parametrize(("stayed", "codes"), [(176, []), (177, ["stay-year"])])
def test_a_year_has_180_days_of_stay(stayed, codes):
    assert found("northbound", "2026-03-18T08:10:00+08:00", stayed=stayed) == codes


def test_a_released_car_is_told_its_last_day():
    assert tell(CROSSING, STORIES["northbound"]).case.outcomes["release"].data == {"stay_until": "2026-04-17"}


def test_the_rest_of_the_year_may_be_shorter_than_thirty_days():
    story = STORIES["northbound"]
    tight = replace(story, form=changed(story.form, {"set": {"/stayed": 170}}))
    assert tell(CROSSING, tight).case.outcomes["release"].data == {"stay_until": "2026-03-28"}


@pytest.mark.parametrize(("at", "codes"), [("2025-12-20", []), ("2025-12-21", ["port-without-freight"])])
def test_huanggang_cleared_freight_until_20_december_2025(at, codes):
    there = {"port": "huanggang", "permitted_ports": ["huanggang"], "eta": f"{at}T10:00:00+08:00"}
    assert found("empty", "2025-12-19T08:00:00+08:00", **there) == codes


def test_a_road_manifest_is_an_hour_early():
    told = "2026-03-18T09:30:00+08:00"
    assert found("ordinary", told, manifest_at="2026-03-18T09:00:00+08:00") == []
    assert found("ordinary", told, manifest_at="2026-03-18T09:00:01+08:00") == ["manifest-late"]


def test_who_is_drawn_can_be_seen_and_redone():
    case = tell(CROSSING, STORIES["drawn"]).case
    assert case.outcomes["sort"].data["reasons"] == {"customs": ["drawn"], "border": ["drawn"]}
    assert {"search", "check"} <= set(case.opened)
    assert case.opened["search"] == case.opened["check"]


def test_persons_are_secret():
    assert {"driver", "passengers"} <= CROSSING.secrets(None)


def test_the_certified_are_drawn_for_less_than_a_fifth_of_the_ordinary_share():
    day = local_date(now())
    assert CROSSING.terms.on(day).number("aeo-share") < 20
