"""What is forecast: the time that an object of one kind still needs to a milestone."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Target:
    """From which event to which, and what a forecast may look at. Its digest names every model made for it.

    kind: the kind of object; until: the activities that are the milestone, the first of them counts; none: the object's
    last event, for logs whose objects simply end. since: the object is followed from the first of these on; none: from
    its first event. over: activities after which it reaches the milestone no more; such objects are left out. only:
    attributes with the values of which one must be had. through: kinds of objects that belong to it, as cases to a box:
    their events are its own too. within: kinds of objects that it belongs to, as a box to its bills, with those of
    their activities that tell something of it; they are told apart by their kind, ``bill: declared``.
    least: the fewest events of an object before anything is forecast for it.
    attributes: what is known of the object from its start (the log keeps only the last value: one that is filled in
    later would tell the answer), as a category; amounts: the same, read as numbers. segment: one of ``attributes`` by
    which medians by state are told apart. zone: where the hour and the weekday are read.
    """

    kind: str
    until: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    only: tuple[tuple[str, tuple[str, ...]], ...] = ()
    through: tuple[str, ...] = ()
    within: tuple[tuple[str, tuple[str, ...]], ...] = ()
    least: int = 1
    attributes: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    segment: str = ""
    zone: str = "Asia/Shanghai"

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> "Target":
        return cls(**{name: _frozen(each) for name, each in told.items()})

    @property
    def digest(self) -> str:
        """SHA-256 of the definition, hexadecimal."""
        return hashlib.sha256(json.dumps(self.as_json(), sort_keys=True).encode()).hexdigest()


def _frozen(told: Any) -> Any:
    """Lists as tuples, however deep."""
    return tuple(_frozen(each) for each in told) if isinstance(told, list) else told
