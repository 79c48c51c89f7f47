"""Voluntary disclosure tells its own scenarios: its window to the day, its caps to the fen, once in twelve months."""

from datetime import date, datetime

import pytest

from kouan.blueprint import parse
from kouan.engine import circumstances, due, problems, replay
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import attached, changed, read_filings, read_scenarios
from kouan.kernel.clock import SHANGHAI, local_date, now
from kouan.procedures import procedure, scenarios_text
from kouan.procedures.voluntary_disclosure.handling import window
from kouan.procedures.voluntary_disclosure.rules import month_of

DISCLOSURE = procedure("voluntary-disclosure")
SCENARIOS = read_scenarios(scenarios_text(DISCLOSURE.code))
FILINGS = read_filings(scenarios_text(DISCLOSURE.code))
PAPERS = attached(("self-check", "records", "calculation"))


def scenario(name: str):
    return next(scenario for scenario in SCENARIOS if scenario.name == name)


def found(day: date, **pointers):
    form = changed(FILINGS["ordinary"], {"set": {"/" + at.replace("__", "/"): value for at, value in pointers.items()}})
    at = datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI)
    return problems(DISCLOSURE, parse(DISCLOSURE.form, form), circumstances(DISCLOSURE, at, documents=PAPERS))


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(DISCLOSURE, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(DISCLOSURE, SCENARIOS, local_date(now())) == []


def test_the_25th_month_is_told_why_it_is_too_late():
    (problem,) = found(date(2026, 10, 21), acts__0__declaration="670120241000032118", acts__0__happened_on="2024-10-20")
    assert (problem.code, problem.path, problem.clause) == (
        "disclosed-too-late",
        "/acts/0/happened_on",
        "gacc-2023-127#two-years",
    )
    for said in ("2024-10-20", "2026-10-20", "24", "25"):
        assert said in problem.message.zh
        assert said in problem.message.en


@pytest.mark.parametrize(
    ("act", "day", "late"),
    [
        ("2024-10-20", date(2026, 10, 20), False),
        ("2024-10-20", date(2026, 10, 21), True),
        ("2024-02-29", date(2026, 2, 28), False),
        ("2024-02-29", date(2026, 3, 1), True),
    ],
)
def test_two_years_end_on_the_same_day(act, day, late):
    form = {"acts__0__declaration": "670120241000032118", "acts__0__happened_on": act}
    dated = {"discovered_on": day.isoformat(), "earlier": []}
    codes = [problem.code for problem in found(day, **form, **dated)]
    assert codes == (["disclosed-too-late"] if late else [])


def test_under_the_notice_of_2022_a_year_was_all():
    form = {"acts__0__declaration": "670120221000032118", "acts__0__happened_on": "2022-09-01"}
    dated = {"discovered_on": "2022-10-01", "earlier": []}
    assert [problem.code for problem in found(date(2023, 10, 10), **form, **dated)] == ["disclosed-too-late"]
    assert found(date(2023, 10, 11), **form, **dated) == ()


@pytest.mark.parametrize(("day", "nth"), [(date(2026, 3, 16), 24), (date(2026, 3, 17), 25), (date(2024, 3, 16), 1)])
def test_months_are_numbered_from_the_act(day, nth):
    assert month_of(day, date(2024, 3, 16)) == nth


def test_the_same_act_waits_twelve_months():
    again = {"disclosed_on": "2025-03-16", "kind": "tax", "item": "15-4"}
    assert [problem.code for problem in found(date(2026, 3, 16), earlier=[again])] == ["repeat-within-twelve-months"]
    assert found(date(2026, 3, 17), earlier=[again]) == ()
    assert found(date(2026, 3, 16), earlier=[again | {"item": "18"}]) == ()


@pytest.mark.parametrize(
    ("due_", "settled", "falls"),
    [
        ("4000000", "2800000", "within-caps"),
        ("4000000", "2799999.99", "beyond-caps"),
        ("2000000", "1000000", "within-caps"),
        ("2000000", "999999.99", "beyond-caps"),
    ],
)
def test_thirty_per_cent_or_a_million_to_the_fen(due_, settled, falls):
    story = scenario("not-accepted")
    form = changed(FILINGS["old"], {"set": {"/acts/0/due": due_, "/acts/0/settled": settled}})
    case = replay(DISCLOSURE, tell(DISCLOSURE, story).events)
    case.filing = parse(DISCLOSURE.form, form).filing
    assert window(case.facts).code == falls


@pytest.mark.parametrize(("act", "falls"), [("2025-09-16", "early"), ("2025-09-15", "beyond-caps")])
def test_six_months_end_on_the_same_day(act, falls):
    """The day of the disclosure is 16 March 2026; two million of four were short."""
    short = {"/acts/0/due": "4000000", "/acts/0/settled": "2000000", "/acts/0/happened_on": act}
    case = replay(DISCLOSURE, tell(DISCLOSURE, scenario("not-accepted")).events)
    assert local_date(case.filed_at) == date(2026, 3, 16)
    case.filing = parse(DISCLOSURE.form, changed(FILINGS["old"], {"set": short})).filing
    assert window(case.facts).code == falls


def test_fifteen_days_to_pay_and_a_day_off_moves_them_on():
    events = tell(DISCLOSURE, scenario("exempt-by-amount")).events
    paid = next(at for at, event in enumerate(events) if event.kind == "supplied")
    case = replay(DISCLOSURE, events[:paid])
    opened = local_date(case.opened["pay"])
    assert opened == date(2026, 3, 30)
    assert due(case, case.open_step("pay")) == datetime(2026, 4, 14, 23, 59, 59, tzinfo=SHANGHAI)


def test_one_decision_is_promised_not_two():
    assert DISCLOSURE.limit_on(date(2026, 3, 16)).text.en == "15 working days + 30 days"
