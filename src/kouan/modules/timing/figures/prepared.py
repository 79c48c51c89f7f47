"""Questions that are put together once: that takes longer than answering them for one unit, or for a small log."""

from collections.abc import Callable, Sequence
from typing import Any

import ibis.expr.types as ir

from kouan.modules.timing.engines.duck import Duck, compiled
from kouan.modules.timing.studies.model import Study

PLACE = "<the unit>"
"""Stands in a question for the unit that it is asked of."""
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
