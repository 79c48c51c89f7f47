"""Procedures for which the month itself has no cause: the demo's people live through the procedures' own scenarios.

Nothing here knows a procedure. A scenario is moved to its day, its applicant becomes a firm of the port, and its moves
are made by the firm's people and the officers at the desks. What the port cannot take, because a scenario names a ship
or a bill that is not there, makes way for the procedure's next scenario.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import islice
from typing import Any

from kouan.blueprint import Procedure
from kouan.blueprint.agency import AGENCIES
from kouan.blueprint.document import Attached
from kouan.blueprint.form import Incomplete, parse
from kouan.blueprint.procedure import APPLICANT
from kouan.cli.demo.habits import in_business
from kouan.cli.demo.papers import Cabinet
from kouan.cli.demo.world import World
from kouan.engine import Refused, commands
from kouan.engine.moves import command_of, later
from kouan.engine.scenario import Scenario, read_scenarios
from kouan.kernel.clock import to_micros
from kouan.kernel.limit import Limit
from kouan.modules.cases.public import NotFound, act, file_case, history
from kouan.modules.consignments.public import visible_calls
from kouan.modules.parties.public import Viewer, organisations, staff
from kouan.procedures import procedures, scenarios_text
from kouan.runtime.objects import facts as known_facts

_DAY = timedelta(days=1)
_DAYS_AGO = (19, 8, 1)
_LATEST = timedelta(hours=2)
"""The last begins on a weekend too, where the month ends on one."""
_LAW_OF_TODAY = date(2025, 1, 1)
"""Scenarios before this tell of earlier law, and mean nothing on a day of the month."""
_FIRMS_TRIED, _TRIES = 4, 80
_OF_A_SHIP = ("imo", "ship", "voyage_in", "voyage_out")
_A_NAME = 8
"""So long must a word be to be replaced inside a text too."""
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(T.*)?")


@dataclass(slots=True)
class Telling:
    """A scenario on its way: who filed the case, which moves are still to come."""

    case: str
    filer: Viewer
    moves: list[Mapping[str, Any]]
    at: datetime
    documents: Mapping[str, Attached] = field(default_factory=dict)


class Stories:
    """Tells some scenarios of every procedure that nothing else in the month has filed."""

    def __init__(self, world: World, cabinet: Cabinet) -> None:
        self.world = world
        self.cabinet = cabinet

    def plan(self, filed: Sequence[str]) -> None:
        """Let each procedure but ``filed`` be lived through: long ago, lately, and just begun."""
        for code, procedure in procedures().items():
            if code not in filed:
                queue = _told_today(procedure)
                for days in _DAYS_AGO:
                    moment = in_business(self.world.scale.until - days * _DAY, self.world.dice(code, days), 9, 17)
                    moment = min(moment, self.world.scale.until - _LATEST)
                    self.world.at(moment, partial(self._begin, procedure, queue), code)

    def _begin(self, procedure: Procedure, queue: Iterator[Scenario], at: datetime) -> None:
        """File the next scenario that the port can take."""
        stories = (moved for scenario in queue for moved in (_moved(scenario, at), _moved(scenario, at, hours=True)))
        pairs = ((told, filer) for told in stories for filer in self._filers(procedure, told))
        for told, filer in islice(pairs, _TRIES):
            try:
                self._file(procedure, self._of_the_port(procedure, told, filer), filer, at)
            except Refused:
                continue
            return

    def _filers(self, procedure: Procedure, scenario: Scenario) -> Iterator[Viewer]:
        """Who may file it: the officer it names, or one firm of each kind that the procedure is for."""
        if scenario.by in AGENCIES or APPLICANT not in procedure.opened_by:
            agency = scenario.by or procedure.opened_by[0]
            yield self.world.people.officer(agency, "", self.world.dice(procedure.code, agency))
            return
        for role in procedure.audience or ("importer",):
            for firm in organisations(role)[:_FIRMS_TRIED]:
                yield self.world.people.person(staff(firm.id)[0].person_id)

    def _of_the_port(self, procedure: Procedure, told: Scenario, filer: Viewer) -> Scenario:
        """The same story with the firm that files for its applicant, and a ship of the port for its own."""
        swaps = dict(self._firm(procedure, told, filer))
        for (kind, number), facts in told.objects.items():
            if kind == "vessel-call" and facts:
                swaps |= _call(number, facts, filer, told.at)
        moves = tuple(_swapped(move, swaps) for move in told.moves)
        return replace(told, form=_swapped(told.form, swaps), moves=moves)

    def _firm(self, procedure: Procedure, told: Scenario, filer: Viewer) -> Iterator[tuple[str, str]]:
        applicant = _principal(procedure, told.form)
        if applicant is not None and not filer.agency:
            code = self.world.people.customs_code(filer.party)
            yield from _firms_names(told.form, applicant, {"name": filer.party_name.zh, "customs_code": code})
            yield applicant, filer.party

    def _file(self, procedure: Procedure, told: Scenario, filer: Viewer, at: datetime) -> None:
        papers = self.cabinet.take(filer, [document.kind for document in told.documents])
        view = file_case(filer, procedure.code, told.form, papers, at=at, demo=True, entropy=told.entropy)
        self.world.made[procedure.code] += 1
        self._next(Telling(view["id"], filer, list(told.moves), at))

    def _next(self, telling: Telling) -> None:
        if telling.moves and "lapse" not in telling.moves[0]:
            move = telling.moves.pop(0)
            wait = Limit.of(move["after"]) if "after" in move else Limit(20, "minutes")
            telling.at = later(telling.at, wait)
            self.world.at(telling.at, partial(self._make, telling, move))

    def _make(self, telling: Telling, move: Mapping[str, Any], at: datetime) -> None:
        """Make one move; the story stops where the port answers otherwise than the scenario expects."""
        case = history(telling.filer, telling.case).state
        command = command_of(case, move)
        by = self._mover(telling, move, command, case.steps)
        try:
            if by is not None:
                act(by, telling.case, self._with_papers(by, command), at=at)
        except (Refused, NotFound):
            if "refused" not in move:
                return
        self._next(telling)

    def _mover(self, telling: Telling, move: Mapping[str, Any], command: commands.Command, steps: Any) -> Viewer | None:
        agency = move.get("by", "applicant")
        if agency not in AGENCIES:
            return telling.filer if agency == "applicant" else None
        step = steps.get(getattr(command, "step", ""))
        desk = step.desk if step is not None and step.kind == "review" and step.by == agency else ""
        return self.world.people.officer(agency, desk, self.world.dice(telling.case, agency, desk))

    def _with_papers(self, by: Viewer, command: commands.Command) -> commands.Command:
        if not isinstance(command, commands.Amend | commands.Resubmit | commands.Supply | commands.Answer):
            return command
        return replace(command, documents=self.cabinet.take(by, [each.kind for each in command.documents]))


def _told_today(procedure: Procedure) -> Iterator[Scenario]:
    """Scenarios without a fault of today's law, the first once more at the end."""
    told = [each for each in read_scenarios(scenarios_text(procedure.code)) if not each.problems]
    today = [each for each in told if each.at.date() >= _LAW_OF_TODAY]
    return iter([*today, *today[:1]])


