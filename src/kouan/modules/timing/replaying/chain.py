"""What waits for what on the way of a consignment: steps with those that come before, as data."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Literal

from kouan.kernel.text import Text
from kouan.modules.timing.studies.awaiting import Picked

Side = Literal["physical", "documents"]
Pair = tuple[str, str]
"""A step, and one of those that it waits for."""


@dataclass(frozen=True, slots=True)
class Step:
    """It is over at the first or last of the events that are meant; ``awaited`` is who does it.

    ``after``: the steps that it waits for, all of them. ``timetabled``: it is also never before the time it was at, as
    a ship does not sail sooner because one box is ready.
    """

    name: str
    title: Text
    awaited: str
    picked: Picked
    which: Literal["first", "last"] = "first"
    after: tuple[str, ...] = ()
    side: Side = "documents"
    timetabled: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """The steps, each below those that it waits for. ``studies``: whose consignments go this way.

    The roles name the step of arrival, of filing, of payment and of inspection; "" where there is none. ``parallel``:
    the pairs that can sensibly be put beside each other; None: all.
    """

    name: str
    version: int
    title: Text
    source: Text
    steps: tuple[Step, ...]
    studies: tuple[str, ...] = ()
    arrival: str = ""
    filing: str = ""
    payment: str = ""
    inspection: str = ""
    parallel: tuple[Pair, ...] | None = None

    @property
    def digest(self) -> str:
        """SHA-256 over the chain as canonical JSON."""
        said = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return sha256(said.encode()).hexdigest()

    def step(self, name: str) -> Step | None:
        return next((each for each in self.steps if each.name == name), None)

    def pairs(self, end: str) -> Iterator[Pair]:
        """The steps that can be put beside one that they wait for, whose start is known; not the ``end`` itself."""
        started = {each.name for each in self.steps if each.after}
        for each in self.steps:
            if each.name != end and not each.timetabled:
                pairs = ((each.name, before) for before in each.after if before in started)
                yield from (pair for pair in pairs if self.parallel is None or pair in self.parallel)
