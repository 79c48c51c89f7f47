"""Questions that are put together once: that takes longer than answering them for one unit, or for a small log."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import duckdb
import ibis.expr.types as ir

from kouan.modules.timing.engines.duck import Duck, compiled
from kouan.modules.timing.studies.model import Study

PLACE = "<the unit>"
"""Stands in a question for the unit that it is asked of."""
_KEPT = 256
_questions: dict[tuple[str, str], str] = {}


def question(name: str, study: Study, build: Callable[[Study], ir.Table]) -> str:
    """A question about a study in DuckDB's SQL; where it has :data:`PLACE` in it, with one parameter there."""
    key = (name, study.digest)
    if key not in _questions:
        _questions[key] = compiled(build(study)).replace(f"'{PLACE}'", "$1")
    return _questions[key]


def rows_of(duck: Duck, said: str, unit: str) -> Sequence[tuple[Any, ...]]:
    """The answer for one unit."""
    return duck.connection.execute(said, [unit]).fetchall()


@dataclass(frozen=True, slots=True)
class Recalling:
    """DuckDB that remembers the SQL of what it was asked, whoever asked it."""

    connection: duckdb.DuckDBPyConnection

    def rows(self, question: ir.Table) -> Sequence[tuple[Any, ...]]:
        return self.connection.execute(_compiled(question.op())).fetchall()


@lru_cache(maxsize=_KEPT)
def _compiled(asked: Any) -> str:
    return compiled(asked.to_expr())
