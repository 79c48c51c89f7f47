"""Disputes tell their own scenarios: one application, mediated first, never against an agreement to arbitrate."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from kouan.blueprint import parse
from kouan.blueprint.rulebook import judge, rulebook
from kouan.engine import circumstances, due, problems, replay
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.procedures import procedure, scenarios_text
from kouan.procedures.trade_dispute.form import Settlement
from kouan.procedures.trade_dispute.rules import SETTLEMENT_RULES

DISPUTE = procedure("trade-dispute")
SCENARIOS = read_scenarios(scenarios_text(DISPUTE.code))


def scenario(name: str):
    return next(scenario for scenario in SCENARIOS if scenario.name == name)


def found(story: str, **fields: object) -> list[str]:
    told = scenario(story)
    on = circumstances(DISPUTE, told.at, documents=told.documents)
    return [f"{each.code}@{each.path}" for each in problems(DISPUTE, parse(DISPUTE.form, told.form | fields), on)]


def after(story: str, step: str):
    """The case as it stood once a step had ended."""
    events = tell(DISPUTE, scenario(story)).events
    ended = next(at for at, event in enumerate(events) if event.payload.get("step") == step) + 1
    return replay(DISPUTE, events[:ended])


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(DISPUTE, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(DISPUTE, SCENARIOS, local_date(now())) == []


@pytest.mark.parametrize(("kind", "years"), [("sale", 4), ("technology", 4), ("carriage", 3), ("payment", 3)])
def test_the_last_day_of_three_or_four_years_is_in_and_the_next_is_told(kind, years):
    filed = local_date(scenario("to-court").at)
    last = filed.replace(year=filed.year - years)
    for day, expected in ((last, []), (last - timedelta(days=1), ["time-barred@/arose_on"])):
        assert found("to-court", kind=kind, contract_on="2021-01-04", arose_on=day.isoformat()) == expected


def test_a_claim_that_is_barred_is_still_taken_in():
    assert tell(DISPUTE, scenario("barred")).case.status == "open"


@pytest.mark.parametrize("clause", ["arbitration-here", "arbitration-elsewhere"])
@pytest.mark.parametrize("path", ["mediation", "court"])
def test_no_way_leads_to_court_against_an_agreement_to_arbitrate(clause, path):
    told = {"clause_agreed": clause, "path": path, "institution": "新加坡国际仲裁中心"}
    told |= {"afterwards": "court" if path == "mediation" else None}
    codes = [one.split("@")[0] for one in found("settled-and-confirmed", **told)]
    assert codes == ["court-despite-arbitration"]


def test_hong_kong_counts_as_abroad_and_an_element_abroad_suffices():
    assert found("to-court") == []
    assert found("to-court", respondent_country="CHN", foreign_element="货物在新加坡港灭失") == []


@pytest.mark.parametrize(("signed", "expected"), [("2026-03-16", []), ("2026-03-15", ["confirm-late"])])
def test_the_thirtieth_day_to_ask_for_confirmation_is_in(signed, expected):
    moment = datetime.fromisoformat("2026-04-15T23:00:00+08:00")
    on = replace(circumstances(DISPUTE, scenario("to-court").at), step="sign", now=moment)
    told = {
        "signed_on": signed,
        "terms": "卖方退还品位差价九万六千美元。",
        "currency": "USD",
        "perform_by": "2026-05-15",
    }
    settlement = parse(Settlement, told | {"confirm": True}).filing
    assert [problem.code for problem in judge(rulebook(SETTLEMENT_RULES), settlement, on)] == expected


def test_silence_of_the_other_side_for_fifteen_days_counts_as_declined():
    case = tell(DISPUTE, scenario("never-answered")).case
    asked = after("never-answered", "accept")
    assert local_date(due(asked, asked.open_step("invite"))) == date(2026, 4, 2)
    assert local_date(case.outcomes["invite"].at) == date(2026, 4, 2)


@pytest.mark.parametrize(("story", "step", "days"), [("to-arbitration", "arbitration", 5), ("to-court", "registry", 7)])
def test_commission_and_court_decide_in_their_days(story, step, days):
    limit = DISPUTE.terms.on(scenario(story).at.date()).limit(step)
    assert (limit.amount, limit.unit) == (days, "days")
