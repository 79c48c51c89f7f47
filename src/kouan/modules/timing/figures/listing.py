"""The units behind a figure, the longest first, each with what it waited for."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import ibis
import ibis.expr.types as ir

from kouan.modules.timing.engines.duck import Duck
from kouan.modules.timing.figures.overview import Only, choosing, chosen, taken, waits, within_calendar
from kouan.modules.timing.figures.period import Period
from kouan.modules.timing.figures.sameday import begun
from kouan.modules.timing.figures.standing import Standing
from kouan.modules.timing.measures.rates import in_time
from kouan.modules.timing.measures.stages import HOUR, clocked, durations
from kouan.modules.timing.studies.model import Rate, Stage, Study

LEVELS = ("median", "p90", "p95", "limit")
"""What a list can be cut off at: the units above it are left."""
_NONE: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True)
class Consignment:
    """A unit in one stage. Microseconds; ``us`` None where an end is not known. ``held``: what it waited for, in all.

    ``values``: of the study's segments.
    """

    unit: str
    start: int | None
    end: int | None
    us: int | None
    held: Mapping[str, int]
    values: Mapping[str, str]

    @property
    def longest(self) -> str:
        """The party that it waited for longest, "" where it waited for none."""
        return max(self.held, key=lambda holder: (self.held[holder], holder), default="")


@dataclass(frozen=True, slots=True)
class Behind:
    """Which units of a period are meant: a stage, ``only`` some segments, a holder waited for, ``above`` a level.

    ``missing``: those of which an end of the stage is not known, instead of the others. ``rate``: those that a rate of
    the study is of, instead of a stage's; ``late``: only those not done on the same day.
    """

    stage: str
    only: Only = ()
    holder: str = ""
    above: str = ""
    missing: bool = False
    rate: str = ""
    late: bool = False


def consignments(standing: Standing, period: Period | None, behind: Behind) -> list[Consignment]:
    """The units behind a figure: the longest in the stage first, or those that waited longest for the holder."""
    found = [each for each in _all(standing, period, behind) if _belongs(each, behind)]
    if behind.holder:
        found = [each for each in found if behind.holder in each.held]
        found.sort(key=lambda each: (-each.held[behind.holder], each.unit))
    least = level(standing, period, behind)
    return [each for each in found if least is None or (each.us is not None and each.us > least)]


def _belongs(each: Consignment, behind: Behind) -> bool:
    if behind.rate:
        return not (behind.late and each.start is not None and in_time(each.start, each.end))
    return (each.us is None) == behind.missing


def level(standing: Standing, period: Period | None, behind: Behind) -> int | None:
    """The microseconds that the units are above; None without such a cut."""
    if not behind.above:
        return None
    limit = standing.study.limit(behind.stage)
    if behind.above == "limit":
        return int(Decimal(limit.hours) * HOUR) if limit else None
    rows = taken(standing, period, "", behind.only)
    found: int | None = next((getattr(each, behind.above) for each in rows if each.stage == behind.stage), None)
    return found


def _all(standing: Standing, period: Period | None, behind: Behind) -> list[Consignment]:
    key = ("consignments", period, behind.stage, behind.rate, behind.only)
    return list(standing.once(key, lambda: _asked(standing, period, behind)))


def _asked(standing: Standing, period: Period | None, behind: Behind) -> list[Consignment]:
    study = standing.study
    rate, stage = rate_of(study, behind.rate), spanned(study, behind)
    cases = chosen(study)
    engine = begun(standing, rate, period, behind.only) if rate else choosing(standing, period, behind.only)
    segments = [each.name for each in study.segments]
    timed = durations(_timed(cases, study, behind), study, stage).select(of="unit", us="us")
    rows = cases.select("unit", *segments, since=stage.start, until=stage.end).join(timed, [("unit", "of")])
    asked = rows.select("unit", "since", "until", "us", *segments)
    asked = asked.order_by(ibis.desc(asked.us, nulls_first=False), "unit")
    held = _held(study, engine) if study.holders else {}
    return [
        Consignment(unit, since, until, us, held.get(unit, _NONE), dict(zip(segments, values, strict=True)))
        for unit, since, until, us, *values in engine.rows(asked)
    ]


def _timed(cases: ir.Table, study: Study, behind: Behind) -> ir.Table:
    """A rate is of days as they pass, whatever the study's clock."""
    return cases if behind.rate else clocked(cases, study)


def _held(study: Study, engine: Duck) -> dict[str, dict[str, int]]:
    within_calendar(study, engine)
    each = waits(study)
    found: dict[str, dict[str, int]] = {}
    for unit, holder, us in engine.rows(each.group_by(["unit", "holder"]).agg(us=each.us.sum())):
        found.setdefault(unit, {})[holder] = int(us)
    return found


def spanned(study: Study, behind: Behind) -> Stage:
    """The stage that is looked at; of a rate, from what it is of to what was to come on the same day."""
    rate = rate_of(study, behind.rate)
    if rate:
        return Stage(rate.name, rate.title, rate.start, rate.end)
    return next(each for each in study.measured if each.name == behind.stage)


def rate_of(study: Study, name: str) -> Rate | None:
    """A rate of the study."""
    return next((each for each in study.rates if each.name == name), None)


def stage_of(study: Study, name: str) -> str:
    """A stage of the study; the overall time where it has none of that name."""
    return name if any(each.name == name for each in study.measured) else study.overall.name
