"""Tables: what a list shows, how it sorts and filters, said once. Page, XLSX and CSV read the same definition.

CALLS = Table(
    key="calls",
    columns=(
        Column("ship", Text("船名", "Ship"), lambda call: call.ship, sort="ship"),
        Column("eta", Text("预计抵港", "ETA"), lambda call: call.eta, sort="eta"),
    ),
    filters=(search(("ship__icontains", "voyage__iexact")),),
    order="eta",
    empty=Empty(Text("没有航次", "No calls"), Text("换个条件再查。", "Try other filters.")),
)

def calls(request): return respond(request, CALLS, Call.objects.all(), "calls/list.html")
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar
from urllib.parse import urlencode

from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from kouan.kernel.clock import SHANGHAI, to_micros
from kouan.kernel.text import Text
from kouan.web import exports
from kouan.web.formats import local_time, quantity
from kouan.web.language import pair, pick

Row = TypeVar("Row")
Cell = str | int | Decimal | datetime | date | Text | bool | None
Rows = Any  # a QuerySet or a sequence of rows
_DAY = 86_400_000_000
_UNKEPT = frozenset({"format", "lang"})


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column. ``sort``: names of model fields (or True for plain lists: the value sorts); "" does not sort.

    ``html`` draws the cell on the page where the value alone is not enough; exports always write the value.
    """

    key: str
    title: Text
    value: Callable[[Row], Cell]
    sort: str | tuple[str, ...] | bool = ""
    html: Callable[[Row], str] | None = None
    number: bool = False

    def cell(self, row: Row) -> str:
        """The cell as markup."""
        return self.html(row) if self.html else shown(self.value(row))


@dataclass(frozen=True, slots=True)
class Filter:
    """One question above the table. ``apply(rows, value)`` narrows the rows; dates come as (from, to).

    ``choices`` (for a select) may be a function, asked once per page.
    """

    key: str
    label: Text
    apply: Callable[[Rows, Any], Rows]
    kind: Literal["search", "select", "dates"] = "select"
    choices: Sequence[tuple[str, Text]] | Callable[[], Sequence[tuple[str, Text]]] = ()
    hint: Text | None = None


