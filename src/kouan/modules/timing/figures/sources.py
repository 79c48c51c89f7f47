"""What sources owe: which milestones of units that are done were never reported, and which clocks contradict others.

Who reports what is the port's own order of things: the terminal what it moves, the ship's side what the ship does, the
tally what it counts, customs what it decides, the trader what it files.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kouan.modules.timing.figures.period import Period
from kouan.modules.timing.figures.standing import Standing
from kouan.modules.timing.studies.model import Milestone, Study

_SENT_BY = {
    **dict.fromkeys(("berthed", "discharged", "gated-in", "gated-out", "loaded"), "terminal"),
    **dict.fromkeys(("arrived", "departed", "carrier-released"), "carrier"),
    **dict.fromkeys(("filed", "manifested"), "trader"),
    "tallied": "tally",
}
_TRADERS = ("supplied: ", "answered: ")
_AUTHORITY = "customs"
_MACHINES = frozenset({"terminal", "carrier", "tally"})
"""Whose systems report what they do of themselves: where one of them is before the other, a clock is wrong."""
_NAMED_BY = {"terminal": ("terminal",), "carrier": ("carrier",), "trader": ("consignee", "shipper", "principal")}


@dataclass(frozen=True, slots=True)
class Lack:
    """Of ``units`` that are done, ``lacking`` have no such milestone. role: who reports it; party: which of them, ""
    where the study does not tell them apart; segment: by which of its segments it does."""

    milestone: Milestone
    role: str
    segment: str
    party: str
    units: int
    lacking: int

    @property
    def share(self) -> float:
        return self.lacking / self.units if self.units else 0.0


@dataclass(frozen=True, slots=True)
class Skew:
    """Of ``units`` that have both, ``back`` have the later one before the earlier, by ``worst_us`` at most."""

    before: Milestone
    after: Milestone
    segment: str
    party: str
    units: int
    back: int
    worst_us: int

    @property
    def share(self) -> float:
        return self.back / self.units if self.units else 0.0


@dataclass(frozen=True, slots=True)
class Owing:
    """One unit behind a count: when it was done, and by how much its clocks differ, µs; None where none is there."""

    unit: str
    end: int
    us: int | None


def lacks(standing: Standing, period: Period) -> list[Lack]:
    """Each milestone that every unit should have, by who should have reported it; those most often lacking first."""
    found = standing.once(("lacks", period), lambda: list(_lacks(standing, period)))
    return sorted(found, key=lambda each: (-each.share, each.milestone.name, each.party))


def skews(standing: Standing, period: Period) -> list[Skew]:
    """Each two milestones, one after the other, that machines report; those most often the wrong way round first."""
    found = standing.once(("skews", period), lambda: list(_skews(standing, period)))
    return sorted(found, key=lambda each: (-each.share, each.before.name, each.party))


def lacking(standing: Standing, period: Period, milestone: str, segment: str = "", party: str = "") -> list[Owing]:
    """The units behind a :class:`Lack`, the latest first."""
    return _units(standing, period, f'"{milestone}" IS NULL', "NULL", (segment, party))


def skewed(
    standing: Standing, period: Period, pair: tuple[str, str], segment: str = "", party: str = ""
) -> list[Owing]:
    """The units behind a :class:`Skew`, the latest first."""
    before, after = pair
    return _units(standing, period, f'"{after}" < "{before}"', f'"{after}" - "{before}"', (segment, party))


def required(study: Study) -> list[Milestone]:
    """The milestones that every unit should have: the ends of stages, save of what only some units go through."""
    optional = {name for segment in study.segments for name in segment.reached}
    optional |= {stage.end for stage in study.measured if stage.start in optional} | {study.overall.end}
    wanted = {end for stage in study.measured for end in (stage.start, stage.end)} - optional
    return [each for each in study.milestones if each.name in wanted and not each.latest]


def machine_pairs(study: Study) -> list[tuple[Milestone, Milestone]]:
    """Milestones that machines report, each with the one that follows it in the study."""
    told = [each for each in study.milestones if not each.latest and role_of(each) in _MACHINES]
    return [*pairwise(told)]


def role_of(milestone: Milestone) -> str:
    """Who reports a milestone."""
    event = milestone.picked.events[0]
    return "trader" if event.startswith(_TRADERS) else _SENT_BY.get(event, _AUTHORITY)


def _segment(study: Study, role: str) -> str:
    """The segment of a study that names who of a role it was; "" where it has none."""
    wanted = _NAMED_BY.get(role, ())
    return next((each.name for each in study.segments if each.attribute in wanted), "")


def _lacks(standing: Standing, period: Period) -> Iterator[Lack]:
    for each in required(standing.study):
        role = role_of(each)
        segment = _segment(standing.study, role)
        party = f'"{segment}"' if segment else "''"
        asked = f'SELECT {party}, count(*), count(*) FILTER ("{each.name}" IS NULL)'
        for row in _rows(standing, period, asked, "GROUP BY 1"):
            yield Lack(each, role, segment, *row)


def _skews(standing: Standing, period: Period) -> Iterator[Skew]:
    for before, after in machine_pairs(standing.study):
        segment = _segment(standing.study, role_of(after)) or _segment(standing.study, role_of(before))
        gap = f'"{after.name}" - "{before.name}"'
        party = f'"{segment}"' if segment else "''"
        asked = (
            f"SELECT {party}, count({gap}), count(*) FILTER ({gap} < 0), coalesce(-min({gap}) FILTER ({gap} < 0), 0)"
        )
        for row in _rows(standing, period, asked, "GROUP BY 1"):
            yield Skew(before, after, segment, *row)


def _units(standing: Standing, period: Period, condition: str, gap: str, only: tuple[str, str]) -> list[Owing]:
    segment, party = only
    end = standing.study.overall.end
    chosen = f'AND {condition} AND "{segment}" = $3' if segment else f"AND {condition}"
    rest = f'{chosen} ORDER BY "{end}" DESC, unit'
    return [
        Owing(*row)
        for row in _rows(standing, period, f'SELECT unit, "{end}", {gap}', rest, *([party] if segment else []))
    ]


def _rows(standing: Standing, period: Period, asked: str, rest: str, *more: str) -> list[tuple[Any, ...]]:
    """Of the units that ended in a period. Names in the question are those of the study's milestones and segments."""
    ended = f'FROM case_ms WHERE "{standing.study.overall.end}" >= $1 AND "{standing.study.overall.end}" < $2'
    question = f"{asked} {ended} {rest}"
    return standing.engine.connection.execute(question, [period.since, period.until, *more]).fetchall()
