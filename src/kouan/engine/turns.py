"""Whose turn it is: which steps have opened, how conditions fell out, what a changed filing does to both."""

from datetime import datetime

from kouan.blueprint.facts import Facts
from kouan.blueprint.flow import Flow, Guarded, Parallel, Series, Step, places, steps
from kouan.engine.case import Case, Path


def advance(case: Case, at: datetime) -> None:
    """Give every step its turn that has come: note when it opened and how each condition fell out."""
    if case.status == "open" and not case.ending:
        case.complete = _walk(case, case.flow, (), at, case.facts)


def _walk(case: Case, flow: Flow, path: Path, at: datetime, facts: Facts) -> bool:
    """Whether ``flow`` is done; opens what has its turn."""
    if isinstance(flow, Step):
        if flow.name in case.outcomes:
            return True
        if flow.name not in case.opened:
            case.opened[flow.name] = _turn(case, flow.name, at)
        return False
    if isinstance(flow, Guarded):
        return _walk_guarded(case, flow, path, at, facts)
    assert isinstance(flow, (Series, Parallel))
    done = True
    for index, part in enumerate(flow.parts):
        if not _walk(case, part, (*path, index), at, facts):
            done = False
            if isinstance(flow, Series):
                break
    return done


def _turn(case: Case, name: str, at: datetime) -> datetime:
    """When a step's turn came: now, or where it only lost it for this moment, when it had it first."""
    first, lost = case.dropped.pop(name, (at, at))
    return first if lost == at else at


def _walk_guarded(case: Case, flow: Guarded, path: Path, at: datetime, facts: Facts) -> bool:
    """A condition is looked at once, when its turn comes, and its answer kept."""
    holds = case.passed.get(path)
    if holds is None:
        holds = case.passed[path] = bool(flow.guard(facts))
    return not holds or _walk(case, flow.part, (*path, 0), at, facts)


def forget_computed(case: Case) -> None:
    """Steps that are computed anew with a changed filing lose their outcome, up to the last one that settles things."""
    binding = [name for name in case.outcomes if case.steps[name].settles]
    for name in list(case.outcomes) if not binding else _after(list(case.outcomes), binding[-1]):
        if case.steps[name].anew:
            del case.outcomes[name]


def _after(names: list[str], last: str) -> list[str]:
    return names[names.index(last) + 1 :]


def look_again(case: Case, at: datetime) -> None:
    """What lies behind a step that is computed anew waits for it, where nothing is done yet; conditions are new."""
    redone = {name for name in case.opened if case.steps[name].anew and name not in case.outcomes}
    if not redone:
        return
    numbered = list(places(case.flow))
    first = min(path for path, part in numbered if isinstance(part, Step) and part.name in redone)
    for path, part in numbered:
        if path <= first:
            continue
        if isinstance(part, Guarded) and not any(step.name in case.outcomes for step in steps(part)):
            case.passed.pop(path, None)
        if isinstance(part, Step) and part.name in case.opened and part.name not in case.outcomes:
            case.dropped[part.name] = (case.opened.pop(part.name), at)
