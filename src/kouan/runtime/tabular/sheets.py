"""Rows of a CSV or XLSX file, as they stand, with the address of every cell."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from kouan.kernel.text import Text

Row = Sequence[Any]


class Unreadable(ValueError):  # noqa: N818 - what is said of a file
    """A file that cannot be read; ``message`` says why in both languages."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(message.en)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The heading row and the rows under it; ``first`` is the number of the first row below the heading."""

    headings: Row
    rows: Sequence[Row]
    first: int = 2


def read_sheet(path: Path) -> Sheet:
    """The first sheet of an XLSX (or XLS, ODS) file, or a CSV file in UTF-8 or GB 18030. Raises Unreadable."""
    rows = _csv(path) if path.suffix.lower() in (".csv", ".tsv") else _workbook(path)
    filled = [number for number, row in enumerate(rows) if any(_filled(cell) for cell in row)]
    if not filled:
        raise Unreadable(Text("表格是空的。", "The table is empty."))
    top = filled[0]
    return Sheet([str(cell).strip() for cell in rows[top]], rows[top + 1 :], top + 2)


def _csv(path: Path) -> Sequence[Row]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", errors="replace")
    delimiter = "\t" if path.suffix.lower() == ".tsv" else ","
    return list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter))


def _workbook(path: Path) -> Sequence[Row]:
    try:
        return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError, IndexError, ValueError) as error:
        raise Unreadable(Text("文件无法作为表格读取。", f"The file cannot be read as a table: {error}")) from error


def _filled(cell: Any) -> bool:
    return cell is not None and cell != ""


def address(row: int, column: int) -> str:
    """The name of a cell, such as ``K12`` (row from 1, column from 0)."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
