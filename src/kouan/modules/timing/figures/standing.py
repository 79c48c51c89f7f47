"""The units of a study as they stand at one position of the log, in memory: what every figure of a page is taken of.

They are read from the copy once and serve for some seconds, and then for as long as the copy has not moved on.
"""

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from kouan.modules.timing.copying.units import month_of, table_of
from kouan.modules.timing.engines.duck import Duck
from kouan.modules.timing.figures.looking import Taken, known, position_of, reading, taken_out
from kouan.modules.timing.figures.memory import Memory
from kouan.modules.timing.figures.prepared import question
from kouan.modules.timing.measures.holders import intervals
from kouan.modules.timing.measures.milestones import case_ms, columns, table
from kouan.modules.timing.shape import log
from kouan.modules.timing.studies.model import Study

CHOSEN, MONTH = "chosen", "month_of_end"


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Standing(Taken):
    """A study's ``case_ms`` (with :data:`MONTH`) and ``interval`` (its units' intervals)."""

    study: Study

    def chosen(self, condition: str) -> Duck:
        """For one thread: an engine in which :data:`CHOSEN` has the units that an SQL condition leaves."""
        cursor = self.connection.cursor()
        cursor.execute(f"CREATE OR REPLACE TEMP VIEW {CHOSEN} AS FROM case_ms WHERE {condition}")
        return Duck(cursor)


_standings = Memory(16)


def standing(study: Study, upto: int | None = None) -> Standing:
    """A study's units as they stand, or as they stood after a position. Raises Unavailable.

    What is not fresh is renewed while it is shown once more; nobody waits, unless it is old (see :class:`.Memory`).
    """
    now = _standings.held((study.digest, None))
    if now and upto == now.position:
        found: Standing = now  # what stood then is what stands
        return found
    return _standings.renewed((study.digest, upto), lambda before: _looked(study, upto, before))


def in_memory(study: Study, name: str = "case_ms") -> ir.Table:
    """The rows of a study's units, with the month in which each ended."""
    return ibis.table({**table(study).schema(), MONTH: "string"}, name=name)


def _looked(study: Study, upto: int | None, before: Standing | None) -> Standing:
    def ask(duck: Duck) -> Standing:
        if before and before.position == position_of(duck, upto):
            return before
        return _read(duck, study, upto)

    return reading(upto, ask)


def _read(duck: Duck, study: Study, upto: int | None) -> Standing:
    so_far = known(duck, upto)
    duck.connection.execute(f"CREATE TABLE known AS {cases(duck, study, now=upto is None)}")
    with_month = f"SELECT *, {month_of(study.overall.end)} AS {MONTH} FROM known c"  # noqa: S608 - a milestone's name
    duck.connection.execute(f"CREATE TABLE case_ms AS {with_month}")
    tables = ["case_ms", *(["interval"] if study.holders else [])]
    if study.holders:
        duck.connection.execute(f"CREATE TABLE interval AS {question('intervals', study, _intervals)}")
    return Standing(study=study, known=so_far, connection=taken_out(duck, tables))


def cases(duck: Duck, study: Study, *, now: bool) -> str:
    """The question for the rows of a study: those that the copy keeps, where it keeps them and they are asked for."""
    kept = "SELECT count(*) FROM duckdb_tables() WHERE database_name = 'copy' AND table_name = ?"
    if now and duck.connection.execute(kept, [table_of(study)]).fetchall()[0][0]:
        wanted = ", ".join(f'"{column}"' for column in columns(study))
        return f'SELECT {wanted} FROM copy."{table_of(study)}"'  # noqa: S608 - columns of a study
    return question("case_ms", study, lambda each: case_ms(log(), each))


def _intervals(study: Study) -> ir.Table:
    return intervals(log(), study, table(study))
