"""The cases of an operation in a log: whose each is, when it began, when it ended. Exact, in one pass of the log."""

from functools import reduce
from operator import and_

import ibis
import ibis.expr.types as ir

from kouan.modules.timing.measures.members import happened, is_meant
from kouan.modules.timing.measures.milestones import case_ms
from kouan.modules.timing.promises.model import ENDED, OPERATOR, VOID, Measure, Operation
from kouan.modules.timing.shape import Log
from kouan.modules.timing.studies.awaiting import Picked

CASE = {
    "operation": "string",
    "unit": "string",
    "operator": "string",
    "began": "int64",
    "ended": "int64",  # null while it is open
    "moves": "int64",  # of a rate: from how many events to the next was counted; else 0
}


def cases(log: Log, operation: Operation) -> ir.Table:
    """Rows of :data:`CASE`, microseconds. A case that has not begun, or has become void, has none.

    Of a rate there are those cases only that are over and had two events or more.
    """
    measure = operation.measure
    assert measure
    wide = case_ms(log, operation.study)
    begun = wide.filter(reduce(and_, (wide[name].notnull() for name in operation.starts)))
    if measure.unless:
        begun = begun.filter(begun[ENDED].notnull() | begun[VOID].isnull())
    whose = begun[OPERATOR] if measure.operator else ibis.literal(measure.party)
    named = begun.mutate(operation=ibis.literal(operation.code), operator=whose)
    if measure.counted:
        return _rates(log, operation, named)
    starts = [named[name] for name in operation.starts]
    began = ibis.greatest(*starts) if len(starts) > 1 else starts[0]
    return named.mutate(began=began, moves=ibis.literal(0, "int64")).select(*CASE)


def _rates(log: Log, operation: Operation, named: ir.Table) -> ir.Table:
    told = happened(log, operation.study)
    meant = is_meant(told, _counted(operation.measure))
    worked = told.group_by("unit").agg(
        first=told.ts.min(where=meant), last=told.ts.max(where=meant), moves=meant.cast("int64").sum() - 1
    )
    closed = named.filter(named[ENDED].notnull()).select("unit", "operation", "operator")
    rows = closed.join(worked, "unit").rename(began="first", ended="last")
    return rows.filter(rows.moves > 0).select(*CASE)


def _counted(measure: Measure | None) -> Picked:
    assert measure
    assert measure.counted
    return measure.counted
