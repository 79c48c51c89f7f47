"""What a move of a scenario means: the moment it is made and the command that it is."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from kouan.blueprint.facts import ObjectFacts
from kouan.engine import commands as ask
from kouan.engine.case import Case
from kouan.engine.dues import due
from kouan.engine.scenario import attached, changed
from kouan.kernel.calendar import months_after
from kouan.kernel.limit import Limit


def moment_of(case: Case, move: Mapping[str, Any], now: datetime) -> datetime:
    """When a move is made, the one before having been made ``now``.

    A lapse, of which it is not said, waits until the step named ends of itself.
    """
    if "after" in move:
        return later(now, Limit.of(move["after"]))
    step = case.open_step(move.get("lapse", ""))
    return max(now, (step and due(case, step)) or now)


def later(now: datetime, wait: Limit) -> datetime:
    """So long after ``now``; a working day of a story counts as a day."""
    if wait.unit == "months":
        day = now.date()
        return now + (months_after(day, wait.amount) - day)
    return now + timedelta(**{"days" if wait.in_days else wait.unit: wait.amount})


def command_of(case: Case, move: Mapping[str, Any], known: ObjectFacts = MappingProxyType({})) -> ask.Command:
    """The command that a move means for a case; ``known``: what is known of objects since it was filed."""
    verb = next(verb for verb in ask.VERBS if verb in move)
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
