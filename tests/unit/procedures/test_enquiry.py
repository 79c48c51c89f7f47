"""Enquiries tell their own scenarios: sorted within two hours, answered side by side, rated, published without names."""

from datetime import date, timedelta

import pytest

from kouan.blueprint import parse
from kouan.engine import circumstances, due, problems, publication, replay
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.procedures import procedure, scenarios_text
from kouan.procedures.enquiry.form import ANSWERING

ENQUIRY = procedure("enquiry")
SCENARIOS = read_scenarios(scenarios_text(ENQUIRY.code))


def scenario(name: str):
    return next(scenario for scenario in SCENARIOS if scenario.name == name)


def found(story: str, **fields: object) -> list[str]:
    told = scenario(story)
    on = circumstances(ENQUIRY, told.at, documents=told.documents)
    return [f"{each.code}@{each.path}" for each in problems(ENQUIRY, parse(ENQUIRY.form, told.form | fields), on)]


def after(story: str, step: str):
    """The case as it stood once a step had ended."""
    events = tell(ENQUIRY, scenario(story)).events
    ended = next(at for at, event in enumerate(events) if event.payload.get("step") == step) + 1
    return replay(ENQUIRY, events[:ended])


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(ENQUIRY, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(ENQUIRY, SCENARIOS, local_date(now())) == []


@pytest.mark.parametrize("hotline", ["12315", "12345", "12358", "12360", "95198", "e-port"])
def test_every_hotline_of_the_port_is_taken_in_and_its_call_numbered(hotline):
    assert found("charge-paid-back", channel=hotline, call_number="GD-1") == []
    assert found("charge-paid-back", channel=hotline, call_number=None) == ["call-unnumbered@/call_number"]


def test_reception_has_two_hours_and_an_agency_five_working_days():
    case = tell(ENQUIRY, scenario("incomplete")).case
    fresh = replay(ENQUIRY, tell(ENQUIRY, scenario("charge-paid-back")).events[:1])
    assert due(fresh, fresh.open_step("sort")) - fresh.filed_at == timedelta(hours=2)
    sorted_ = after("charge-paid-back", "sort")
    assert local_date(due(sorted_, sorted_.open_step("answer-market"))) == date(2026, 3, 23)
    assert case.status == "open"


def test_a_question_to_the_asker_stops_the_clock_of_the_agency_that_asks_alone():
    told = tell(ENQUIRY, scenario("asked-back"))
    asked = next(at for at, event in enumerate(told.events) if event.kind == "asked") + 1
    waiting = replay(ENQUIRY, told.events[:asked])
    assert due(waiting, waiting.open_step("answer-customs")) is None
    assert due(waiting, waiting.open_step("call-back")) is not None


def test_agencies_are_asked_side_by_side():
    assert {step.name for step in after("all-nine", "sort").open_steps} == {f"answer-{code}" for code in ANSWERING}


def test_nobody_is_named_in_what_is_published():
    told = publication(tell(ENQUIRY, scenario("answered-at-once")).case)
    everything = f"{told.title.zh}{told.data}"
    for name in ("江映雪", "0759-2209322", "澄湾松岚茶叶合作社有限公司", "91390200MA2603813K"):
        assert name not in everything
    assert "■■" in told.data["question"]
    assert told.data["answers"][0]["agency"] == "window"


def test_what_was_not_agreed_to_is_not_published():
    assert publication(tell(ENQUIRY, scenario("charge-paid-back")).case) is None


def test_the_hotline_takes_in_for_a_caller_and_a_firm_for_itself():
    assert ENQUIRY.opens_for("window")
    assert ENQUIRY.opens_for("91390200MA2603813K")
    assert not ENQUIRY.opens_for("customs")


def test_what_is_urgent_comes_first():
    urgent, other = (parse(ENQUIRY.form, scenario(name).form).filing for name in ("urgent", "charge-paid-back"))
    assert ENQUIRY.priority(urgent) < ENQUIRY.priority(other)


def test_a_report_at_the_counter_needs_no_name():
    assert found("anonymous-report") == []
