"""Tell a scenario through the engine and compare what happens with what it expects."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from kouan.blueprint.agency import AGENCIES
from kouan.blueprint.describe import references
from kouan.blueprint.facts import ObjectFacts
from kouan.blueprint.form import Incomplete, Parsed, parse
from kouan.blueprint.problem import Problem
from kouan.blueprint.procedure import Procedure
from kouan.engine import commands as ask
from kouan.engine.case import Case, Path
from kouan.engine.checks import circumstances, problems
from kouan.engine.decide import moved
from kouan.engine.dues import due
from kouan.engine.refusals import Refused
from kouan.engine.scenario import Scenario, attached, changed, known_objects
from kouan.kernel.balance import plain
from kouan.kernel.calendar import months_after
from kouan.kernel.event import SYSTEM, Actor, Event
from kouan.kernel.limit import Limit

_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
_APPLICANT = Actor("91510100569680768F", "applicant")


@dataclass(slots=True)
class Told:
    """What came of a scenario: ``mismatches`` are sentences; empty means it went as expected."""

    scenario: Scenario
    case: Case | None = None
    events: list[Event] = field(default_factory=list)
    mismatches: list[str] = field(default_factory=list)

    @property
    def passed(self) -> Mapping[Path, bool]:
        return self.case.passed if self.case else {}


def tell(procedure: Procedure, scenario: Scenario) -> Told:
    """Run a scenario. Never raises for a story that goes wrong: it is told in ``mismatches``."""
    told = Told(scenario)
    parsed = parse(procedure.form, scenario.form)
    on = circumstances(procedure, scenario.at, scenario.objects, scenario.documents)
    found = problems(procedure, parsed, on)
    _compare_problems(told, [f"{problem.code}@{problem.path}" for problem in found])
    told.mismatches += _nobody_asks(scenario, parsed)
    told.mismatches += [f"{each.code}: a placeholder is left in “{each.message.en}”" for each in found if _left(each)]
    if any(problem.severity == "error" for problem in found):
        return told
    command = ask.File(parsed, scenario.documents, scenario.objects, scenario.entropy)
    events, told.case = moved(procedure, None, command, _actor(scenario.by or procedure.opened_by[0]), scenario.at)
    told.events += events
    _move_all(procedure, told)
    _compare_end(told)
    return told


def _nobody_asks(scenario: Scenario, parsed: Parsed) -> list[str]:
    """Objects that a scenario knows and its filing does not name: nobody would look them up."""
    try:
        named = {(ref.kind, ref.id) for ref in references(parsed.filing)}
    except Incomplete:
        return []
    unasked = [":".join(ref) for ref in scenario.objects if ref not in named]
    return [f"{each} is known, but no field of the filing refers to it" for each in unasked]


def _left(problem: Problem) -> bool:
    return bool(_PLACEHOLDER.search(problem.message.zh + problem.message.en))


def _compare_problems(told: Told, found: list[str]) -> None:
    wanted = list(told.scenario.problems or ())
    if sorted(found) != sorted(wanted):
        told.mismatches.append(f"problems: expected {sorted(wanted)}, found {sorted(found)}")


def _actor(by: str) -> Actor:
    if by == SYSTEM.party:
        return SYSTEM
    return Actor(by, f"{by}-officer") if by in AGENCIES else _APPLICANT


def _move_all(procedure: Procedure, told: Told) -> None:
    now = told.scenario.at
    for number, move in enumerate(told.scenario.moves, 1):
        now = _moment(told, move, now)
        refusal = _move(procedure, told, move, now)
        if refusal != move.get("refused", ""):
            told.mismatches.append(f"move {number}: expected refusal {move.get('refused', '')!r}, got {refusal!r}")


def _moment(told: Told, move: Mapping[str, Any], now: datetime) -> datetime:
    """When a move is made. A lapse, of which it is not said, waits until the step named ends of itself."""
    if "after" in move:
        return later(now, Limit.of(move["after"]))
    assert told.case
    step = told.case.open_step(move.get("lapse", ""))
    return max(now, (step and due(told.case, step)) or now)


def _move(procedure: Procedure, told: Told, move: Mapping[str, Any], now: datetime) -> str:
    """Do one move; the code of its refusal, "" when it was done."""
    assert told.case
    actor = SYSTEM if "lapse" in move else _actor(move.get("by", "applicant"))
    try:
        known = known_objects(move.get("known"))
        events, told.case = moved(procedure, told.case, command_of(told.case, move, known), actor, now, known)
    except Refused as refused:
        return " ".join(problem.code for problem in refused.problems)
    told.events += events
    return _unlapsed(events, move)


def _unlapsed(events: Iterable[Event], move: Mapping[str, Any]) -> str:
    """A step that was to end of itself, and did not while others did."""
    lapsed = {event.payload["step"] for event in events if "lapsed" in event.payload}
    return "not-lapsed" if "lapse" in move and move["lapse"] not in lapsed else ""


def command_of(case: Case, move: Mapping[str, Any], known: ObjectFacts = MappingProxyType({})) -> ask.Command:
    """The command that a move means for a case; ``known``: what is known of objects since it was filed."""
    verb = next(verb for verb in _COMMANDS if verb in move)
    command = _COMMANDS[verb](case, move, move[verb])
    if known and isinstance(command, ask.Amend | ask.Resubmit | ask.Supply):
        return replace(command, objects={**case.circumstances.objects, **known})
    return command


def _data(case: Case, move: Mapping[str, Any]) -> dict[str, Any]:
    if "data" in move:
        return dict(move["data"])
    return changed(case.filing.as_json(), move)


def _supply(case: Case, move: Mapping[str, Any], step: Any) -> ask.Supply:
    known = case.steps.get(step)
    data = _data(case, move) if known and known.completes else dict(move.get("data") or {})
    return ask.Supply(step, data, attached(move.get("documents") or ()))


_COMMANDS: dict[str, Callable[[Case, Mapping[str, Any], Any], ask.Command]] = {
    "decide": lambda case, move, step: ask.Decide(
        step, move.get("outcome", "approve"), move.get("reason", ""), move.get("data") or {}
    ),
    "supply": _supply,
    "return": lambda case, move, step: ask.Return(
        step, move.get("reason", ""), tuple(move.get("fields") or ()), tuple(move.get("reopen") or ())
    ),
    "resubmit": lambda case, move, _: ask.Resubmit(_data(case, move), attached(move.get("documents") or ())),
    "amend": lambda case, move, reason: ask.Amend(
        _data(case, move), attached(move.get("documents") or ()), reason=str(reason)
    ),
    "ask": lambda case, move, step: ask.Ask(step, move.get("question", "")),
    "answer": lambda case, move, number: ask.Answer(
        int(number), move.get("text", ""), attached(move.get("documents") or ())
    ),
    "suspend": lambda case, move, reason: ask.Suspend(str(reason)),
    "resume": lambda case, move, reason: ask.Resume(str(reason)),
    "withdraw": lambda case, move, reason: ask.Withdraw(str(reason)),
    "void": lambda case, move, reason: ask.Void(str(reason)),
    "lapse": lambda case, move, step: ask.Lapse(),
}


def later(now: datetime, wait: Limit) -> datetime:
    """So long after ``now``; a working day of a story counts as a day."""
    if wait.unit == "months":
        day = now.date()
        return now + (months_after(day, wait.amount) - day)
    return now + timedelta(**{"days" if wait.in_days else wait.unit: wait.amount})


def _compare_end(told: Told) -> None:
    assert told.case
    case, expect = told.case, told.scenario.expect
    outcomes = {name: outcome.code for name, outcome in case.outcomes.items()}
    seen = {
        "status": case.status,
        "open": [step.name for step in case.open_steps],
        "outcomes": {name: outcomes.get(name) for name in expect.get("outcomes", ())},
        "emits": [event.kind for event in told.events if event.kind in expect.get("emits", ())],
        "held": {f"{kind}:{id}": plain(held.total) for (kind, id), held in case.held.items() if held.total},
    }
    for key, wanted in expect.items():
        if seen.get(key) != wanted:
            told.mismatches.append(f"{key}: expected {wanted}, got {seen.get(key)}")
