"""What steps draw from balances, and what is given back of itself. Each draw is one event, counted at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from kouan.blueprint.draw import Draw, Take, with_holding
from kouan.blueprint.facts import Facts, ObjectFacts
from kouan.engine.case import Case
from kouan.engine.holding import Held, Ref
from kouan.engine.refusals import Refused, refuse
from kouan.engine.replay import apply
from kouan.kernel import balance as words
from kouan.kernel.event import SYSTEM, Event, ObjectRef

_UNDOES = frozenset({"returned", "amended", "resubmitted", "supplied", "closed"})
_NOBODY = Held()


# ── What is known ────────────────────────────────────────────────────────────────────────────────────────────────
def facts_now(case: Case) -> Facts:
    """What a computed step reads: balances as they stand now, less what this case has drawn since they were read.

    Conditions read them as they were recorded, or a replay would lie.
    """
    if not case.known and not case.held:
        return case.facts
    objects = {**case.circumstances.objects, **case.known}
    return replace(case.facts, circumstances=replace(case.circumstances, objects=_standing(case, objects)))


def informed(case: Case, known: ObjectFacts) -> Case:
    """A copy of the case that knows balances as somebody has just read them."""
    twin = case.fork()
    twin.known, twin.held_then = known, dict(case.held)
    return twin


def with_own(case: Case, objects: ObjectFacts) -> ObjectFacts:
    """Facts read with those for a filing that is handed in anew, with what its case holds already."""
    return _standing(case, objects) if case.held else objects


def _standing(case: Case, objects: ObjectFacts) -> ObjectFacts:
    own = {ref: _as_drawn(case, ref, objects[ref]) for ref in case.held if objects.get(ref)}
    return {**objects, **own} if own else objects


def _as_drawn(case: Case, ref: Ref, facts: Mapping[str, Any]) -> dict[str, Any]:
    now, then = case.held.get(ref, _NOBODY), case.held_then.get(ref, _NOBODY)
    return with_holding(facts, now.reserved, now.total - then.total, bool(now.total) - bool(then.total))


# ── What is drawn ────────────────────────────────────────────────────────────────────────────────────────────────
def drawn(case: Case, step: str, draws: Iterable[Draw], at: datetime) -> list[Event]:
    """The events that draws of a step lead to, in order. Refused where a balance does not bear what is asked of it."""
    return [
        event for draw in draws for take in _takes(case, draw) for event in _DRAWS[draw.sense](case, step, take, at)
    ]


_Take = tuple[Ref, Take]


def _takes(case: Case, draw: Draw) -> list[_Take]:
    takes = draw.what(facts_now(case)) if draw.what else _all_of(case, draw)
    return [((draw.of, take.id), take) for take in takes]


def _all_of(case: Case, draw: Draw) -> list[Take]:
    """What a draw means that names nothing: all that the case holds, or all that its filing names."""
    if draw.sense in ("release", "commit"):
        return [Take(id, held.reserved) for (kind, id), held in case.held.items() if kind == draw.of]
    if draw.sense == "resume":
        return [Take(id) for (kind, id), held in case.held.items() if kind == draw.of and held.suspends]
    return [Take(each.id) for each in case.named if each.kind == draw.of]


def _grant(case: Case, step: str, take: _Take, at: datetime) -> list[Event]:
    said = {"step": step, "amount": words.plain(take[1].amount), **take[1].data}
    return [_counted(case, Event(words.GRANTED, at, SYSTEM, said))]


def _more(case: Case, step: str, take: _Take, at: datetime) -> list[Event]:
    return _by(case, words.RAISED, step, take, at)


def _fewer(case: Case, step: str, take: _Take, at: datetime) -> list[Event]:
    _demand(case, take[0], take[1].amount, bool)
    return _by(case, words.LOWERED, step, take, at)


def _longer(case: Case, step: str, take: _Take, at: datetime) -> list[Event]:
    return [_noted(case, words.EXTENDED, take[0], {"step": step, **take[1].data}, at)]


def _reserve(case: Case, step: str, take: _Take, at: datetime) -> list[Event]:
    if take[1].amount:
        _demand(case, take[0], take[1].amount, _is_open(case, take[0]))
    return _by(case, words.RESERVED, step, take, at)


def _release(case: Case, step: str, take: _Take, at: datetime) -> list[Event]:
    return _by(case, words.RELEASED, step, _at_most_held(case, take), at)


def _commit(case: Case, step: str, take: _Take, at: datetime) -> list[Event]:
    return _by(case, words.COMMITTED, step, _at_most_held(case, take), at)


def _suspend(case: Case, step: str, take: _Take, at: datetime) -> list[Event]:
    held = case.held.get(take[0], _NOBODY)
    return [] if held.suspends else [_noted(case, words.SUSPENDED, take[0], {"step": step}, at)]


def _resume(case: Case, step: str, take: _Take, at: datetime) -> list[Event]:
    held = case.held.get(take[0], _NOBODY)
    return [_noted(case, words.RESUMED, take[0], {"step": step}, at)] if held.suspends else []


def _end(case: Case, step: str, take: _Take, at: datetime) -> list[Event]:
    return [_noted(case, words.ENDED, take[0], {"step": step}, at)]


_DRAWS: Mapping[str, Callable[[Case, str, _Take, datetime], list[Event]]] = {
    **{"grant": _grant, "raise": _more, "lower": _fewer, "extend": _longer, "reserve": _reserve},
    **{"release": _release, "commit": _commit, "suspend": _suspend, "resume": _resume, "end": _end},
}


def _at_most_held(case: Case, take: _Take) -> _Take:
    """Nobody gives back, or uses up, more than they hold."""
    held = case.held.get(take[0], _NOBODY).reserved
    return take[0], replace(take[1], amount=min(take[1].amount, held))


def _by(case: Case, kind: str, step: str, take: _Take, at: datetime) -> list[Event]:
    """An event over an amount; none over nothing. ValueError on less than nothing."""
    ref, amount = take[0], take[1].amount
    if amount < 0:
        raise ValueError(f"{kind} {amount} of {ref}")
    return [_noted(case, kind, ref, {"step": step, "amount": words.plain(amount)}, at)] if amount else []


def _noted(case: Case, kind: str, ref: Ref, payload: dict[str, Any], at: datetime) -> Event:
    """An event on a balance, counted, which then says what the case holds."""
    event = Event(kind, at, SYSTEM, payload, (ObjectRef(*ref, words.DRAWN),))
    _counted(case, event)
    held = case.held.get(ref, _NOBODY)
    payload |= {"reserved": words.plain(held.reserved), "used": words.plain(held.used)}
    return event


def _counted(case: Case, event: Event) -> Event:
    apply(case, event)
    return event


# ── What a balance does not bear ─────────────────────────────────────────────────────────────────────────────────
def _is_open(case: Case, ref: Ref) -> Callable[[Mapping[str, Any]], bool]:
    """Whether one more draw may be made at all: valid that day, with a use left unless the case has one."""
    has_one = bool(case.held.get(ref, _NOBODY).total)

    def test(facts: Mapping[str, Any]) -> bool:
        times = facts.get("times_left")
        return bool(facts.get("valid", True)) and (has_one or times is None or times > 0)

    return test


def _demand(case: Case, ref: Ref, amount: Decimal, is_open: Callable[[Mapping[str, Any]], bool]) -> None:
    """Refused unless the balance, as it is known now, is open and has so much left; nothing is said where unknown."""
    facts = facts_now(case).circumstances.objects.get(ref)
    if facts is None:
        return
    left = Decimal(str(facts.get("left", 0)))
    if not is_open(facts):
        raise _closed(ref)
    if amount > left:
        raise _short(ref, amount, left)


def _closed(ref: Ref) -> Refused:
    return refuse(
        "balance-closed",
        "{number} 当日不能使用：没有查到、不在有效期、已暂停、已终止或次数已用完；请改用其他有效的。",
        "{number} cannot be drawn on that day: not found, not in force, suspended, ended or used as often as it may be;"
        " name another one.",
        number=ref[1],
    )


def _short(ref: Ref, amount: Decimal, left: Decimal) -> Refused:
    return refuse(
        "balance-short",
        "{number} 的余额不足：需要 {amount}，只剩 {left}。",
        "What is left of {number} does not suffice: {amount} is needed, {left} is left.",
        number=ref[1],
        amount=f"{amount:,f}",
        left=f"{left:,f}",
    )


# ── What is given back of itself ─────────────────────────────────────────────────────────────────────────────────
def given_back(case: Case, event: Event) -> list[Event]:
    """What follows for balances from an event that undoes something, or ends the case."""
    if event.kind not in _UNDOES or not (case.held or case.granted):
        return []
    at = event.happened_at
    if event.kind == "closed":
        return _settled(case, event.payload["result"], at)
    return [_released(case, ref, part, step, at) for ref, step, part in _undone(case)]


def _undone(case: Case) -> list[tuple[Ref, str, Decimal]]:
    """What steps reserved whose outcome no longer stands."""
    parts = [(ref, step, part) for ref, held in case.held.items() for step, part in held.by_step.items()]
    return [(ref, step, part) for ref, step, part in parts if step not in case.outcomes]


def _released(case: Case, ref: Ref, amount: Decimal, step: str, at: datetime) -> Event:
    return _noted(case, words.RELEASED, ref, {"step": step, "amount": words.plain(amount)}, at)


def _settled(case: Case, result: str, at: datetime) -> list[Event]:
    """A case that has ended holds nothing in reserve and keeps nothing suspended; one that failed has used nothing.

    What a case granted ends when it is declared void.
    """
    events = []
    for ref, held in list(case.held.items()):
        if held.reserved:
            events.append(_released(case, ref, held.reserved, "", at))
        if held.used and result != "done":
            events.append(_noted(case, words.RESTORED, ref, {"step": "", "amount": words.plain(held.used)}, at))
        if held.suspends:
            events.append(_noted(case, words.RESUMED, ref, {"step": ""}, at))
    if case.granted and result == "void":
        events.append(_counted(case, Event(words.ENDED, at, SYSTEM, {"step": ""})))
    return events
