"""Who held the time, of all units and by segment, as rows that carry the definition they were taken by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import ibis.expr.types as ir

from kouan.kernel.text import Text
from kouan.modules.timing.engines import Engine
from kouan.modules.timing.measures.holders import EARLY, shares
from kouan.modules.timing.measures.milestones import kept_cases
from kouan.modules.timing.shape import Log
from kouan.modules.timing.studies.model import Study
from kouan.modules.timing.worktime import beyond

EARLY_TITLE = Text("抵港前已放行", "Released before arrival")


@dataclass(frozen=True, slots=True)
class Held:
    """How long one party was awaited: ``us`` over ``units``; ``share`` of the whole of its segment."""

    study: str
    digest: str
    holder: str
    title: Text
    segment: str
    value: str
    units: int
    us: int
    share: float


def waterfall(
    engine: Engine, log: Log, study: Study, by: Sequence[str] = (), case: ir.Table | None = None
) -> list[Held]:
    """Who held the time, of all units, then told apart by each segment of ``by``; the longest first.

    Raises BeyondCalendar as :func:`report` does. A study without a map of holders has no rows.
    """
    if study.holders is None:
        return []
    rows = kept_cases(engine, log, study) if case is None else case
    if study.working_days:
        beyond(engine, rows, (study.overall.start, study.overall.end))
    return [each for segment in ("", *by) for each in _held(engine, log, study, rows, segment)]


def _held(engine: Engine, log: Log, study: Study, rows: ir.Table, segment: str) -> Iterator[Held]:
    assert study.holders
    asked = shares(log, study, rows, (segment,) if segment else ())
    found = [dict(zip(asked.columns, row, strict=True)) for row in engine.rows(asked)]
    wholes: dict[str, int] = {}
    for row in found:
        wholes[row.get(segment, "")] = wholes.get(row.get(segment, ""), 0) + int(row["us"])
    for row in sorted(found, key=lambda row: (row.get(segment, ""), -row["us"], row["holder"])):
        code, value, us = row["holder"], row.get(segment, ""), int(row["us"])
        title = EARLY_TITLE if code == EARLY else study.holders.titles.get(code, Text(code, code))
        share = us / wholes[value] if wholes[value] else 0.0
        yield Held(study.code, study.digest, code, title, segment, value, row["units"], us, share)
