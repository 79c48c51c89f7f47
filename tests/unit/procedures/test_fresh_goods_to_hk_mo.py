"""Fresh goods for Hong Kong and Macao tell their own scenarios: the window kept is the turn kept."""

from datetime import datetime, timedelta

import pytest

from kouan.blueprint import parse
from kouan.engine import circumstances, due, problems, replay
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import changed, read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.procedures import procedure, scenarios_text

FRESH = procedure("fresh-goods-to-hk-mo")
SCENARIOS = {scenario.name: scenario for scenario in read_scenarios(scenarios_text(FRESH.code))}


def found(name: str = "straight-through", **pointers: object) -> list[str]:
    story = SCENARIOS[name]
    form = changed(story.form, {"set": {f"/{place}": value for place, value in pointers.items()}})
    on = circumstances(FRESH, story.at, documents=story.documents)
    return [f"{each.code}@{each.path}" for each in problems(FRESH, parse(FRESH.form, form), on)]


def when_open(name: str, step: str):
    """The case of a scenario as a step's turn comes."""
    events = tell(FRESH, SCENARIOS[name]).events
    cases = (replay(FRESH, events[:n]) for n in range(1, len(events) + 1))
    return next(case for case in cases if case.open_step(step))


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(FRESH, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(FRESH, list(SCENARIOS.values()), local_date(now())) == []


@pytest.mark.parametrize(("after", "turn"), [("870 minutes", "first"), ("871 minutes", "queued")])
def test_half_an_hour_after_the_window_is_still_in_time(after, turn):
    story = SCENARIOS["straight-through"]
    slot, report, *_ = story.moves
    shifted = type(story)(
        **{name: getattr(story, name) for name in story.__slots__ if name not in ("moves", "expect")},
        moves=({**slot, "after": "0 minutes"}, {**report, "after": after}),
        expect={"outcomes": {"turn": turn}},
    )
    assert tell(FRESH, shifted).mismatches == []


def test_who_is_in_time_is_checked_within_the_hour_and_who_is_late_within_four():
    first, late = when_open("pigs-first", "inspection"), when_open("late-and-refused", "queued-inspection")
    for case, step, hours in ((first, "inspection", 1), (late, "queued-inspection", 4)):
        assert due(case, case.open_step(step)) - case.opened[step] == timedelta(hours=hours)


def test_the_last_day_of_the_interval_may_be_the_day_of_harvest():
    assert found(**{"lots/0/treated_on": "2026-03-10"}) == []
    assert found(**{"lots/0/treated_on": "2026-03-11"}) == ["interval-short@/lots/0/gathered_on"]


def test_a_certificate_covers_its_last_day():
    assert found(certificate_until="2026-03-18") == []
    assert found(certificate_until="2026-03-17") == ["certificate-expired@/certificate_until"]


def test_an_hour_ahead_is_soon_enough():
    start = datetime.fromisoformat("2026-03-17T16:00:00+08:00")
    later = {
        "window_end": "2026-03-17T17:00:00+08:00",
        "certificate_until": "2026-03-20",
        "lots/0/gathered_on": "2026-03-17",
    }
    assert found(window_start=start.isoformat(), **later) == []
    earlier = start - timedelta(seconds=1)
    assert found(window_start=earlier.isoformat(), **later) == ["booked-late@/window_start"]


def test_fresh_goods_come_first_on_every_desk():
    filing = parse(FRESH.form, SCENARIOS["pigs-first"].form).filing
    assert FRESH.priority(filing) == -1
