"""The figures of a study in a period: by stage, told apart by one segment, and who held the time."""

from dataclasses import replace

import ibis
import ibis.expr.types as ir

from kouan.kernel.text import Text
from kouan.modules.timing.engines.duck import Duck
from kouan.modules.timing.figures.period import Period
from kouan.modules.timing.figures.standing import CHOSEN, MONTH, Standing, in_memory
from kouan.modules.timing.measures.holders import EARLY
from kouan.modules.timing.measures.report import Figure, report
from kouan.modules.timing.measures.waterfall import EARLY_TITLE, Held
from kouan.modules.timing.shape import log
from kouan.modules.timing.studies.model import Study
from kouan.modules.timing.worktime import beyond

Only = tuple[tuple[str, str], ...]
"""Segments and the value that each must have."""
INTERVAL = {"unit": "string", "holder": "string", "since": "int64", "until": "int64", "us": "int64"}


def choosing(standing: Standing, period: Period | None, only: Only = ()) -> Duck:
    """The units of a period as :data:`CHOSEN`: those that ended in it, and those that began in it and have no end.

    None: of all time.
    """
    said = matching(only)
    if period:
        start, end = f'"{standing.study.overall.start}"', f'"{standing.study.overall.end}"'
        within = f">= {period.since} AND {{0}} < {period.until}"
        ended, begun = (f"{name} {within.format(name)}" for name in (end, start))
        said.append(f"({ended} OR ({end} IS NULL AND {begun}))")
    return standing.chosen(" AND ".join(said) or "true")


def matching(only: Only) -> list[str]:
    """The segments as conditions in SQL."""
    return [f'"{segment}" = {_quoted(value)}' for segment, value in only]


def chosen(study: Study) -> ir.Table:
    """The rows of the units that were chosen."""
    return in_memory(study, CHOSEN)


def waits(study: Study) -> ir.Table:
    """The intervals of the units that were chosen."""
    return ibis.table(INTERVAL, name="interval").semi_join(chosen(study), "unit")


def within_calendar(study: Study, engine: Duck) -> None:
    """Raise BeyondCalendar where the time of the chosen units cannot be told apart: a year's holidays are not known."""
    if study.working_days:
        beyond(engine, chosen(study), (study.overall.start, study.overall.end))


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def taken(standing: Standing, period: Period | None, by: str = "", only: Only = ()) -> list[Figure]:
    """A row for each stage, the overall time last; with ``by`` also for each stage and value of that segment."""

    def ask() -> list[Figure]:
        engine = choosing(standing, period, only)
        return report(engine, log(), standing.study, (by,) if by else (), chosen(standing.study))

    return standing.once(("taken", period, by, only), ask)


def apart(standing: Standing, period: Period | None, by: str, only: Only = ()) -> list[Figure]:
    """The overall time told apart by a segment, without the stages: quicker where only that is looked at."""
    study = standing.study

    def ask() -> list[Figure]:
        engine = choosing(standing, period, only)
        rows = report(engine, log(), replace(study, stages=()), (by,), chosen(study))
        return [replace(each, digest=study.digest) for each in rows if each.segment]

    return standing.once(("apart", period, by, only), ask)


def by_month(standing: Standing, only: Only = ()) -> list[Figure]:
    """A row for each stage and month in which units ended; ``value`` is the month."""

    def ask() -> list[Figure]:
        found = report(choosing(standing, None, only), log(), standing.study, (MONTH,), chosen(standing.study))
        return [each for each in found if each.value]

    return standing.once(("months", only), ask)


def held(standing: Standing, period: Period | None, only: Only = ()) -> list[Held]:
    """Who held the time of these units, the longest first: the same as ``waterfall`` of them."""

    def ask() -> list[Held]:
        if standing.study.holders is None:
            return []
        each = waits(standing.study)
        asked = each.group_by("holder").agg(units=each.unit.nunique(), us=each.us.sum())
        engine = choosing(standing, period, only)
        within_calendar(standing.study, engine)
        found = engine.rows(asked)
        return _held(standing.study, [(code, units, int(us)) for code, units, us in found])

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
