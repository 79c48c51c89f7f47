"""The figures of a study in a period: by stage, told apart by one segment, and who held the time."""

import ibis
import ibis.expr.types as ir

from kouan.kernel.text import Text
from kouan.modules.timing.figures.period import Period
from kouan.modules.timing.figures.standing import Standing
from kouan.modules.timing.measures.holders import EARLY
from kouan.modules.timing.measures.months import month
from kouan.modules.timing.measures.report import Figure, report
from kouan.modules.timing.measures.waterfall import EARLY_TITLE, Held
from kouan.modules.timing.shape import log
from kouan.modules.timing.studies.model import Study

Only = tuple[tuple[str, str], ...]
"""Segments and the value that each must have."""
MONTH = "month_of_end"
INTERVAL = {"unit": "string", "holder": "string", "since": "int64", "until": "int64", "us": "int64"}


def cases_in(standing: Standing, period: Period | None, only: Only = ()) -> ir.Table:
    """The units of a period, rows of ``case_ms``: those that ended in it, and those that began in it and have no end.

    None: of all time.
    """
    rows = standing.cases
    if period:
        start, end = rows[standing.study.overall.start], rows[standing.study.overall.end]
        ended = (end >= period.since) & (end < period.until)
        rows = rows.filter(ended | (end.isnull() & (start >= period.since) & (start < period.until)))
    for segment, value in only:
        rows = rows.filter(rows[segment] == value)
    return rows


def taken(standing: Standing, period: Period | None, by: str = "", only: Only = ()) -> list[Figure]:
    """A row for each stage, the overall time last; with ``by`` also for each stage and value of that segment."""

    def ask() -> list[Figure]:
        rows = cases_in(standing, period, only)
        return report(standing.engine, log(), standing.study, (by,) if by else (), rows)

    return standing.once(("taken", period, by, only), ask)


def by_month(standing: Standing, only: Only = ()) -> list[Figure]:
    """A row for each stage and month in which units ended; ``value`` is the month."""

    def ask() -> list[Figure]:
        rows = cases_in(standing, None, only)
        rows = rows.mutate(**{MONTH: month(rows[standing.study.overall.end]).fill_null("")})
        return [each for each in report(standing.engine, log(), standing.study, (MONTH,), rows) if each.value]

    return standing.once(("months", only), ask)


def held(standing: Standing, period: Period | None, only: Only = ()) -> list[Held]:
    """Who held the time of these units, the longest first: the same as ``waterfall`` of them."""

    def ask() -> list[Held]:
        if standing.study.holders is None:
            return []
        waits = ibis.table(INTERVAL, name="interval").semi_join(cases_in(standing, period, only), "unit")
        asked = waits.group_by("holder").agg(units=waits.unit.nunique(), us=waits.us.sum())
        return _held(standing.study, [(code, units, int(us)) for code, units, us in standing.engine.rows(asked)])

    return standing.once(("held", period, only), ask)


def _held(study: Study, found: list[tuple[str, int, int]]) -> list[Held]:
    whole = sum(us for *_, us in found)
    ordered = sorted(found, key=lambda row: (-row[2], row[0]))
    return [
        Held(study.code, study.digest, code, holder_title(study, code), "", "", units, us, us / whole if whole else 0.0)
        for code, units, us in ordered
    ]


def holder_title(study: Study, code: str) -> Text:
    """What a study calls a party; its code, where it has no word for it."""
    if code == EARLY:
        return EARLY_TITLE
    return study.holders.titles.get(code, Text(code, code)) if study.holders else Text(code, code)
