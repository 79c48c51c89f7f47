"""One row for each unit of a study, kept in the copy: computed anew for the units that a batch concerns, and no others.

The row of a unit is what :func:`..measures.milestones.rows` makes of it; its parts are gathered here by the numbers of
things, in small tables that every study of the same unit and reach shares.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

import duckdb
import ibis

from kouan.modules.timing.copying.loading import scratch
from kouan.modules.timing.copying.members import Asked, all_of, gather, reaching
from kouan.modules.timing.engines.duck import compiled
from kouan.modules.timing.measures.milestones import columns, rows
from kouan.modules.timing.shape import RELATION
from kouan.modules.timing.studies.model import Study
from kouan.modules.timing.worktime.hours import OFFSET

_COUNTED = ibis.table({"unit": "string"}, name="counted")
_TOLD = ibis.table({"unit": "string", **RELATION, "party": "string"}, name="told")
_KNOWN = ibis.table(dict.fromkeys(("unit", "kind", "attribute", "value"), "string"), name="known")
_questions: dict[str, str] = {}


def table_of(study: Study) -> str:
    """The name of a study's table, which has another one when the definition changes."""
    return f"case_ms_{study.digest[:16]}"


def keep_up(connection: duckdb.DuckDBPyConnection, studies: Sequence[Study], touched: Mapping[int, str]) -> None:
    """Compute anew the rows that a batch concerns, in its transaction. ``touched``: things, with their kinds."""
    there = _there(connection)
    kept = [study for study in studies if table_of(study) in there]
    if kept:
        scratch(connection, "touched", {"thing": "BIGINT", "kind": "VARCHAR"}, touched.items())
    for alike in _alike(kept):
        reaching(connection, alike[0].unit, alike[0].reach)
        _measure(connection, alike)


def begin(connection: duckdb.DuckDBPyConnection, studies: Sequence[Study]) -> None:
    """Make the tables that are not there yet, whole; those of definitions that are gone are dropped."""
    wanted, there = {table_of(study): study for study in studies}, _there(connection)
    for name in sorted(there - wanted.keys()):
        connection.execute(f'DROP TABLE "{name}"')
    fresh = [study for study in studies if table_of(study) not in there]
    for study in fresh:
        connection.execute(_definition(study))
    for alike in _alike(fresh):
        for _ in all_of(connection, alike[0].unit):
            _measure(connection, alike)


def changed(connection: duckdb.DuckDBPyConnection, studies: Sequence[Study]) -> bool:
    """Whether other studies than these have their rows in the copy."""
    return _there(connection) != {table_of(study) for study in studies}


def _there(connection: duckdb.DuckDBPyConnection) -> set[str]:
    said = "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'case_ms_%'"
    return {name for (name,) in connection.execute(said).fetchall()}


def _alike(studies: Sequence[Study]) -> list[list[Study]]:
    """Studies of the same unit and reach together: their parts are the same."""
    ordered = sorted(studies, key=_parts)
    return [list(found) for _, found in groupby(ordered, key=_parts)]


def _parts(study: Study) -> tuple[str, tuple[tuple[str, ...], ...]]:
    return study.unit, study.reach


def _definition(study: Study) -> str:
    moments = [f'"{each.name}" BIGINT' for each in study.milestones]
    words = [f'"{each.name}" VARCHAR' for each in study.segments]
    return f'CREATE TABLE "{table_of(study)}" (unit VARCHAR, {", ".join([*moments, *words])}, thing BIGINT)'


def _measure(connection: duckdb.DuckDBPyConnection, studies: Sequence[Study]) -> None:
    """Replace the rows of the units that are ``meant``."""
    gather(connection, studies[0].unit, studies[0].reach, Asked.by(studies))
    for study in studies:
        _count(connection, study)
        connection.execute(f'DELETE FROM "{table_of(study)}" WHERE thing IN (SELECT thing FROM meant)')
        connection.execute(f'INSERT INTO "{table_of(study)}" {_asked(study)}')


def _count(connection: duckdb.DuckDBPyConnection, study: Study) -> None:
    """``counted``: the units of which every condition of the study's scope holds."""
    said, values = "SELECT object AS unit FROM named WHERE true", []
    for each in study.scope:
        marks = ", ".join("?" * len(each.values))
        said += f" AND object IN (SELECT unit FROM known WHERE kind = ? AND attribute = ? AND value IN ({marks}))"
        values += [each.of, each.attribute, *each.values]
    connection.execute(f"CREATE OR REPLACE TEMP TABLE counted AS {said}", values)


def _asked(study: Study) -> str:
    """A study's question in SQL, with the numbers of its units. Putting it together takes longer than answering it."""
    if study.digest not in _questions:
        # Months by whole numbers, as every engine counts them, are many pages of SQL; DuckDB has a word for them.
        months = {each.name: each.month for each in study.segments if each.month}
        rest = replace(study, segments=tuple(each for each in study.segments if not each.month))
        shown = ", ".join(month_of(months[name]) if name in months else f'c."{name}"' for name in columns(study))
        question = compiled(rows(rest, _COUNTED, _TOLD, _KNOWN))
        _questions[study.digest] = f"SELECT {shown}, n.thing FROM ({question}) c JOIN named n ON n.object = c.unit"
    return _questions[study.digest]


def month_of(milestone: str) -> str:
    """DuckDB's SQL for the month of a milestone of ``c``, "" where there is none: as ``measures.months`` counts it."""
    return f"coalesce(strftime(make_timestamp(c.\"{milestone}\" + {OFFSET}), '%Y-%m'), '')"
