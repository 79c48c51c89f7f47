"""W(t) asked of an engine: the calendar's days as a table that is joined, the rest whole numbers."""

from collections.abc import Iterable
from functools import reduce

import ibis
import ibis.expr.types as ir

from kouan.kernel.calendar import WorkingCalendar, china
from kouan.modules.timing.engines import Engine
from kouan.modules.timing.worktime.hours import DAY, MINUTE, OFFSET, Hours, days_of

# A day of the table is one number: the day, the working days before it (fewer than 2^20), whether it is one.
_ROOM = 1 << 20


def with_worked(
    table: ir.Table, names: Iterable[str], hours: Hours, calendar: WorkingCalendar | None = None
) -> ir.Table:
    """The table with each of its instants replaced by W of it; null where the calendar does not reach."""
    if hours.days == "every":
        return table.mutate(**{name: _passed(table[name], hours, _day(table[name]), 1) for name in names})
    days = _days(calendar or china())
    return reduce(lambda joined, name: _joined(joined, name, hours, days), names, table)


def beyond(engine: Engine, table: ir.Table, names: Iterable[str], calendar: WorkingCalendar | None = None) -> None:
    """Raise BeyondCalendar where an instant lies outside the years that the calendar knows."""
    ends = [
        end for name in names for end in (table[name].min().name(f"{name}_min"), table[name].max().name(f"{name}_max"))
    ]
    [row] = engine.rows(table.aggregate(ends))
    within(row, calendar)


def within(moments: Iterable[int | None], calendar: WorkingCalendar | None = None) -> None:
    """Raise BeyondCalendar where one of these instants lies outside the years that the calendar knows."""
    days = days_of(calendar or china())
    for moment in (each for each in moments if each is not None):
        days.of((moment + OFFSET) // DAY)


def _joined(table: ir.Table, name: str, hours: Hours, days: ir.Table) -> ir.Table:
    kept = table.columns
    row = days.rename(worked_day="day", worked_before="before", worked_open="open")
    joined = table.join(row, _day(table[name]) == row.worked_day, how="left")
    found = _passed(joined[name], hours, joined.worked_before, joined.worked_open)
    return joined.mutate(**{name: found}).select(*kept)


def _passed(moment: ir.Value, hours: Hours, before: ir.Value, is_open: ir.Value | int) -> ir.Value:
    time = (moment + OFFSET) % DAY
    spans = [ibis.greatest(ibis.least(time - a * MINUTE, (b - a) * MINUTE), 0) for a, b in hours.spans]
    return before * hours.length + sum(spans[1:], spans[0]) * is_open


def _day(moment: ir.Value) -> ir.Value:
    """Days since 1970. A multiple of a day is divided, so that engines that divide in floating point are right too."""
    local = moment + OFFSET
    return (local - local % DAY) // DAY


def _days(calendar: WorkingCalendar) -> ir.Table:
    known = days_of(calendar)
    pairs = zip(known.before, known.before[1:], strict=False)
    packed = [((known.first + at) * _ROOM + before) * 2 + after - before for at, (before, after) in enumerate(pairs)]
    # As one text: a question with thousands of numbers in it takes longer to write than to answer.
    told = ibis.literal(",".join(map(str, packed)))
    rows = told.split(",").unnest().name("said").as_table()
    packed = rows.said.cast("int64")
    halves = (packed - packed % 2) // 2
    return rows.select(day=(halves - halves % _ROOM) // _ROOM, before=halves % _ROOM, open=packed % 2)
