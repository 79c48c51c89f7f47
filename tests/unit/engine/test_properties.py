"""What holds of every flow, whoever does what when."""

from datetime import datetime, timedelta
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kouan.blueprint.flow import Flow, Guarded, Parallel, Series, Step, span
from kouan.engine import ENDED, Refused, decide, due, moved, next_lapse, replay
from kouan.engine import commands as ask
from kouan.kernel.event import SYSTEM, Actor
from kouan.kernel.limit import Span

from .flows import APPLICANT, START, commands, file_command, flows, procedure


def paths(flow: Flow) -> list[Span]:
    """Every path through a flow, by brute force: one branch of each `&`, conditions met, the applicant's time left out."""
    if isinstance(flow, Step):
        return [Span.of(flow.within.limit if flow.within and flow.by != "applicant" else None)]
    if isinstance(flow, Guarded):
        return paths(flow.part)
    if isinstance(flow, Parallel):
        return [path for part in flow.parts for path in paths(part)]
    assert isinstance(flow, Series)
    return [sum(choice, Span()) for choice in product(*(paths(part) for part in flow.parts))]


# Drawing a random flow takes as long as the machine's other work lets it.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@PATIENT
@given(flows())
def test_computed_limit_is_the_longest_path(flow):
    assert span(flow).weight == max(path.weight for path in paths(flow))


def snapshot(case):
    return (
        case.status,
        dict(case.outcomes),
        dict(case.opened),
        dict(case.passed),
        case.n,
        case.filing,
        len(case.pauses),
    )


@settings(PATIENT, max_examples=150)
@given(st.data())
def test_random_lives_of_random_cases(data):
    """Replay equals the projection, refusals change nothing, no step is offered twice, nothing gets stuck."""
    rule = procedure(data.draw(flows()))
    events, case = moved(rule, None, file_command(data.draw(st.integers(0, 15))), APPLICANT, START)
    log, now, offered = list(events), START, set(case.opened)
    for _ in range(data.draw(st.integers(0, 14))):
        if case.status in ENDED:
            break
        command, actor, later = data.draw(commands(case))
        now += later
        before = snapshot(case)
        try:
            more, case_after = moved(rule, case, command, actor, now)
        except Refused as refused:
            assert refused.problems
            assert all(problem.message.zh and problem.message.en for problem in refused.problems)
            assert snapshot(case) == before
            continue
        assert snapshot(case) == before, "a case is moved on by copy"
        log += more
        assert snapshot(replay(rule, log)) == snapshot(case_after)
        reopened = set(getattr(command, "reopen", ()))
        newly = {step.name for step in case_after.open_steps} - {step.name for step in case.open_steps}
        assert not (newly & offered) - reopened, "no step is offered twice"
        offered |= newly
        case = case_after
    lapsed = [event for event in log if "lapsed" in event.payload]
    assert all(event.happened_at >= datetime.fromisoformat(event.payload["lapsed"]) for event in lapsed)
    assert case.status in ENDED or case.open_steps, "somebody always holds a running case"
    for step in case.open_steps:
        assert due(case, step) is None or due(case, step) >= case.opened[step.name]


@settings(PATIENT, max_examples=100)
@given(st.data())
def test_everybody_doing_their_part_brings_a_case_to_its_end(data):
    rule = procedure(data.draw(flows()))
    _, case = moved(rule, None, file_command(data.draw(st.integers(0, 15))), APPLICANT, START)
    for turn in range(len(case.steps) + 1):
        if case.status in ENDED:
            break
        step = data.draw(st.sampled_from(case.open_steps))
        command = ask.Supply(step.name) if step.kind == "supply" else ask.Decide(step.name, "approve")
        actor = APPLICANT if step.kind == "supply" else Actor(step.by, "officer")
        # So quick that no deadline passes.
        _, case = moved(rule, case, command, actor, START + timedelta(seconds=turn))
    assert case.status == "done"
    assert set(case.outcomes) <= set(case.steps)


@PATIENT
@given(flows(), st.integers(0, 15))
def test_deciding_is_pure(flow, flags):
    rule = procedure(flow)
    assert decide(rule, None, file_command(flags), APPLICANT, START) == decide(
        rule, None, file_command(flags), APPLICANT, START
    )


@settings(PATIENT, max_examples=100)
@given(st.data())
def test_time_alone_ends_what_lapses_and_nothing_else(data):
    """Before a deadline time changes nothing, at it the step ends, and a second look finds nothing more to do."""
    rule = procedure(data.draw(flows()))
    log, case = moved(rule, None, file_command(data.draw(st.integers(0, 15))), APPLICANT, START)
    while lapse := next_lapse(case):
        ends, step = lapse
        with pytest.raises(Refused, match="run out"):
            moved(rule, case, ask.Lapse(), SYSTEM, ends - timedelta(microseconds=1))
        more, case = moved(rule, case, ask.Lapse(), SYSTEM, ends)
        assert case.outcomes[step.name].code == step.lapses.code
        with pytest.raises(Refused, match="run out"):
            moved(rule, case, ask.Lapse(), SYSTEM, ends)
        log += more
        assert snapshot(replay(rule, log)) == snapshot(case)
    assert case.status in ENDED or not any(step.lapses for step in case.open_steps)


@settings(PATIENT, max_examples=100)
@given(st.data())
def test_whatever_is_done_late_finds_the_deadlines_passed(data):
    """Whoever is first to act after a deadline, the case goes on as if it had been recorded in its moment."""
    rule = procedure(data.draw(flows()))
    _, case = moved(rule, None, file_command(data.draw(st.integers(0, 15))), APPLICANT, START)
    command, actor, later = data.draw(commands(case))
    now, on_time = START + later, case
    while (lapse := next_lapse(on_time)) and lapse[0] <= now:
        _, on_time = moved(rule, on_time, ask.Lapse(), SYSTEM, lapse[0])
    late, prompt = outcome(rule, case, command, actor, now), outcome(rule, on_time, command, actor, now)
    if not isinstance(command, ask.Lapse):
        assert late == prompt


def outcome(rule, case, command, actor, now):
    try:
        return snapshot(moved(rule, case, command, actor, now)[1])
    except Refused as refused:
        return refused.problems
