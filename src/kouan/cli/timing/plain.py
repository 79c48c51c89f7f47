"""Answers for people: tables, and times as they are said."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table

_UNITS = ((86_400, "d"), (3_600, "h"), (60, "min"))
_TWO_OF_A_UNIT = 2


def said(seconds: float | None) -> str:
    """A time in the largest unit of which it has two: ``45 s``, ``12.5 min``, ``30.1 h``, ``3.2 d``; "–" for none."""
    if seconds is None:
        return "–"
    for unit, name in _UNITS:
        if abs(seconds) >= _TWO_OF_A_UNIT * unit:
            return f"{seconds / unit:,.1f} {name}"
    return f"{seconds:g} s" if seconds == int(seconds) else f"{seconds:.3g} s"


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; numbers and times stand to the right."""
    console = Console()
    made = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    found = [[f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row] for row in rows]
    for number, column in enumerate(columns):
        right = all(row[number][:1] in "0123456789-–" for row in found if row[number])
        made.add_column(column, justify="right" if right and number else "left", overflow="fold")
    for row in found:
        made.add_row(*row)
    console.print(made, markup=False)
