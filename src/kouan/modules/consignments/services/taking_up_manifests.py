"""Taking up what customs accepted, changed or deleted of manifests, by whichever procedure.

A bill is brought to how it stands by the whole log, so that events told twice, late or out of order do no harm.
"""

from kouan.modules.consignments.models import Call
from kouan.modules.consignments.recording import Cause
from kouan.modules.consignments.services.entering import Said, enter, entry, strike
from kouan.modules.consignments.services.stating import STATED, stated
from kouan.runtime.log import Recorded, read

_OWN = ("call/", "bill/", "container/")


def states(event: Recorded) -> bool:
    """Whether an event is a procedure's word about the manifest of a bill."""
    return event.kind in STATED and not event.stream.startswith(_OWN)


def take_up_manifest(event: Recorded) -> None:
    """Bring each bill that an event names to how it stands. Call it in a transaction."""
    for ref in event.objects:
        if ref.kind == "bill":
            _bring_up(event, ref.id)


def _bring_up(event: Recorded, number: str) -> None:
    said = stated(number)
    cause = Cause(event.happened_at, read(event.stream)[0].actor, event.recorded_at)
    source = {"position": event.position, "stream": event.stream}
    if said is None:
        strike(cause, number, source)
        return
    call = _call(said)
    known = {**said, "call": call.number} if call else {k: v for k, v in said.items() if k != "call"}
    enter(cause, entry(number, {**known, **source}), call, demo=event.demo)


def _call(said: Said) -> Call | None:
    """The ship's visit, locked; None for what goes without a ship, or by one that is not announced here."""
    return Call.objects.select_for_update(no_key=True).filter(pk=said.get("call", "")).first()
