"""Cold-chain imports tell their own scenarios: checked at the plant, verified at the port, inspected where broken."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kouan.blueprint import parse
from kouan.blueprint.facts import Facts
from kouan.engine import circumstances, due, problems, replay
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.procedures import procedure, scenarios_text
from kouan.procedures.cold_chain_import.arrival import verify

COLD = procedure("cold-chain-import")
SCENARIOS = read_scenarios(scenarios_text(COLD.code))


def scenario(name: str):
    return next(scenario for scenario in SCENARIOS if scenario.name == name)


def found(story: str, **fields: object) -> list[str]:
    told = scenario(story)
    on = circumstances(COLD, told.at, documents=told.documents)
    return [f"{each.code}@{each.path}" for each in problems(COLD, parse(COLD.form, told.form | fields), on)]


def verified(story: str, entropy: str, **reefer: str) -> str:
    told = scenario(story)
    data = told.form | {"reefers": [told.form["reefers"][0] | reefer]}
    facts = Facts(parse(COLD.form, data).filing, {}, circumstances(COLD, told.at), entropy)
    return verify(facts).code


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(COLD, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(COLD, SCENARIOS, local_date(now())) == []


@pytest.mark.parametrize(
    ("warmest", "expected"), [("-18.0", "intact"), ("-15.0", "intact"), ("-14.9", "broken"), ("4.0", "broken")]
)
def test_frozen_meat_may_swing_three_degrees_and_no_more(warmest, expected):
    assert verified("straight-out", "0000", seal_found="CL884213", warmest=warmest) == expected


@pytest.mark.parametrize(("warmest", "expected"), [("1.0", "intact"), ("1.1", "broken")])
def test_treated_fruit_is_held_to_its_treatment(warmest, expected):
    assert verified("to-the-store", "0004", seal_found="CL884213", warmest=warmest) == expected


def test_a_seal_exchanged_is_never_drawn_away():
    assert verified("straight-out", "0004", seal_found="CL990001", warmest="-20.0") == "broken"


@given(st.text(alphabet="0123456789abcdef", min_size=8, max_size=8))
def test_only_goods_checked_abroad_are_drawn(entropy):
    assert verified("to-the-store", entropy, seal_found="CL884213", warmest="0.5") == "intact"


def test_about_one_in_twenty_is_drawn_and_anyone_can_redo_it():
    drawn = [verified("straight-out", f"{at:06x}", seal_found="CL884213", warmest="-20.0") for at in range(2000)]
    assert 60 < drawn.count("drawn") < 140
    assert drawn[:50] == [
        verified("straight-out", f"{at:06x}", seal_found="CL884213", warmest="-20.0") for at in range(50)
    ]


def test_the_permit_covers_the_last_kilogram():
    assert found("straight-out", permit_left=str(Decimal("26460"))) == []
    assert found("straight-out", permit_left="26459.99") == ["permit-exceeded@/permit_left"]


def test_the_first_and_last_day_of_registration_are_in():
    made = "2026-01-14"
    assert found("straight-out", registered_from=made) == []
    assert found("straight-out", registered_until=made) == []
    assert found("straight-out", registered_until="2026-01-13") == ["made-unregistered@/batches/0/made_on"]


def test_the_check_at_the_port_comes_first_and_within_six_hours():
    assert COLD.priority(None) < 0
    events = tell(COLD, scenario("too-warm")).events
    opened = next(at for at, event in enumerate(events) if event.kind == "inspection-ordered") + 1
    case = replay(COLD, events[:opened])
    step = case.open_step("inspection")
    assert due(case, step) - case.opened["inspection"] == timedelta(hours=6)


def test_it_lifts_the_hold_it_placed_and_no_other():
    """The standing hold of customs ends with the declaration's release, not here."""
    events = tell(COLD, scenario("to-the-store")).events
    placed, lifted = (event for event in events if event.kind in ("hold-placed", "hold-lifted"))
    assert (placed.kind, lifted.kind) == ("hold-placed", "hold-lifted")
    for event in (placed, lifted):
        assert (event.payload["authority"], event.payload["reason-code"]) == ("customs", "cold-chain")
        assert [thing.kind for thing in event.objects] == ["bill"]


def test_what_goes_to_the_plant_here_is_let_go_at_the_port_before_it_is_checked():
    events = tell(COLD, scenario("to-the-store")).events
    lifted = next(at for at, event in enumerate(events) if event.kind == "hold-lifted")
    checked = next(at for at, event in enumerate(events) if event.payload.get("step") == "plant-check")
    assert lifted < checked
    assert events[lifted].happened_at < datetime.fromisoformat("2026-03-20T11:30:00+08:00")
