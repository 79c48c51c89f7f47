"""Tables as files: XLSX in constant memory, CSV as a stream. No cell of either can run as a formula."""

import csv
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from django.db.models import QuerySet
from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from xlsxwriter import Workbook

from kouan.kernel.clock import SHANGHAI, now
from kouan.kernel.text import Text
from kouan.web.language import pair, pick

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
_CHUNK = 2000
_SHEET_ROWS = 1_048_575
_EXACT_DIGITS = 15
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Column(Protocol):
    """What a file needs of a table's column."""

    @property
    def title(self) -> Text: ...

    @property
    def value(self) -> Callable[[Any], Any]: ...


Columns = Sequence[Column]


def download(kind: str, key: str, columns: Columns, rows: Any) -> HttpResponseBase:
    """All given rows as a file download, named by the table's key; ``kind``: xlsx or csv."""
    name = f"{key}-{now().astimezone(SHANGHAI):%Y%m%d-%H%M}.{kind}"
    response = _xlsx(columns, rows) if kind == "xlsx" else _csv(columns, rows)
    return _named(response, name, FORMATS[kind])


def _named(response: HttpResponseBase, name: str, content_type: str) -> HttpResponseBase:
    response.headers["Content-Type"] = content_type
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _each(rows: Any) -> Iterable[Any]:
    return rows.iterator(chunk_size=_CHUNK) if isinstance(rows, QuerySet) else rows


class _Line:
    """What csv writes to: it gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def _csv(columns: Columns, rows: Any) -> HttpResponseBase:
    # The content is made while it is sent, when the request's language may be gone: take the words now.
    head = [pick(column.title) for column in columns]
    words = _Words(yes=pair("是", "Yes"), no=pair("否", "No"), english=pair("", "en") == "en")
    return StreamingHttpResponse(_csv_lines(head, columns, rows, words))


def _csv_lines(head: list[str], columns: Columns, rows: Any, words: "_Words") -> Iterator[bytes]:
    writer = csv.writer(_Line())
    yield b"\xef\xbb\xbf" + writer.writerow(head).encode()
    for row in _each(rows):
        yield writer.writerow([harmless(words.plain(column.value(row))) for column in columns]).encode()


def harmless(value: str | int | Decimal) -> str | int | Decimal:
    """Text that a spreadsheet would run as a formula, made to read as text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


class _Words:
    def __init__(self, *, yes: str, no: str, english: bool) -> None:
        self._bool = {True: yes, False: no}
        self._language = "en" if english else "zh"

    def plain(self, value: Any) -> str | int | Decimal:
        """A cell as text or number; times in the port's zone."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return self._bool[value]
        if isinstance(value, Text):
            return value[self._language]
        if isinstance(value, datetime):
            return f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"
        return value.isoformat() if isinstance(value, date) else value


def _xlsx(columns: Columns, rows: Any) -> HttpResponseBase:
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it when it is sent
    words = _Words(yes=pair("是", "Yes"), no=pair("否", "No"), english=pair("", "en") == "en")
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, options) as book:
        sheet = book.add_worksheet()
        bold, moment = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(columns) - 1, 20)
        for at, column in enumerate(columns):
            sheet.write_string(0, at, pick(column.title), bold)
        for line, row in enumerate(_each(rows[:_SHEET_ROWS]), start=1):
            for at, column in enumerate(columns):
                _write(sheet, line, at, column.value(row), words, moment)
    file.seek(0)
    return FileResponse(file)


def _write(sheet: Any, line: int, at: int, value: Any, words: _Words, moment: Any) -> None:
    if isinstance(value, datetime):
        sheet.write_datetime(line, at, value.astimezone(SHANGHAI).replace(tzinfo=None), moment)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool) and _exact(value):
        sheet.write_number(line, at, value)
    elif value not in (None, ""):
        sheet.write_string(line, at, str(words.plain(value)))


def _exact(value: int | Decimal) -> bool:
    """Whether a spreadsheet, which counts in floating point, keeps every digit."""
    return len(Decimal(value).as_tuple().digits) <= _EXACT_DIGITS
