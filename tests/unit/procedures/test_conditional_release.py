"""Two-stage entry tells its own scenarios: goods may go before they may be sold."""

from datetime import timedelta

import pytest

from kouan.blueprint import parse
from kouan.blueprint.flow import in_series
from kouan.engine import circumstances, due, problems, replay
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import changed, read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.procedures import procedure, scenarios_text

RELEASE = procedure("conditional-release")
SCENARIOS = {scenario.name: scenario for scenario in read_scenarios(scenarios_text(RELEASE.code))}


def found(name: str, **pointers: object) -> list[str]:
    story = SCENARIOS[name]
    form = changed(story.form, {"set": {f"/{place}": value for place, value in pointers.items()}})
    on = circumstances(RELEASE, story.at, story.objects, story.documents)
    return [f"{each.code}@{each.path}" for each in problems(RELEASE, parse(RELEASE.form, form), on)]


def emitted(name: str) -> list[tuple[str, str]]:
    events = tell(RELEASE, SCENARIOS[name]).events
    return [(event.kind, event.payload["step"]) for event in events if event.kind in ("hold-lifted", "sale-permitted")]


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(RELEASE, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(RELEASE, list(SCENARIOS.values()), local_date(now())) == []


def test_the_port_lets_go_before_anything_may_be_sold():
    steps = [step for _, step in emitted("passed-at-home")]
    assert steps == ["leave", "leave", "leave", "permit", "permit"]


def test_what_failed_is_never_permitted():
    assert {kind for kind, _ in emitted("first-time-site-returned")} == {"hold-lifted"}
    assert {kind for kind, _ in emitted("destroyed")} == {"hold-lifted"}


def test_what_was_treated_and_passed_is_permitted_when_that_is_verified():
    assert [step for kind, step in emitted("treated-elsewhere") if kind == "sale-permitted"] == ["verify", "verify"]


def test_port_and_site_look_at_the_same_time():
    day = local_date(SCENARIOS["passed-at-home"].at)
    assert in_series(RELEASE.flow_on(day)).working_days - RELEASE.limit_on(day).working_days == 1


def test_the_arrival_is_due_three_days_after_leave_to_go():
    events = tell(RELEASE, SCENARIOS["passed-at-home"]).events
    left = next(n for n, event in enumerate(events, 1) if event.payload.get("step") == "leave")
    case = replay(RELEASE, events[:left])
    assert local_date(due(case, case.open_step("arrive"))) == local_date(events[left - 1].happened_at) + timedelta(3)


@pytest.mark.parametrize("hs_code", ["0101210000", "0602901000", "1209910000"])
def test_what_lives_does_not_leave_on_condition_but_may_be_checked_elsewhere(hs_code):
    assert found("passed-at-home", **{"lines/0/hs_code": hs_code}) == ["living-goods@/lines/0/hs_code"]
    assert found("checked-elsewhere", **{"lines/0/hs_code": hs_code}) == []


def test_the_moment_of_asking_is_the_first_at_which_goods_may_be_planned_to_leave():
    assert found("passed-at-home", leaves_at="2026-03-17T09:00:00+08:00") == []
    assert found("passed-at-home", leaves_at="2026-03-17T08:59:59+08:00") == ["leaves-too-soon@/leaves_at"]


@pytest.mark.parametrize(("kind", "fit"), [("supervised", True), ("zone", True), ("own", False), ("rented", False)])
def test_a_check_elsewhere_is_at_a_site_under_customs(kind, fit):
    assert found("checked-elsewhere", site_kind=kind) == ([] if fit else ["transfer-site@/site_kind"])