def _moved(scenario: Scenario, at: datetime, *, hours: bool = False) -> Scenario:
    """The same story on another day: every day in it moves with the day of its filing, and its hours if need be."""
    days = (at.date() - scenario.at.date()).days * _DAY
    span = at - scenario.at if hours else days
    moves = tuple(_shifted(move, days, span) for move in scenario.moves)
    return replace(scenario, at=at, form=_shifted(scenario.form, days, span), moves=moves)


def _shifted(value: Any, days: timedelta, span: timedelta) -> Any:
    """Days by ``days``, moments by ``span``."""
    if isinstance(value, dict):
        return {name: _shifted(each, days, span) for name, each in value.items()}
    if isinstance(value, list):
        return [_shifted(each, days, span) for each in value]
    found = _ISO.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return value
    if found[2] is None:
        return (date.fromisoformat(value) + days).isoformat()
    return (datetime.fromisoformat(value) + span).replace(microsecond=0).isoformat()


def _call(number: str, facts: Mapping[str, Any], filer: Viewer, at: datetime) -> dict[str, str]:
    """For the call that a scenario names the nearest that the filer may know of, with what is known of its ship."""
    calls = [(abs(call.eta - to_micros(at)), call.number) for call in visible_calls(filer) if call.eta]
    if not calls:
        return {}
    _, nearest = min(calls)
    known = known_facts([("vessel-call", nearest)], at)["vessel-call", nearest]
    told = ((facts.get(name), known.get(name)) for name in _OF_A_SHIP)
    return {number: nearest, **{str(said): str(true) for said, true in told if said and true}}


def _principal(procedure: Procedure, form: Mapping[str, Any]) -> str | None:
    try:
        return procedure.principal(parse(procedure.form, form).filing)
    except (Incomplete, AttributeError, TypeError):
        return None


def _swapped(value: Any, swaps: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: _swapped(each, swaps) for name, each in value.items()}
    if isinstance(value, list):
        return [_swapped(each, swaps) for each in value]
    if not isinstance(value, str) or value in swaps:
        return swaps.get(value, value)
    for said, true in swaps.items():
        if len(said) >= _A_NAME:
            value = value.replace(said, true)
    return value


def _firms_names(form: Mapping[str, Any], applicant: str, firm: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What a form says of its applicant beside the code, and what the port's firm is called there."""
    for name, each in form.items():
        if each == applicant:
            for part, theirs in firm.items():
                said = form.get(name.removesuffix("uscc") + part) or form.get(part)
                if isinstance(said, str) and theirs:
                    yield said, theirs
