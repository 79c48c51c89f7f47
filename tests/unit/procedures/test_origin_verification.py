"""Customs opens a verification of origin; who does not answer in time has not answered; the duty is settled."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from kouan.blueprint import parse
from kouan.engine import circumstances, problems
from kouan.engine.audit import audit
from kouan.engine.dues import due
from kouan.engine.rehearse import tell
from kouan.engine.scenario import attached, changed, read_filings, read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.procedures import load, scenarios_in

ORIGIN = load("origin_verification")
TEXT = scenarios_in("origin_verification")
SCENARIOS = read_scenarios(TEXT)
STORIES = {scenario.name: scenario for scenario in SCENARIOS}


def found(name: str, at: str = "2026-03-12T09:00:00+08:00", **pointers: object) -> list[str]:
    """What is wrong with a named filing handed in at a time, with some values set."""
    places = {"/" + place.replace("__", "/"): value for place, value in pointers.items()}
    filing = parse(ORIGIN.form, changed(read_filings(TEXT)[name], {"set": places}))
    on = circumstances(ORIGIN, datetime.fromisoformat(at), documents=attached(("proof",)))
    return [problem.code for problem in problems(ORIGIN, filing, on)]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(ORIGIN, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(ORIGIN, SCENARIOS, local_date(now())) == []


def test_customs_alone_opens_it_about_the_importer():
    assert ORIGIN.opened_by == ("customs",)
    filing = parse(ORIGIN.form, read_filings(TEXT)["ordinary"]).filing
    assert ORIGIN.principal(filing) == "91390200MA2600110W"


def test_the_duty_in_question_is_that_of_the_preference():
    filing = parse(ORIGIN.form, read_filings(TEXT)["ordinary"]).filing
    assert [line.difference for line in filing.lines] == [Decimal("84000.00"), Decimal("8250.00")]
    assert filing.difference == Decimal("92250.00")


@pytest.mark.parametrize(("days", "refused"), [(29, "reply-days"), (30, ""), (90, ""), (91, "reply-days")])
def test_thirty_to_ninety_days_to_reply(days, refused):
    data = {"to": "issuer", "number": "HC-1", "sent_on": "2026-03-12", "received_on": "2026-03-12", "reply_days": days}
    move = {"by": "customs", "decide": "request", "outcome": "sent", "data": data} | ({"refused": refused})
    story = replace(STORIES["visited"], moves=(move,), expect={})
    assert tell(ORIGIN, story).mismatches == []


@pytest.mark.parametrize(("days", "last"), [(30, "2026-04-18"), (60, "2026-05-18"), (90, "2026-06-17")])
def test_the_reply_counts_as_not_given_when_its_days_from_receipt_have_passed(days, last):
    story = STORIES["visited"]
    asked = {**story.moves[0], "data": {**story.moves[0]["data"], "reply_days": days}}
    case = tell(ORIGIN, replace(story, moves=(asked,), expect={})).case
    assert case.outcomes["request"].data["received_on"] == "2026-03-19"
    assert local_date(due(case, case.open_step("reply"))) == date.fromisoformat(last)


def test_a_proof_is_valid_for_one_year():
    assert found("ordinary", issued_on="2025-03-10") == []
    assert found("ordinary", issued_on="2025-03-09") == ["proof-expired"]


def test_records_are_kept_for_three_years():
    assert found("released", declared_on="2023-03-12", issued_on="2023-02-20") == []
    assert found("released", declared_on="2023-03-11", issued_on="2023-02-20") == ["records-gone"]


@pytest.mark.parametrize(("member", "first"), [("KOR", "2022-02-01"), ("IDN", "2023-01-02"), ("PHL", "2023-06-02")])
def test_each_member_from_its_own_day(member, first):
    day = date.fromisoformat(first)
    before = day - timedelta(days=1)
    at = f"{day + timedelta(days=2)}T09:00:00+08:00"
    assert found("ordinary", at, member=member, declared_on=first, issued_on=first) == []
    assert found("ordinary", at, member=member, declared_on=str(before), issued_on=str(before)) == ["not-yet-in-force"]


def test_goods_are_freed_once_and_only_once():
    for name in ("confirmed", "nobody-answers", "no-deposit"):
        kinds = [event.kind for event in tell(ORIGIN, STORIES[name]).events]
        assert (kinds.count("hold-placed"), kinds.count("hold-lifted")) == (1, 1)


def test_what_was_denied_is_known_by_the_number_of_the_proof():
    told = tell(ORIGIN, STORIES["nobody-answers"])
    event = next(event for event in told.events if event.kind == "preference-denied")
    assert event.objects[0].id == "VN-RCEP-26-004471"
    assert event.payload["ground"] == "no-answer"
