"""What a study is: which things are measured, between which events, by which clock, and how the figures are taken."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any, Literal

from kouan.kernel.text import Text
from kouan.modules.timing.studies.awaiting import Holders, Picked
from kouan.modules.timing.worktime import Hours

Sign = Literal["signed", "clip0", "exclude"]
Rule = Literal["none", "trim", "percentile", "limit"]


@dataclass(frozen=True, slots=True)
class Condition:
    """An attribute (of the unit, or ``of`` an object that it reaches) has one of the values; else it is not counted."""

    attribute: str
    of: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Milestone:
    """The first or the last of the events that are meant; or the ``latest`` of other milestones, once all of them are
    reached (then ``picked`` means no event)."""

    name: str
    title: Text
    picked: Picked
    which: Literal["first", "last"] = "first"
    latest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """The time from one milestone to another."""

    name: str
    title: Text
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Segment:
    """What figures are told apart by: an attribute (of the unit, or ``of`` an object it reaches; its first ``prefix``
    characters where that is not 0), the month of a milestone in the port, or whether any of some milestones was
    reached."""

    name: str
    title: Text
    attribute: str = ""
    of: str = ""
    prefix: int = 0
    month: str = ""
    reached: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outliers:
    """What is left out of every figure save ``n``: a ``share`` at either end, what is above a percentile, or above so
    many hours. ``value``: a decimal number as text; "" for none."""

    rule: Rule = "none"
    value: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """A stage, or the overall time, is to take so many hours at most, in a pledged share of cases (percent)."""

    stage: str
    hours: str
    pledged: str = ""


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of the units that reached ``start`` on a day of the port's reached ``end`` on the same day.

    ``without``: milestones that a unit must not have reached, to be counted. ``pledged``: percent, "" for none.
    """

    name: str
    title: Text
    start: str
    end: str
    source: Text
    without: tuple[str, ...] = ()
    pledged: str = ""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The mean that later ones are compared with, in hours, of a year."""

    hours: str
    year: int
    source: str
    verified: bool


@dataclass(frozen=True)
class Study:
    """A definition of clearance times. ``clock`` None: the calendar's; else working time by opening hours.

    ``reach``: paths of kinds along links, from the unit; ``scope``: what a unit must be, to be counted.
    Milestones, stages and segments stand in the order in which they are shown.
    """

    code: str
    version: int
    title: Text
    source: Text
    unit: str
    milestones: tuple[Milestone, ...]
    overall: Stage
    verified: bool = False
    direction: str = ""
    scope: tuple[Condition, ...] = ()
    reach: tuple[tuple[str, ...], ...] = ()
    stages: tuple[Stage, ...] = ()
    sign: Sign = "signed"
    clock: Hours | None = None
    outliers: Outliers = Outliers()
    trimmed: str = "0.05"
    segments: tuple[Segment, ...] = ()
    holders: Holders | None = None
    limits: tuple[Limit, ...] = ()
    rates: tuple[Rate, ...] = ()
    baseline: Baseline | None = None

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the definition as canonical JSON; whoever has the same one measured the same."""
        return digest_of(self)

    @property
    def measured(self) -> tuple[Stage, ...]:
        """The stages, and last the overall time."""
        return (*self.stages, self.overall)

    @property
    def told(self) -> tuple[Milestone, ...]:
        """The milestones that are events."""
        return tuple(each for each in self.milestones if not each.latest)

    @property
    def working_days(self) -> bool:
        """Whether its times, or who held them, depend on the calendar of working days."""
        hours = self.clock or (self.holders.closed.hours if self.holders and self.holders.closed else None)
        return hours is not None and hours.days == "working"

    def limit(self, stage: str) -> Limit | None:
        return next((each for each in self.limits if each.stage == stage), None)


def digest_of(definition: Any) -> str:
    """SHA-256 over dataclasses, mappings and tuples as canonical JSON; days and decimals as they are written."""
    said = json.dumps(_plain(definition), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return sha256(said.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value
