"""Tables of a database: the order is the same on both, also where values are missing."""

import pytest
from django.test import RequestFactory

from kouan.kernel.text import Text
from kouan.modules.cases.models import Notice
from kouan.web.tables import Column, Empty, Table, narrow, read, view

READ = {"first": None, "second": 30, "third": 10, "fourth": None, "fifth": 20}
TABLE: Table[Notice] = Table(
    key="notices",
    columns=(
        Column("read", Text("已读", "Read"), lambda row: row.read_at, sort="read_at"),
        Column("at", Text("时间", "At"), lambda row: row.at, sort="at"),
    ),
    empty=Empty(Text("没有", "None"), Text("再查。", "Again.")),
)


def _order(sort: str) -> list[str]:
    page = view(RequestFactory().get(f"/?sort={sort}"), TABLE, Notice.objects.all())
    return [row.number for row in page.rows]


@pytest.fixture
def _notices(db: None) -> None:
    for at, (number, read_at) in enumerate(READ.items()):
        Notice.objects.create(party="p", case_id="c", number=number, position=at, kind="asked", at=at, read_at=read_at)


@pytest.mark.usefixtures("_notices")
@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("read", ["third", "fifth", "second", "first", "fourth"]),
        ("-read", ["second", "fifth", "third", "first", "fourth"]),
        ("-at", ["fifth", "fourth", "third", "second", "first"]),
    ],
)
def test_rows_without_a_value_come_last_both_ways(sort: str, order: list[str]) -> None:
    assert _order(sort) == order


@pytest.mark.parametrize(("sort", "said"), [("-at", False), ("at", False), ("read", True), ("-read", True)])
def test_where_every_row_has_a_value_an_index_can_still_give_the_order(sort: str, said: bool) -> None:
    asked = read(RequestFactory().get(f"/?sort={sort}"), TABLE)
    assert ("NULLS LAST" in str(narrow(TABLE, asked, Notice.objects.all()).query)) == said
