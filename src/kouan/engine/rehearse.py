"""Tell a scenario through the engine and compare what happens with what it expects."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kouan.blueprint.agency import AGENCIES
from kouan.blueprint.describe import references
from kouan.blueprint.form import Incomplete, Parsed, parse
from kouan.blueprint.problem import Problem
from kouan.blueprint.procedure import Procedure
from kouan.engine import commands as ask
from kouan.engine.case import Case, Path
from kouan.engine.checks import circumstances, problems
from kouan.engine.decide import moved
from kouan.engine.moves import command_of, moment_of
from kouan.engine.refusals import Refused
from kouan.engine.scenario import Scenario, known_objects
from kouan.kernel.balance import plain
from kouan.kernel.event import SYSTEM, Actor, Event
from kouan.kernel.text import Text

_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
_APPLICANT = Actor("91510100569680768F", "applicant")


@dataclass(slots=True)
class Told:
    """What came of a scenario: ``mismatches`` are sentences; empty means it went as expected."""

    scenario: Scenario
    case: Case | None = None
    events: list[Event] = field(default_factory=list)
    mismatches: list[Text] = field(default_factory=list)

    @property
    def passed(self) -> Mapping[Path, bool]:
        return self.case.passed if self.case else {}


def tell(procedure: Procedure, scenario: Scenario) -> Told:
    """Run a scenario. Never raises for a story that goes wrong: it is told in ``mismatches``."""
    told = Told(scenario)
    parsed = parse(procedure.form, scenario.form)
    on = circumstances(procedure, scenario.at, scenario.objects, scenario.documents)
    found = problems(procedure, parsed, on)
    told.mismatches += [*_other_problems(scenario, found), *_nobody_asks(scenario, parsed), *_left(found)]
    if any(problem.severity == "error" for problem in found):
        return told
    command = ask.File(parsed, scenario.documents, scenario.objects, scenario.entropy)
    events, told.case = moved(procedure, None, command, _actor(scenario.by or procedure.opened_by[0]), scenario.at)
    told.events += events
    _move_all(procedure, told)
    told.mismatches += ended_otherwise(told.case, told.events, scenario.expect)
    return told


def _other_problems(scenario: Scenario, found: Iterable[Problem]) -> Iterator[Text]:
    seen = sorted(f"{problem.code}@{problem.path}" for problem in found)
    yield from _unlike(Text("校验结果", "problems"), sorted(scenario.problems or ()), seen)


def _nobody_asks(scenario: Scenario, parsed: Parsed) -> Iterator[Text]:
    """Objects that a scenario knows and its filing does not name: nobody would look them up."""
    try:
        named = {(ref.kind, ref.id) for ref in references(parsed.filing)}
    except Incomplete:
        return
    for kind, id in (ref for ref in scenario.objects if ref not in named):
        yield Text(
            f"写明了 {kind}:{id} 的情况，但申报的栏目没有提到它",
            f"{kind}:{id} is known, but no field of the filing refers to it",
        )


def _left(found: Iterable[Problem]) -> Iterator[Text]:
    for code, said in ((each.code, each.message) for each in found):
        if _PLACEHOLDER.search(said.zh + said.en):
            yield Text(f"{code} 的提示里有未填的占位符：“{said.zh}”", f"{code}: a placeholder is left in “{said.en}”")


def _unlike(what: Text, wanted: Any, seen: Any) -> Iterator[Text]:
    if wanted != seen:
        yield Text(f"{what.zh}应为 {wanted}，实为 {seen}", f"{what.en}: expected {wanted}, got {seen}")


def _actor(by: str) -> Actor:
    if by == SYSTEM.party:
        return SYSTEM
    return Actor(by, f"{by}-officer") if by in AGENCIES else _APPLICANT


def _move_all(procedure: Procedure, told: Told) -> None:
    now = told.scenario.at
    for number, move in enumerate(told.scenario.moves, 1):
        assert told.case
        now = moment_of(told.case, move, now)
        told.mismatches += refused_otherwise(number, move, _move(procedure, told, move, now))


def refused_otherwise(number: int, move: Mapping[str, Any], refusal: str) -> Iterator[Text]:
    """What to say of the move of this number where its refusal ("": it was done) is another than it tells."""
    return _unlike(Text(f"第 {number} 步的拒绝代码", f"refusal of move {number}"), move.get("refused", ""), refusal)


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


def ended_otherwise(case: Case, events: Iterable[Event], expect: Mapping[str, Any]) -> Iterator[Text]:
    """In what a case, and the events that made it, differ from what its scenario expects of its end."""
    outcomes = {name: outcome.code for name, outcome in case.outcomes.items()}
    seen = {
        "status": case.status,
        "open": [step.name for step in case.open_steps],
        "outcomes": {name: outcomes.get(name) for name in expect.get("outcomes", ())},
        "emits": [event.kind for event in events if event.kind in expect.get("emits", ())],
        "held": {f"{kind}:{id}": plain(held.total) for (kind, id), held in case.held.items() if held.total},
    }
    for name, wanted in expect.items():
        yield from _unlike(Text(f" {name} ", name), wanted, seen.get(name))
