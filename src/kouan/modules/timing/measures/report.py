"""What is reported of a study: figures by stage and segment. Every row carries the definition that it was taken by."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from typing import Any

import ibis.expr.types as ir

from kouan.kernel.text import Text
from kouan.modules.timing.engines import Engine
from kouan.modules.timing.measures.milestones import kept_cases
from kouan.modules.timing.measures.stages import HOUR, figures
from kouan.modules.timing.shape import Log
from kouan.modules.timing.studies.model import Outliers, Stage, Study
from kouan.modules.timing.worktime import beyond


@dataclass(frozen=True, slots=True)
class Figure:
    """A stage, of all units or of one segment. Times in microseconds; None where there is nothing to take them of.

    ``units``: counted in; ``missing``: an end is not known; ``negative``: below nothing as measured; ``left_out``: by
    the outlier rule; ``n``: what the figures are of. ``share``: of n within ``limit`` (hours). ``compression``: how
    much shorter the mean of the overall time is than the baseline's.
    """

    study: str
    digest: str
    stage: str
    title: Text
    segment: str
    value: str
    units: int
    missing: int
    negative: int
    left_out: int
    outliers: Outliers
    n: int
    us: int
    mean: float | None
    trimmed: float | None
    sd: float | None
    least: int | None
    median: int | None
    p90: int | None
    p95: int | None
    p99: int | None
    most: int | None
    limit: str
    pledged: str
    within: int | None
    share: float | None
    compression: float | None


def report(
    engine: Engine, log: Log, study: Study, by: Sequence[str] | None = None, case: ir.Table | None = None
) -> list[Figure]:
    """The figures of all units, then told apart by each segment (of ``by``, where it is given).

    ``case``: a table that holds the rows of ``case_ms``. Raises BeyondCalendar where working time is asked of years
    that the calendar does not know.
    """
    rows = kept_cases(engine, log, study) if case is None else case
    if study.clock and study.clock.days == "working":
        beyond(engine, rows, sorted({end for each in study.measured for end in (each.start, each.end)}))
    return [figure for segment in _segments(study, by) for figure in _figures(engine, study, rows, segment)]


def _segments(study: Study, by: Sequence[str] | None) -> tuple[str, ...]:
    return ("", *(by if by is not None else (each.name for each in study.segments)))


def _figures(engine: Engine, study: Study, rows: ir.Table, segment: str) -> Iterator[Figure]:
    asked = figures(rows, study, (segment,) if segment else ())
    found = [dict(zip(asked.columns, row, strict=True)) for row in engine.rows(asked)]
    order = {stage.name: at for at, stage in enumerate(study.measured)}
    for row in sorted(found, key=lambda row: (order[row["stage"]], row.get(segment, ""))):
        yield _figure(study, study.measured[order[row["stage"]]], segment, row)


def _figure(study: Study, stage: Stage, segment: str, row: Mapping[str, Any]) -> Figure:
    n, limit = row["n"], study.limit(stage.name)
    mean = Fraction(int(row["us"]), n) if n else None
    base = study.baseline if stage is study.overall else None
    return Figure(
        *(study.code, study.digest, stage.name, stage.title, segment, row.get(segment, "")),
        units=row["units"],
        missing=row["missing"] or 0,
        negative=row["negative"] or 0,
        left_out=row["measured"] - n,
        outliers=study.outliers,
        n=n,
        us=int(row["us"] or 0),
        mean=_float(mean),
        trimmed=_float(Fraction(int(row["core"]), row["core_n"])) if row["core_n"] else None,
        sd=_deviation(n, int(row["us"] or 0), int(row["squares"] or 0)),
        least=row["least"],
        median=_micros(row["median"]),
        p90=_micros(row["p90"]),
        p95=_micros(row["p95"]),
        p99=_micros(row["p99"]),
        most=row["most"],
        limit=limit.hours if limit else "",
        pledged=limit.pledged if limit else "",
        within=row["within"] if limit else None,
        share=row["within"] / n if limit and n else None,
        compression=_float(1 - mean / (Fraction(base.hours) * HOUR)) if base and mean is not None else None,
    )


def _micros(said: float | None) -> int | None:
    """A percentile in whole microseconds, half up. It has two decimals in truth, whatever an engine's last bit says."""
    return None if said is None else (round(said * 100) + 50) // 100


def _deviation(n: int, total: int, squares: int) -> float | None:
    """The sample standard deviation, from exact sums."""
    if n < 2:
        return None
    scale = 10**6
    return isqrt(Fraction((n * squares - total * total) * scale * scale, n * (n - 1)).__floor__()) / scale


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
