"""International distribution tells its own scenarios: tallied first, then split, and all of it goes somewhere."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kouan.blueprint import parse
from kouan.blueprint.flow import in_series
from kouan.engine import circumstances, due, problems, replay
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.procedures import procedure, scenarios_text
from kouan.procedures.international_distribution.rules_leaving import collected_by

DISTRIBUTION = procedure("international-distribution")
SCENARIOS = read_scenarios(scenarios_text(DISTRIBUTION.code))


def scenario(name: str):
    return next(scenario for scenario in SCENARIOS if scenario.name == name)


def found(story: str, **fields: object) -> list[str]:
    told = scenario(story)
    on = circumstances(DISTRIBUTION, told.at, documents=told.documents)
    filing = parse(DISTRIBUTION.form, told.form | fields)
    return [f"{each.code}@{each.path}" for each in problems(DISTRIBUTION, filing, on)]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(DISTRIBUTION, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(DISTRIBUTION, SCENARIOS, local_date(now())) == []


@pytest.mark.parametrize(
    ("left", "last"),
    [
        (date(2026, 3, 1), date(2026, 4, 30)),
        (date(2026, 3, 31), date(2026, 4, 30)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2026, 11, 1), date(2026, 12, 31)),
        (date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_batches_are_declared_by_the_end_of_the_next_month_and_never_in_the_next_year(left, last):
    assert collected_by(left) == last


def test_the_tally_is_due_fourteen_days_after_the_conveyance_declared_entry():
    events = tell(DISTRIBUTION, scenario("split-four-ways")).events
    opened = next(at for at, event in enumerate(events) if event.payload.get("step") == "admit") + 1
    case = replay(DISTRIBUTION, events[:opened])
    assert local_date(due(case, case.open_step("tally"))) == date(2026, 3, 23)


def test_a_container_is_let_go_when_the_goods_may_enter_the_zone_and_not_before():
    events = tell(DISTRIBUTION, scenario("split-four-ways")).events
    lifted = [event for event in events if event.kind == "hold-lifted"]
    assert {each.kind for event in lifted for each in event.objects} == {"bill", "container"}
    decided = [event.payload["step"] for event in events[: events.index(lifted[0])] if event.kind == "decided"]
    assert decided == ["account", "admit"]


def test_what_was_received_otherwise_is_named():
    case = tell(DISTRIBUTION, scenario("batches-declared-together")).case
    assert case.outcomes["compare"].data == {"differing": [1]}
    assert case.outcomes["settle"].data == {"lots": 3, "kept": 1, "destroyed": 1}


@given(st.lists(st.integers(1, 400), min_size=1, max_size=6))
def test_lots_pass_when_they_make_what_there_is_and_only_then(parts):
    lots = [{"number": f"K-{at}", "line": 1, "quantity": str(part), "channel": "kept"} for at, part in enumerate(parts)]
    line = scenario("out-of-stock").form["lines"][0]
    for more in (0, 1):
        lines = [line | {"quantity": str(Decimal(sum(parts) + more))}]
        assert found("out-of-stock", lines=lines, lots=lots) == ["lots-differ@/lines/0/quantity"] * more


def test_the_last_day_of_a_shelf_life_is_in():
    lines = scenario("out-of-stock").form["lines"]
    lines = [lines[0] | {"best_before": "2026-03-10"}, lines[1]]
    assert found("out-of-stock", lines=lines) == []


def test_reviews_side_by_side_save_three_working_days():
    day = SCENARIOS[0].at.date()
    saved = in_series(DISTRIBUTION.flow_on(day)).working_days - DISTRIBUTION.limit_on(day).working_days
    assert saved == 3
