"""Each case held against the limit that held when it began: kept, late, or neither yet. Whole microseconds throughout.

Cases and limits stand in small tables of the DuckDB at hand, so that the question is the same for every board.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from functools import cache

import ibis
import ibis.expr.types as ir

from kouan.kernel.clock import SHANGHAI, to_micros
from kouan.modules.timing.engines.duck import Duck, compiled
from kouan.modules.timing.measures.months import month
from kouan.modules.timing.promises.cases import CASE, cases
from kouan.modules.timing.promises.model import HOUR, Limit, Operation
from kouan.modules.timing.shape import log
from kouan.modules.timing.worktime import Hours, with_worked
from kouan.modules.timing.worktime.hours import DAY, OFFSET

KEPT, LATE, PENDING, ODD, UNKNOWN = "kept", "late", "pending", "odd", "unknown"
_EVER = 2**62
_LIMIT = {
    **{"no": "int64", "of": "string", "whose": "string", "since": "int64", "until": "int64", "us": "int64"},
    **{"rate": "int64", "same_day": "int64", "clock": "int64", "moment": "int64"},
}
JUDGED = {
    "no": "int64",  # which limit, in the order given
    "unit": "string",
    "operator": "string",
    "month": "string",  # in which it began, in the port
    "began": "int64",
    "ended": "int64",
    "used": "int64",  # by the limit's clock; of an open case until the log's last record
    "pace": "int64",  # the same; of a rate for each move
    "state": "string",
}
_TYPES = {"int64": "BIGINT", "string": "VARCHAR"}
TABLE = "judged"


def judge(duck: Duck, operations: Mapping[str, Operation], limits: Sequence[Limit], moment: int) -> None:
    """Make the table :data:`TABLE` with rows of :data:`JUDGED`. ``moment``: microseconds, when open cases are looked
    at: when the last event of the log was recorded."""
    measured = [(no, each) for no, each in enumerate(limits) if operations[each.operation].measure]
    clocks = list(dict.fromkeys(each.hours for _, each in measured))
    for name, columns in (("promise_case", CASE), ("promise_limit", _LIMIT), (TABLE, JUDGED)):
        said = ", ".join(f'"{column}" {_TYPES[kind]}' for column, kind in columns.items())
        duck.connection.execute(f'CREATE OR REPLACE TABLE "{name}" ({said})')
    for code in dict.fromkeys(each.operation for _, each in measured):
        duck.connection.execute(f"INSERT INTO promise_case {_cases(operations[code])}")
    if measured:
        marks = ", ".join("?" * len(_LIMIT))
        rows = [_row(no, each, clocks.index(each.hours), moment) for no, each in measured]
        duck.connection.executemany(f"INSERT INTO promise_limit VALUES ({marks})", rows)  # noqa: S608
    for at, hours in enumerate(clocks):
        duck.connection.execute(f'INSERT INTO "{TABLE}" {_judged(at, hours)}')


@cache
def _cases(operation: Operation) -> str:
    """The question is put together once: that takes longer than answering it for a small log."""
    return compiled(cases(log(), operation))


def _row(no: int, limit: Limit, clock: int, moment: int) -> tuple[int | str, ...]:
    since, until = _beginning(limit.since, -_EVER), _beginning(limit.until, _EVER)
    same_day = int(limit.unit == "same-day")
    return (no, limit.operation, limit.operator, since, until, limit.us, limit.rate, same_day, clock, moment)


def _beginning(day: date | None, otherwise: int) -> int:
    return otherwise if day is None else to_micros(datetime.combine(day, time.min, SHANGHAI))


@cache
def _judged(clock: int, hours: Hours | None) -> str:
    case, limit = ibis.table(CASE, name="promise_case"), ibis.table(_LIMIT, name="promise_limit")
    one = limit.filter(limit.clock == clock)
    held = case.join(one, case.operation == one.of)
    held = held.filter(
        (held.whose == "") | (held.whose == held.operator), held.began >= held.since, held.began < held.until
    )
    seen = held.mutate(end=held.ended.coalesce(held.moment))
    timed = seen.mutate(from_=seen.began, to_=seen.end)
    timed = with_worked(timed, ["from_", "to_"], hours) if hours else timed
    used = timed.mutate(used=timed.to_ - timed.from_)
    told = used.mutate(
        month=month(used.began),
        pace=ibis.ifelse(used.moves > 0, used.used // ibis.greatest(used.moves, 1), used.used),
        state=_state(used),
    )
    return compiled(told.select(*JUDGED))


def _state(row: ir.Table) -> ir.StringValue:
    """What began in the future, or ended before it began, is odd; a day that the calendar has not is unknown."""
    return ibis.cases(
        (row.end < row.began, ODD),
        (row.used.isnull(), UNKNOWN),
        (_is_late(row), LATE),
        (row.ended.isnull(), PENDING),
        else_=KEPT,
    )


def _is_late(row: ir.Table) -> ir.BooleanValue:
    slow = ibis.ifelse(row.moves > 0, row.moves * HOUR < row.rate * row.used, row.used > row.us)
    return ibis.ifelse(row.same_day == 1, _day(row.end) > _day(row.began), slow)


def _day(moment: ir.IntegerValue) -> ir.IntegerValue:
    local = moment + OFFSET
    return local - local % DAY
