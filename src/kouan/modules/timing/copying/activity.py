"""What an event of the platform's log is called where it is measured, and which objects it is about."""

from kouan.kernel.event import ITSELF, ObjectRef
from kouan.runtime.log import Recorded

CASE = "case"
"""The kind of every case, whatever its procedure; what kind of thing it is about is an attribute of it."""
VISIT = "visit"
"""A container comes again and again; one visit, from its first event to its last, is a ``container-visit``."""
# Of these the step says what happened; other events only tell at which step they were put out.
_OF_A_STEP = frozenset({"decided", "returned", "asked", "answered", "supplied"})

Thing = tuple[str, str]
"""Kind and name of an object."""
Related = tuple[str, str, str]
"""Kind, name and qualifier of an object that an event is about."""


def activity(event: Recorded) -> str:
    """``decided: release``, ``released``: the event's kind, with the step where that is what it is about."""
    step = event.payload.get("step") if event.kind in _OF_A_STEP else None
    return f"{event.kind}: {step}" if step else event.kind


def related(event: Recorded) -> list[Related]:
    """All objects of an event, each once with each qualifier; a case as :data:`CASE`, a visit beside its container."""
    found = [(CASE if each.qualifier == ITSELF else each.kind, each.id, each.qualifier) for each in event.objects]
    visit = visit_of(event)
    if visit:
        found.insert(1, (*visit, VISIT))
    return list(dict.fromkeys(found))


def visit_of(event: Recorded) -> Thing | None:
    """Of an event on a stream ``container/<number>/<where from>``: that visit, named ``<number>/<where from>``."""
    if not event.objects:
        return None
    first = event.objects[0]
    head = f"{first.kind}/"
    if not event.stream.startswith(f"{head}{first.id}/"):
        return None
    return f"{first.kind}-{VISIT}", event.stream.removeprefix(head)


def case_of(event: Recorded) -> ObjectRef | None:
    """The case whose event it is, as the log names it."""
    first = next(iter(event.objects), None)
    return first if first is not None and first.qualifier == ITSELF else None
