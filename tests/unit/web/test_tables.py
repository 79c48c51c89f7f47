"""Tables: what an address asks for, and that a file of one cannot run anything."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import RequestFactory
from python_calamine import CalamineWorkbook

from kouan.kernel.text import Text
from kouan.web.exports import harmless
from kouan.web.tables import Asked, Column, Empty, Filter, Table, TableView, read, respond, view

Row = dict[str, Any]
ROWS: list[Row] = [
    {"name": f"箱 {number}", "weight": Decimal(number), "at": datetime(2026, 3, 1 + number % 28, tzinfo=UTC)}
    for number in range(120)
]
TABLE: Table[Row] = Table(
    key="boxes",
    columns=(
        Column("name", Text("名称", "Name"), lambda row: row["name"]),
        Column("weight", Text("重量", "Weight"), lambda row: row["weight"], sort=True, number=True),
        Column("at", Text("时间", "Time"), lambda row: row["at"]),
        Column("ok", Text("合格", "Passed"), lambda row: row["weight"] > 3),
    ),
    filters=(
        Filter("q", Text("搜索", "Search"), lambda rows, q: [row for row in rows if q in row["name"]], kind="search"),
        Filter("odd", Text("奇偶", "Odd"), lambda rows, _: rows[1::2], choices=(("yes", Text("奇", "odd")),)),
        Filter(
            "at", Text("日期", "Day"), lambda rows, span: [r for r in rows if r["at"].date() == span[0]], kind="dates"
        ),
    ),
    order="-weight",
    empty=Empty(Text("没有", "None"), Text("再查。", "Again.")),
)


def shown(address: str, rows: list[Row] = ROWS) -> TableView[Row]:
    return view(RequestFactory().get(address), TABLE, rows)


def content(response: HttpResponseBase) -> bytes:
    return b"".join(response)


def test_the_first_page_comes_in_the_table_s_own_order() -> None:
    page = shown("/")
    assert (page.total, page.pages, page.first) == (120, 3, 1)
    assert page.rows[0]["weight"] == 119


@pytest.mark.parametrize(("sort", "names"), [("weight", "acbd"), ("-weight", "cabd")])
def test_rows_without_a_value_come_last_either_way(sort: str, names: str) -> None:
    rows: list[Row] = [{"name": "a", "weight": Decimal(1)}, {"name": "b", "weight": None}]
    rows += [{"name": "c", "weight": Decimal(2)}, {"name": "d", "weight": None}]
    assert "".join(row["name"] for row in shown(f"/?sort={sort}", rows).rows) == names


def test_filters_sort_and_page_are_read_from_the_address() -> None:
    page = shown("/?q=1&sort=weight&page=2&odd=yes")
    assert page.total == 19
    assert page.asked.values == {"q": "1", "odd": "yes"}
    assert [row["weight"] for row in shown("/?sort=weight").rows[:2]] == [0, 1]


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=x", "sort=name", "sort=;drop", "odd=maybe", "at_from=soon"]
)
def test_what_makes_no_sense_in_an_address_is_as_good_as_absent(query: str) -> None:
    page = shown(f"/?{query}")
    assert (page.total, page.asked.page, page.asked.sort, page.filtered) == (120, 1, "-weight", False)


def test_a_page_beyond_the_last_is_the_last() -> None:
    page = shown("/?page=99")
    assert (page.asked.page, len(page.rows)) == (3, 20)


def test_days_come_as_a_span() -> None:
    asked = read(RequestFactory().get("/?at_from=2026-03-02"), TABLE)
    assert asked.values == {"at": [date(2026, 3, 2), None]}


def test_links_keep_the_question_and_change_their_part() -> None:
    asked = Asked({}, "weight", 3, (("q", "a b"), ("sort", "weight"), ("page", "3")))
    assert asked.address(page=4) == "?q=a+b&sort=weight&page=4"
    assert asked.address(sort="-weight", page=None) == "?q=a+b&sort=-weight"


@pytest.mark.parametrize(
    ("page", "pager"), [(1, [1, 2, 3, None, 9]), (5, [1, None, 3, 4, 5, 6, 7, None, 9]), (9, [1, None, 7, 8, 9])]
)
def test_the_pager_shows_both_ends_and_the_neighbours(page: int, pager: list[int | None]) -> None:
    assert TableView(TABLE, Asked({}, "", page, ()), [], 450, "/").shown_pages == pager


def test_csv_holds_all_filtered_rows_for_excel_in_utf_8() -> None:
    response = respond(RequestFactory().get("/?format=csv&q=箱 11"), TABLE, ROWS, "unused.html")
    text = content(response).decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text))
    assert head == ["名称", "重量", "时间", "合格"]
    assert rows[0] == ["箱 119", "119", "2026-03-08 08:00:00", "是"]
    assert len(rows) == 11


def test_xlsx_keeps_numbers_times_and_long_codes_as_what_they_are() -> None:
    rows = [{"name": "=1+1", "weight": Decimal("12.50"), "at": datetime(2026, 3, 1, tzinfo=UTC)}]
    response = respond(RequestFactory().get("/?format=xlsx"), TABLE, rows, "unused.html")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content(response))).get_sheet_by_index(0).to_python()
    assert sheet[1][:2] == ["=1+1", 12.5]
    assert f"{sheet[1][2]}" == "2026-03-01 08:00:00"


@pytest.mark.parametrize("cell", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_text_cell_can_run_as_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


def test_negative_numbers_stay_numbers() -> None:
    assert harmless(Decimal("-1.5")) == Decimal("-1.5")
