"""A bunkering trip: however the figures fall, one that does not add up stays open and one that does can close."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kouan.blueprint import parse
from kouan.engine import commands as ask
from kouan.engine import due
from kouan.engine.audit import audit
from kouan.engine.decide import moved
from kouan.engine.refusals import Refused
from kouan.engine.rehearse import tell
from kouan.engine.scenario import attached, changed, read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.kernel.event import Actor
from kouan.procedures import load, scenarios_in

BUNKERING = load("bonded_bunkering")
SCENARIOS = read_scenarios(scenarios_in("bonded_bunkering"))
STORIES = {scenario.name: scenario for scenario in SCENARIOS}
SUPPLIER = Actor("91390200MA2607144Y", "applicant")
tonnes = st.decimals("0.001", "900", places=3)


def under_way():
    """The case of a trip that customs and maritime have agreed to."""
    return tell(BUNKERING, STORIES["many-places"]).case


def report(case, supplied: list[Decimal], remaining: Decimal):
    """What comes of reporting these tonnes for the trip of two ships with 1,500 t aboard."""
    later = case.filed_at + timedelta(days=3)
    figures = {"/remaining": str(remaining)}
    for at, quantity in enumerate(supplied):
        place = f"/orders/{at}"
        figures |= {
            f"{place}/supplied": str(quantity),
            f"{place}/supplied_at": (later - timedelta(hours=1)).isoformat(),
            f"{place}/delivery_note": f"BDN-{at}",
            f"{place}/sample": f"S-{at}",
            f"{place}/density": "978.4",
            f"{place}/heat": "46",
        }
    data = changed(case.filing.as_json(), {"set": figures})
    command = ask.Supply("report", data, attached(["loading-ticket", "delivery-notes"]))
    return moved(BUNKERING, case, command, SUPPLIER, later)[1]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(BUNKERING, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(BUNKERING, SCENARIOS, local_date(now())) == []


def test_the_ten_days_to_report_count_from_the_end_of_the_trip():
    case = under_way()
    last = local_date(case.filing.ends) + timedelta(days=10)
    assert local_date(due(case, case.open_step("report"))) == last


@given(tonnes, tonnes, tonnes)
def test_a_trip_closes_only_when_its_tonnes_add_up(first, second, remaining):
    case = under_way()
    adds_up = abs(Decimal(1500) - first - second - remaining) <= Decimal("4.5")
    try:
        assert report(case, [first, second], remaining).outcomes["settle"].code == "balanced"
        assert adds_up
    except Refused as refused:
        assert not adds_up
        assert [problem.code for problem in refused.problems] == ["tonnes-do-not-add-up"]
        assert case.open_step("report")


@pytest.mark.parametrize(
    ("remaining", "closes"), [("104.5", True), ("95.5", True), ("104.501", False), ("95.499", False)]
)
def test_the_tolerance_itself_still_counts(remaining, closes):
    try:
        report(under_way(), [Decimal(800), Decimal(600)], Decimal(remaining))
        assert closes
    except Refused as refused:
        assert not closes
        said = refused.problems[0]
        assert "1500 吨" in said.message.zh
        assert "1400 t supplied" in said.message.en


def test_what_is_written_off_is_kept_to_the_kilogram():
    outcome = tell(BUNKERING, STORIES["one-for-many"]).case.outcomes["settle"]
    assert outcome.data == {"aboard": "1500", "supplied": "1399.6", "remaining": "98", "loss": "2.4"}


def test_more_than_planned_is_told_and_does_not_refuse():
    found = [row for e in tell(BUNKERING, STORIES["one-for-many"]).events for row in e.payload.get("warnings", ())]
    assert {(row["code"], row["path"]) for row in found} == {("supplied-above-plan", "/orders/1/supplied")}


def test_the_form_names_its_ships_barge_and_account():
    kinds = {each.kind for each in BUNKERING.objects(parse(BUNKERING.form, STORIES["one-for-many"].form).filing)}
    assert {"vessel-call", "barge", "bunkering-trip", "account-book", "organisation"} <= kinds
