"""The monthly report as a workbook: a sheet of each table, everything in it of the position that it states."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook

from kouan.kernel.clock import from_micros
from kouan.kernel.text import Text
from kouan.web.language import pick
from kouan.web.pages.timing.chapters import Chapter
from kouan.web.pages.timing.report.grids import Grid, Percent, grids
from kouan.web.pages.timing.words import period_title

if TYPE_CHECKING:
    from kouan.modules.timing.public import figures

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_NARROW, _WIDE, _WIDEST = 9, 34, 90


def made(month: figures.Period, chapters: Sequence[Chapter]) -> bytes:
    """The file. Its date is when the last event was recorded that it knows of, not when it was made."""
    file = BytesIO()
    with Workbook(file, _OPTIONS) as book:
        recorded = from_micros(chapters[0].standing.recorded).replace(tzinfo=None)
        title = Text(f"{period_title(month).zh}通关时效月报", f"Clearance times in {period_title(month).en}")
        book.set_properties({"title": pick(title), "created": recorded})
        looks = _looks(book)
        for grid in grids(month, chapters):
            _sheet(book, grid, looks)
    return file.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    formats = {"head": {"bold": True, "text_wrap": True, "valign": "top"}, "percent": {"num_format": "0.0%"}}
    formats |= {"words": {"text_wrap": True, "valign": "top"}, "hours": {"num_format": "#,##0.0"}}
    return {name: book.add_format(said) for name, said in formats.items()}


def _sheet(book: Any, grid: Grid, looks: dict[str, Any]) -> None:
    sheet = book.add_worksheet(pick(grid.title))
    sheet.freeze_panes(1, 1)
    for at, column in enumerate(grid.columns):
        cells = [column.value(row) for row in grid.rows]
        sheet.set_column(at, at, _width(cells))
        sheet.write_string(0, at, pick(column.title), looks["head"])
        for line, cell in enumerate(cells, start=1):
            _write(sheet, line, at, cell, looks)


def _write(sheet: Any, line: int, at: int, cell: Any, looks: dict[str, Any]) -> None:
    if isinstance(cell, Percent):
        sheet.write_number(line, at, cell, looks["percent"])
    elif isinstance(cell, Decimal):
        sheet.write_number(line, at, cell, looks["hours"])
    elif isinstance(cell, int):
        sheet.write_number(line, at, cell)
    elif cell not in (None, ""):
        sheet.write_string(line, at, pick(cell) if isinstance(cell, Text) else cell, looks["words"])


def _width(cells: Sequence[Any]) -> int:
    """In characters: words as long as they are, up to what a screen has room for."""
    longest = max((len(pick(each)) * 1.7 for each in cells if isinstance(each, Text)), default=0)
    return int(min(max(longest, _NARROW + 5), _WIDEST if longest > 2 * _WIDE else _WIDE))
