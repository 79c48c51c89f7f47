"""Rows to filings: a row is a filing, or a line of one where a filing column says which rows belong together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from kouan.blueprint.form import Form
from kouan.runtime.tabular.layout import DOCUMENTS_PATH, GROUP_PATH, Column, recognise
from kouan.runtime.tabular.sheets import Row, Sheet, address

_YES = {"是": True, "yes": True, "y": True, "true": True, "1": True, "√": True}
_NO = {"否": False, "no": False, "n": False, "false": False, "0": False}


@dataclass(slots=True)
class TableFiling:
    """One filing read from a table: its JSON data, the documents named, and the cell of every value."""

    name: str
    row: int
    data: dict[str, Any] = field(default_factory=dict)
    documents: tuple[str, ...] | None = None
    cells: dict[str, str] = field(default_factory=dict)

    def cell(self, path: str) -> str:
        """The cell a JSON pointer stands in, or the filing's first row where the value is not in the table."""
        return self.cells.get(path, f"row {self.row}")


def filings_in(form: type[Form], sheet: Sheet) -> Iterator[TableFiling]:
    """The filings of a sheet, in the order they begin. Raises UnknownColumns."""
    layout = recognise(form, [str(heading) for heading in sheet.headings])
    group = next((index for index, (path, _) in enumerate(layout) if path == GROUP_PATH), None)
    open_filings: dict[str, TableFiling] = {}
    for number, row in enumerate(sheet.rows, sheet.first):
        if not any(cell not in (None, "") for cell in row):
            continue
        key = str(number) if group is None else _text(row[group]) or next(reversed(open_filings), str(number))
        filing = open_filings.setdefault(key, TableFiling(key, number))
        _add(filing, layout, row, number)
    yield from open_filings.values()


def _add(filing: TableFiling, layout: Sequence[tuple[str, Column | None]], row: Row, number: int) -> None:
    """Put a row's cells in their places; each list of the form gets at most one new line from a row."""
    lines: dict[str, int] = {}
    for index, ((path, column), cell) in enumerate(zip(layout, row, strict=False)):
        if cell in (None, ""):
            continue
        if path == DOCUMENTS_PATH:
            filing.documents = tuple(part.strip() for part in str(cell).replace("；", ";").split(";") if part.strip())
        elif column is not None:
            _put(filing, path, column, _value(column, cell), lines, address(number, index))


def _put(filing: TableFiling, path: str, column: Column, value: Any, lines: dict[str, int], cell: str) -> None:
    parts = _numbered(filing, path, column, lines)
    place: Any = filing.data
    for part, following in pairwise(parts):
        place = _step_into(place, part, following)
    if isinstance(place, list):
        place.append(value)
    else:
        place.setdefault(parts[-1], value)
    filing.cells.setdefault("/" + "/".join(str(part) for part in parts), cell)


def _numbered(filing: TableFiling, path: str, column: Column, lines: dict[str, int]) -> list[str | int]:
    """The path with the number of the line it belongs to."""
    parts: list[str | int] = [int(part) if part.isdecimal() else part for part in path.split(".")]
    if not column.rows or any(isinstance(part, int) for part in parts):
        return parts
    depth = column.rows.count(".") + 1
    if column.rows not in lines:
        lines[column.rows] = len(_existing(filing.data, parts[:depth]))
    return [*parts[:depth], lines[column.rows], *parts[depth:]]


def _existing(data: Any, parts: list[str | int]) -> list[Any]:
    for part in parts:
        data = data.get(part, {}) if isinstance(data, dict) else {}
    return data if isinstance(data, list) else []


def _step_into(place: Any, part: str | int, following: str | int) -> Any:
    empty: Any = [] if isinstance(following, int) else {}
    if isinstance(place, list):
        assert isinstance(part, int)
        while len(place) <= part:
            place.append({})
        return place[part]
    return place.setdefault(part, empty)


def _value(column: Column, cell: Any) -> Any:
    """A cell as the field's kind of JSON value; what does not fit is left as text, for the form to refuse."""
    kind = column.field.kind
    if kind == "boolean":
        word = _text(cell).casefold()
        return _YES.get(word, _NO.get(word, cell))
    if kind == "date" and isinstance(cell, datetime):
        return cell.date().isoformat()
    if kind == "integer" and isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if kind == "texts":
        return [part.strip() for part in _text(cell).replace("；", ";").split(";") if part.strip()]
    return _text(cell)


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else format(Decimal(repr(cell)), "f")
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return str(cell).strip()
