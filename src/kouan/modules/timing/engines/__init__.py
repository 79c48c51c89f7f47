"""Where questions are answered: DuckDB on one machine, Spark where a history outgrows it. Both get the same."""

from collections.abc import Sequence
from typing import Any, Protocol

import ibis.expr.types as ir


class Engine(Protocol):
    """Holds the tables of :mod:`..shape` and answers expressions over them."""

    def rows(self, question: ir.Table) -> Sequence[tuple[Any, ...]]:
        """The answer, its columns in the question's order; rows in no order unless the question asks for one."""
        ...

    def keep(self, name: str, question: ir.Table) -> ir.Table:
        """The answer, worked out once and kept as a table of that name: for questions that stand on it."""
        ...
