"""What other cases said of a case's own object: a declaration's goods may be sold, duty on a guarantee is overdue.

Only what is said by cases that the viewer may know of too; draws on a balance stand on its own page.
"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from kouan.kernel.text import Text
from kouan.modules.balances.public import MOVEMENTS
from kouan.modules.cases.public import visible_cases
from kouan.runtime.log import Recorded, events_of
from kouan.web.pages.cases.seen import Seen
from kouan.web.pages.cases.timeline import EMITTED, Line, Proof
from kouan.web.pages.cases.words import procedure_title

_SAID = sorted(EMITTED.keys() - MOVEMENTS.keys())


def elsewhere(case: Seen) -> list[Line]:
    """The lines, latest first."""
    said = [event for event in events_of(case.state.procedure.object_kind, case.number, _SAID) if _by(event) != case.id]
    known = visible_cases(case.viewer).in_bulk({_by(event) for event in said}) if said else {}
    return list(_lines(said, known))[::-1]


def _by(event: Recorded) -> str:
    return event.stream.removeprefix("case/")


def _lines(said: list[Recorded], known: dict[str, Any]) -> Iterator[Line]:
    for event in said:
        other = known.get(_by(event))
        if other:
            who = procedure_title(other.procedure)
            address = reverse("case-event", args=(other.pk, event.n))
            proof = Proof(event.position, event.n, event.hash.hex(), address, other.number)
            title = EMITTED[event.kind]
            yield Line(event.kind, title, who, "", event.happened_at, event.recorded_at, Text("", ""), [proof])
