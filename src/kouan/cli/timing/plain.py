"""Answers for people: tables, and times as they are said."""

import sys
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text as Content

_UNITS = ((86_400, "d"), (3_600, "h"), (60, "min"))
_TWO_OF_A_UNIT = 2
_DIGITS = tuple("0123456789-–")
_WIDE = 160


def said(seconds: float | None) -> str:
    """A time in the largest unit of which it has two: ``45 s``, ``12.5 min``, ``30.1 h``, ``3.2 d``; "–" for none."""
    if seconds is None:
        return "–"
    for unit, name in _UNITS:
        if abs(seconds) >= _TWO_OF_A_UNIT * unit:
            return f"{seconds / unit:,.1f} {name}"
    return f"{seconds:g} s" if seconds == int(seconds) else f"{seconds:.3g} s"


def both(title: Mapping[str, str]) -> str:
    """A title in both languages, once where they are the same."""
    return title["en"] if title["en"] == title["zh"] else f"{title['en']} · {title['zh']}"


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; numbers and times stand to the right, and a column in which nothing stands is left out."""
    found = [[f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row] for row in rows]
    kept = [number for number in range(len(columns)) if any(row[number] for row in found) or not found]
    made = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for number in kept:
        figures = bool(number) and all(row[number][:1] in _DIGITS for row in found)
        made.add_column(
            columns[number], justify="right" if figures else "left", overflow="fold", no_wrap=figures or not number
        )
    for row in found:
        made.add_row(*(Content(row[number]) for number in kept))
    # What is not a screen has no width of its own: lines are long enough that cells are seldom broken.
    Console(width=None if sys.stdout.isatty() else _WIDE).print(made)
