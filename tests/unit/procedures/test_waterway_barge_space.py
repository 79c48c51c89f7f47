"""Space on the cargo bus: domestic and foreign on one barge, boxes before closing, what is left waits for the next."""

from datetime import datetime

import pytest

from kouan.blueprint import parse
from kouan.engine import circumstances, problems
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import changed, read_filings, read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.procedures import load, scenarios_in
from kouan.procedures.waterway_barge_space.rules import teu

BARGE = load("waterway_barge_space")
TEXT = scenarios_in("waterway_barge_space")
SCENARIOS = read_scenarios(TEXT)
STORIES = {scenario.name: scenario for scenario in SCENARIOS}


def found(name: str, at: str, **pointers: object) -> list[str]:
    """What is wrong with a named filing handed in at a time, with some values set."""
    places = {"/" + place.replace("__", "/"): value for place, value in pointers.items()}
    filing = parse(BARGE.form, changed(read_filings(TEXT)[name], {"set": places}))
    return [problem.code for problem in problems(BARGE, filing, circumstances(BARGE, datetime.fromisoformat(at)))]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(BARGE, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(BARGE, SCENARIOS, local_date(now())) == []


def test_space_is_asked_for_twelve_hours_to_fourteen_days_ahead():
    assert found("ordinary", "2026-03-18T08:00:00+08:00") == []
    assert found("ordinary", "2026-03-18T08:00:01+08:00") == ["booked-late"]
    assert found("ordinary", "2026-03-04T20:00:00+08:00") == []
    assert found("ordinary", "2026-03-04T19:59:59+08:00") == ["booked-early"]


def test_who_booked_early_has_until_the_closing_and_the_gate_and_not_less():
    """Space asked for eight days ahead is not lost two or three days after it was confirmed."""
    no_boxes, no_show = tell(BARGE, STORIES["given-up"]).case, tell(BARGE, STORIES["no-show"]).case
    assert no_boxes.outcomes["boxes"].at == datetime.fromisoformat("2026-03-18T16:00:00+08:00")
    assert no_show.outcomes["in-port"].at == datetime.fromisoformat("2026-03-18T16:00:00+08:00")


def test_terminals_hear_of_the_sailing_that_was_confirmed_last():
    booked = [event for event in tell(BARGE, STORIES["next-sailing"]).events if event.kind == "barge-space-booked"]
    assert {(event.payload["voyage"], event.payload["barge"]) for event in booked} == {("HP-NS-260319C", "粤港驳 71")}


def test_a_long_box_takes_two_units():
    assert teu(parse(BARGE.form, read_filings(TEXT)["ordinary"]).filing) == 3


def test_each_box_is_booked_with_its_own_trade_and_supervision():
    booked = [event for event in tell(BARGE, STORIES["one-voyage"]).events if event.kind == "barge-space-booked"]
    said = {event.objects[0].id: (event.payload["trade"], event.payload.get("supervision")) for event in booked}
    assert said == {"TGHU6041283": ("export", "released"), "CSQU3054383": ("domestic", None)}


def test_only_what_was_not_loaded_is_told_to_wait():
    rolled = [event for event in tell(BARGE, STORIES["next-sailing"]).events if event.kind == "barge-space-rolled"]
    assert [(event.objects[0].id, event.payload["cause"]) for event in rolled] == [("TGHU6041283", "not-released")]


def test_how_late_the_barge_was_is_on_record():
    case = tell(BARGE, STORIES["one-voyage"]).case
    assert case.outcomes["result"].data == {"loaded": 2, "rolled": 0, "minutes_late": 70}
