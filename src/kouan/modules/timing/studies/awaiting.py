"""Which events are meant, and who is awaited until they happen."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kouan.kernel.text import Text
from kouan.modules.timing.worktime import Hours

ANY = "*"


@dataclass(frozen=True, slots=True)
class Picked:
    """Which events are meant: all of it must hold; ``qualifiers`` and ``parties`` are left open where they are empty.

    ``events``: types; one that ends in ``*`` means all that begin so, ``*`` all. ``of``: the kind of object by which
    the event belongs to the unit (the unit itself, or one it reaches). ``parties``: who did it.
    """

    events: tuple[str, ...]
    of: str
    qualifiers: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holder:
    """Until the events that are meant, ``awaited`` was waited for; only ``after`` some others, where it says so.

    ``awaited``: a party's code, or "{party}" / "{type}": whoever did the event, or what it was.
    """

    awaited: str
    next: Picked
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Closed:
    """Outside ``hours`` nobody is waited for: what falls there of the time of ``parties`` (of all, where empty) is
    ``awaited``'s. A study that counts in working time has no such time to split off.
    """

    awaited: str
    hours: Hours
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holders:
    """Who is awaited: the first entry that fits says so; ``otherwise`` has the rest. ``titles``: of the parties."""

    entries: tuple[Holder, ...]
    otherwise: str
    titles: Mapping[str, Text] = field(default_factory=dict)
    closed: Closed | None = None