@dataclass(frozen=True, slots=True)
class Empty:
    """What stands where rows would: what it means and what to do; ``action`` is a label and an address."""

    title: Text
    advice: Text
    action: tuple[Text, str] | None = None


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """A list as a value. ``order`` is a column key, with ``-`` for descending; ``href`` makes rows lead somewhere."""

    key: str
    columns: tuple[Column[Row], ...]
    empty: Empty
    filters: tuple[Filter, ...] = ()
    order: str = ""
    page_size: int = 50
    href: Callable[[Row], str] | None = None
    urgent: Callable[[Row], bool] | None = None
    title: Text | None = None
    exported: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks of a table."""

    values: Mapping[str, Any]
    sort: str
    page: int
    params: tuple[tuple[str, str], ...]

    def address(self, **changes: str | int | None) -> str:
        """The same question with some parts changed; None leaves a part out."""
        kept = [(name, value) for name, value in self.params if name not in changes]
        added = [(name, str(value)) for name, value in changes.items() if value is not None]
        return f"?{urlencode(kept + added)}"


@dataclass(frozen=True, slots=True)
class TableView(Generic[Row]):
    """A table with its rows, ready for the ``table`` component."""

    table: Table[Row]
    asked: Asked
    rows: Sequence[Row]
    total: int
    path: str

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.table.page_size))

    @property
    def first(self) -> int:
        return (self.asked.page - 1) * self.table.page_size + 1

    @property
    def filtered(self) -> bool:
        return bool(self.asked.values)

    @property
    def shown_pages(self) -> list[int | None]:
        """Page numbers for the pager; None is a gap."""
        near = {1, self.pages, *range(self.asked.page - 2, self.asked.page + 3)}
        numbers = sorted(number for number in near if 1 <= number <= self.pages)
        gapped: list[int | None] = []
        for number in numbers:
            if gapped and number - (gapped[-1] or 0) > 1:
                gapped.append(None)
            gapped.append(number)
        return gapped

    def sort_address(self, column: Column[Row]) -> str:
        return self.asked.address(sort=f"-{column.key}" if self.asked.sort == column.key else column.key, page=None)

    def sorted_by(self, column: Column[Row]) -> str:
        """The value of aria-sort."""
        return {column.key: "ascending", f"-{column.key}": "descending"}.get(self.asked.sort, "none")


def read(request: HttpRequest, table: Table[Row]) -> Asked:
    """What the address asks for; whatever makes no sense in it is as good as absent."""
    values = {each.key: value for each in table.filters if (value := _value(request, each))}
    sortable = {column.key for column in table.columns if column.sort}
    sort = request.GET.get("sort", "")
    page = request.GET.get("page", "1")
    return Asked(
        values=values,
        sort=sort if sort.removeprefix("-") in sortable else table.order,
        page=max(1, int(page)) if page.isdecimal() and len(page) < 7 else 1,
        params=tuple((name, str(value)) for name, value in request.GET.items() if value and name not in _UNKEPT),
    )


def _value(request: HttpRequest, asked: Filter) -> Any:
    if asked.kind == "dates":
        span = [_day(request.GET.get(f"{asked.key}_{side}", "")) for side in ("from", "to")]
        return span if any(span) else None
    typed = request.GET.get(asked.key, "").strip()
    known = asked.kind == "search" or typed in {value for value, _ in choices_of(asked)}
    return typed if known else ""


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def choices_of(asked: Filter) -> Sequence[tuple[str, Text]]:
    """The choices of a select."""
    return asked.choices() if callable(asked.choices) else asked.choices


def narrow(table: Table[Row], asked: Asked, rows: Rows) -> Rows:
    """The rows that the filters leave, in the order asked for; all of them, not a page."""
    for each in table.filters:
        if each.key in asked.values:
            rows = each.apply(rows, asked.values[each.key])
    return _ordered(table, asked.sort, rows)


def _ordered(table: Table[Row], sort: str, rows: Rows) -> Rows:
    column = next((each for each in table.columns if each.key == sort.removeprefix("-") and each.sort), None)
    if column is None:
        return rows
    descending = sort.startswith("-")
    if not isinstance(rows, QuerySet):
        return _sorted(rows, column, descending=descending)
    names = (column.sort,) if isinstance(column.sort, str) else column.sort
    if isinstance(names, bool):
        raise TypeError(f"column {column.key!r} of a queryset must name the model fields it sorts by")
    # The key last: pages never show a row twice where the sorted values are equal.
    return rows.order_by(*(_by(rows.model, name, descending=descending) for name in names), "pk")


def _sorted(rows: Sequence[Row], column: Column[Row], *, descending: bool) -> list[Row]:
    """A plain list in order, with the same rule: rows without a value come last either way."""
    given = [(value, row) for row in rows if (value := column.value(row)) is not None]
    given.sort(key=lambda pair: pick(pair[0]) if isinstance(pair[0], Text) else pair[0], reverse=descending)
    return [*(row for _, row in given), *(row for row in rows if column.value(row) is None)]


def _by(model: type[Model], name: str, *, descending: bool) -> OrderBy:
    """Rows without a value come last either way, on both databases; left alone, each has its own idea of that.

    Where every row has a value nothing is said of it, so that an index on the field still gives the order.
    """
    last = True if _may_lack(model, name) else None
    return F(name).desc(nulls_last=last) if descending else F(name).asc(nulls_last=last)


def _may_lack(model: type[Model], name: str) -> bool:
    """Whether rows may be without a value; so they may where it is no field of theirs but reached or computed."""
    try:
        return bool(getattr(model._meta.get_field(name), "null", True))
    except FieldDoesNotExist:
        return True


def view(request: HttpRequest, table: Table[Row], rows: Rows) -> TableView[Row]:
    """The page of rows that the address asks for."""
    asked = read(request, table)
    wanted = narrow(table, asked, rows)
    total = wanted.count() if isinstance(wanted, QuerySet) else len(wanted)
    last = max(1, -(-total // table.page_size))
    asked = replace(asked, page=min(asked.page, last))
    start = (asked.page - 1) * table.page_size
    return TableView(table, asked, list(wanted[start : start + table.page_size]), total, request.path)


def respond(
    request: HttpRequest, table: Table[Row], rows: Rows, template: str, context: Mapping[str, Any] | None = None
) -> HttpResponseBase:
    """The page with the table in it (as ``table``), or its rows as a file when the address says ``format=xlsx|csv``."""
    wanted = request.GET.get("format")
    if table.exported and wanted in exports.FORMATS:
        return exports.download(wanted, table.key, table.columns, narrow(table, read(request, table), rows))
    return render(request, template, {**(context or {}), "table": view(request, table, rows)})


def shown(value: Cell) -> str:
    """A plain value as the page writes it."""
    if isinstance(value, bool):
        return pair("是", "Yes") if value else pair("否", "No")
    if isinstance(value, Text | str | None):
        return pick(value)
    if isinstance(value, datetime | date):
        return local_time(value)
    return quantity(value) if isinstance(value, Decimal) else f"{value:,}"


def search(lookups: Sequence[str], hint: Text | None = None) -> Filter:
    """A search box over model fields: any of the lookups may match (``name__icontains`` …)."""

    def apply(rows: Rows, typed: str) -> Rows:
        matches = Q()
        for lookup in lookups:
            matches |= Q((lookup, typed))
        return rows.filter(matches)

    return Filter("q", Text("搜索", "Search"), apply, kind="search", hint=hint)


def days(key: str, label: Text, field: str) -> Filter:
    """A pair of dates over a field of microseconds: from where one day begins to where the other ends, in the port."""

    def apply(rows: Rows, span: tuple[date | None, date | None]) -> Rows:
        first, last = span
        if first:
            rows = rows.filter(**{f"{field}__gte": _beginning(first)})
        return rows.filter(**{f"{field}__lt": _beginning(last) + _DAY}) if last else rows

    return Filter(key, label, apply, kind="dates")


def _beginning(day: date) -> int:
    return to_micros(datetime.combine(day, time.min, SHANGHAI))
