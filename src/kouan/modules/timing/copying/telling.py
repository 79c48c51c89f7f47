"""What the events of a batch tell, taken out of them before any database is asked."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from kouan.kernel.clock import to_micros
from kouan.modules.timing.copying.activity import CASE, Related, Thing, activity, case_of, related
from kouan.modules.timing.copying.cargo import Links, links, told_of_cargo
from kouan.modules.timing.copying.cases import told_of_case
from kouan.modules.timing.copying.correcting import Correction, correction
from kouan.modules.timing.copying.promised import is_of_limit, told_of_limit
from kouan.modules.timing.foretold.said import KIND, MADE, said_in
from kouan.runtime.log import Recorded

SOURCE = "kouan"
Rows = Sequence[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Told:
    """One event: its row, its objects, what it states of things (heading and attributes), and of their links; what was
    forecast in it."""

    position: int
    row: tuple[int, str, int, int, str, str]
    relations: list[Related]
    statements: list[tuple[Thing, str, dict[str, str]]]
    links: Links | None
    correction: Correction | None
    forecasts: Rows = ()

    def things(self) -> Iterator[Thing]:
        """Every object that is named, in one order whenever it is asked."""
        for kind, name, _ in self.relations:
            yield kind, name
        for thing, _, _ in self.statements:
            yield thing
        if self.links:
            yield self.links[0]
            for one, other, _ in sorted(self.links[1]):
                yield from (one, other)


def tell(event: Recorded) -> Told:
    """All that is copied of an event."""
    times = to_micros(event.happened_at), to_micros(event.recorded_at)
    row = (event.position, activity(event), *times, event.actor.party, SOURCE)
    if event.stream.startswith(f"{KIND}/"):
        return Told(event.position, row, [], [], None, None, _forecasts(event) if event.kind == MADE else ())
    return Told(event.position, row, related(event), list(_statements(event)), links(event), correction(event))


def _statements(event: Recorded) -> Iterator[tuple[Thing, str, dict[str, str]]]:
    case = case_of(event)
    if case:
        for heading, said in told_of_case(event, case.id):
            yield (CASE, case.id), heading, said
    elif is_of_limit(event):
        for heading, said in told_of_limit(event):
            yield (event.objects[0].kind, event.objects[0].id), heading, said
    else:
        for thing, name, word in told_of_cargo(event):
            yield thing, name, {name: word}


def _forecasts(event: Recorded) -> Rows:
    """Rows of the table ``forecast``. To be forecast is no event of a thing: the event is about none here."""
    said, recorded = said_in(event), to_micros(event.recorded_at)
    head = (event.position, recorded, said.aim, said.definition, said.model, said.kind)
    return [(*head, name, *astuple(each), event.position) for name, each in said.windows.items()]
