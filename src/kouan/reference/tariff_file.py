"""Reading a tariff file, and saying in one go everything that is wrong with it."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from kouan.kernel.text import Text
from kouan.reference.tariff_line import Tariff, TariffLine

COLUMNS = (
    "code10",
    "name_zh",
    "name_en",
    "unit1",
    "unit2",
    "mfn_rate",
    "vat_rate",
    "consumption_rate",
    "licences",
    "ciq",
    "from",
    "to",
)
_MISSING_COLUMNS = Text(
    "税则文件缺少列：{columns}；应有的列为 {expected}。",
    "The tariff file lacks the columns {columns}; it must have {expected}.",
)
_BAD_VALUE = Text(
    "税则文件第 {line} 行“{column}”的值“{value}”无效：{reason}。",
    "Line {line} of the tariff file: {column} “{value}” is not valid: {reason}.",
)
_TEN_DIGITS = Text("应为 10 位数字", "ten digits are expected")
_PERCENT = Text("应为 0 至 1000 之间的百分数，如 13", "a percentage between 0 and 1000 is expected, such as 13")
_ISO_DATE = Text("应为 2026-01-01 形式的日期", "a date such as 2026-01-01 is expected")
_NOT_EMPTY = Text("不能为空", "it must not be empty")


class TariffFileError(ValueError):
    """The file is not a tariff; ``problems`` says why, one sentence per fault."""

    def __init__(self, problems: Iterable[Text]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problem.en for problem in self.problems))


def read_tariff(path: Path | str, *, verified: bool = False) -> Tariff:
    """Read a CSV file with the columns COLUMNS; raises TariffFileError listing every fault.

    Rates are per cent, as the tariff prints them (``13``); supervision conditions are letters in a row
    (``7AB``); inspection suffixes are separated by spaces; a code may have several lines with different dates.
    """
    file = Path(path)
    return parse_tariff(file.read_text("utf-8-sig"), source=file.name, verified=verified)


def parse_tariff(text: str, *, source: str, verified: bool) -> Tariff:
    """The tariff written in CSV text; raises TariffFileError listing every fault."""
    rows = csv.DictReader(text.splitlines())
    missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise TariffFileError([_MISSING_COLUMNS.fill(columns=", ".join(missing), expected=", ".join(COLUMNS))])
    faults: list[Text] = []
    lines: dict[str, list[TariffLine]] = defaultdict(list)
    for row in rows:
        line = _RowReader(row, rows.line_num, faults).line(verified)
        lines[line.code].append(line)
    if faults:
        raise TariffFileError(faults)
    return Tariff(source, {code: tuple(found) for code, found in lines.items()})


class _RowReader:
    """Reads the cells of one row, noting a fault instead of stopping at the first."""

    def __init__(self, row: dict[str, str], line: int, faults: list[Text]) -> None:
        self._row, self._line, self._faults = row, line, faults

    def line(self, verified: bool) -> TariffLine:
        return TariffLine(
            code=self._code(),
            name=Text(self._filled("name_zh"), self._filled("name_en")),
            unit1=self._filled("unit1"),
            unit2=self._cell("unit2"),
            mfn_rate=self._rate("mfn_rate"),
            vat_rate=self._rate("vat_rate"),
            consumption_rate=self._rate("consumption_rate"),
            licences=tuple(self._cell("licences")),
            ciq=tuple(self._cell("ciq").split()),
            start=self._day("from"),
            end=self._day("to"),
            verified=verified,
        )

    def _cell(self, column: str) -> str:
        return (self._row[column] or "").strip()

    def _filled(self, column: str) -> str:
        return self._cell(column) or self._fault(column, _NOT_EMPTY)

    def _code(self) -> str:
        code = self._cell("code10")
        return code if len(code) == 10 and code.isdecimal() else self._fault("code10", _TEN_DIGITS)

    def _rate(self, column: str) -> Decimal:
        try:
            percent = Decimal(self._cell(column) or "0")
        except InvalidOperation:
            percent = Decimal(-1)
        if not (percent.is_finite() and 0 <= percent <= 1000):
            self._fault(column, _PERCENT)
        return percent

    def _day(self, column: str) -> date | None:
        cell = self._cell(column)
        try:
            return date.fromisoformat(cell) if cell else None
        except ValueError:
            self._fault(column, _ISO_DATE)
            return None

    def _fault(self, column: str, reason: Text) -> str:
        value = self._cell(column)
        self._faults.append(_BAD_VALUE.fill(line=self._line, column=column, value=value, reason=reason))
        return value
