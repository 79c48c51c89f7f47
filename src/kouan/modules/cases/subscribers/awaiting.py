"""End steps that wait for an event elsewhere: "released on arrival" is such a step.

Two events may make the match: the awaited one, and the case's own that opened the step after the awaited one had
already happened. Whichever reaches the log second finds the other committed, so none is missed.
"""

from collections.abc import Iterable

from kouan.engine import Refused, commands
from kouan.kernel.clock import SHANGHAI
from kouan.modules.cases.models import Awaited
from kouan.modules.cases.services.acting import act_as_system
from kouan.runtime import log
from kouan.runtime.subscribers import subscriber


@subscriber("cases-awaiting")
def end_awaited_steps(event: log.Recorded) -> None:
    """Look at an event from both sides."""
    for row in _waiting_for(event):
        _end(row, event)
    if event.stream.startswith("case/"):
        for row in Awaited.objects.filter(case_id=event.stream.removeprefix("case/")):
            already = _already(row)
            if already:
                _end(row, already)


def _waiting_for(event: log.Recorded) -> Iterable[Awaited]:
    for each in event.objects:
        yield from Awaited.objects.filter(kind=each.kind, object_id=each.id, event=event.kind)


def _already(row: Awaited) -> log.Recorded | None:
    return next((e for e in log.events_of(row.kind, row.object_id) if e.kind == row.event), None)


def _end(row: Awaited, event: log.Recorded) -> None:
    """The step ends when the event is recorded; when it happened is in the reason. A step already ended is left."""
    when = f"{event.happened_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    command = commands.Decide(row.step, "done", f"{row.object_id} {row.event} {when}", {"position": event.position})
    try:
        act_as_system(row.case_id, command, at=event.happened_at)
    except Refused:
        return
