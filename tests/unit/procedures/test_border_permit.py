"""Border permits: decided as they come in where they can be; how long they hold; who is named on them."""

from datetime import date, datetime

import pytest

from kouan.blueprint import parse
from kouan.engine import circumstances, problems
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import attached, changed, read_filings, read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.procedures import load, scenarios_in

PERMIT = load("border_permit")
TEXT = scenarios_in("border_permit")
SCENARIOS = read_scenarios(TEXT)
STORIES = {scenario.name: scenario for scenario in SCENARIOS}
PAPERS = ("identity", "employment", "contract", "photos", "own-ship-papers")


def found(name: str, at: str, **pointers: object) -> list[str]:
    """What is wrong with a named filing handed in at a time, with some values set."""
    places = {"/" + place.replace("__", "/"): value for place, value in pointers.items()}
    filing = parse(PERMIT.form, changed(read_filings(TEXT)[name], {"set": places}))
    on = circumstances(PERMIT, datetime.fromisoformat(at), documents=attached(PAPERS))
    return [problem.code for problem in problems(PERMIT, filing, on)]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(PERMIT, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(PERMIT, SCENARIOS, local_date(now())) == []


def test_a_permit_for_once_holds_a_month_at_most():
    at = "2026-03-18T09:00:00+08:00"
    assert found("ordinary", at, ends="2026-04-18T23:59:59+08:00") == []
    assert found("ordinary", at, ends="2026-04-19T00:00:00+08:00") == ["period-too-long"]


def test_a_permit_for_long_holds_more_than_a_month_and_a_year_at_most():
    at = "2026-03-10T09:00:00+08:00"
    assert found("area", at, ends="2026-04-18T18:00:00+08:00") == ["period-short"]
    assert found("area", at, ends="2026-04-19T18:00:00+08:00") == []
    assert found("area", at, ends="2027-03-18T18:00:00+08:00") == []
    assert found("area", at, ends="2027-03-19T00:00:00+08:00") == ["period-too-long"]


def test_a_renewal_is_asked_for_thirty_days_ahead():
    at = "2026-03-10T09:00:00+08:00"
    assert found("renewal", at, earlier_until="2026-04-09") == []
    assert found("renewal", at, earlier_until="2026-04-08") == ["renewal-late"]
    assert found("renewal", at, earlier_until="2026-03-10") == ["renewal-late"]
    assert found("renewal", at, earlier_until="2026-03-09") == ["renewal-ended"]


def test_five_working_days_to_accept_and_twenty_to_decide_are_promised():
    assert PERMIT.limit_on(date(2026, 3, 18)).text.en == "25 working days"


def test_the_permit_names_who_may_board():
    whole = tell(PERMIT, STORIES["as-it-comes"]).case.outcomes["issue"].data
    assert (whole["number"], whole["persons"]) == ("DL26-4C1D22AA", [1, 2])
    assert tell(PERMIT, STORIES["one-left-out"]).case.outcomes["issue"].data["persons"] == [1]


def test_for_a_year_alongside_each_time_is_reported():
    assert tell(PERMIT, STORIES["year-alongside"]).case.outcomes["issue"].data["report_each_time"] is True
    assert tell(PERMIT, STORIES["area-pass"]).case.outcomes["issue"].data["vehicles"] == ["粤G12345"]


def test_persons_are_secret():
    assert "persons" in PERMIT.secrets(None)
