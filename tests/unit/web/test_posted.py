"""What a page posts comes back as the form's data, and nothing typed is lost on the way."""

from decimal import Decimal
from typing import Annotated, Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from kouan.blueprint import Choice, Code, Form, Length, Text, parse
from kouan.web import forms


class Licence(Form):
    """A licence of one line."""

    kind: Annotated[str, Text("证件", "Licence"), Code("licence")]
    used: Annotated[bool, Text("已使用", "Used")] = False


class Line(Form):
    """One line."""

    name: Annotated[str, Text("品名", "Name"), Length(40)]
    weight: Annotated[Decimal, Text("净重", "Net weight")]
    licences: Annotated[list[Licence], Text("证件", "Licence")] = []


class Party(Form):
    """Who it is for."""

    name: Annotated[str, Text("名称", "Name")]


class Filing(Form):
    """A small filing."""

    unit: Annotated[str | None, Text("单位", "Unit"), Code("unit")] = None
    agreed: Annotated[bool, Text("同意", "Agreed")]
    kind: Annotated[str | None, Text("类型", "Kind"), Choice({"a": Text("甲", "A")})] = None
    owner: Annotated[Party | None, Text("货主", "Owner")] = None
    marks: Annotated[list[str], Text("唛头", "Marks")] = []
    lines: Annotated[list[Line], Text("货物", "Goods")] = []


def posted(**fields: str) -> QueryDict:
    post = QueryDict(mutable=True)
    for name, value in fields.items():
        post[name.replace("__", "-")] = value
    return post


def test_blanks_are_absent_and_an_inner_form_left_blank_is_not_there() -> None:
    entry = forms.read(Filing, posted(unit="", kind=" ", owner__name="", agreed=""))
    assert entry == forms.Entry({}, edited=False, blank=True)


def test_rows_keep_their_order_without_the_gaps_of_removed_ones() -> None:
    entry = forms.read(Filing, posted(lines__10__name="c", lines__2__name="b", lines__0__name="a"))
    assert [line["name"] for line in entry.values["lines"]] == ["a", "b", "c"]


def test_a_row_left_blank_is_still_a_row() -> None:
    assert forms.read(Filing, posted(lines__0="row", lines__0__name="")).values == {"lines": [{}]}


@pytest.mark.parametrize(
    ("typed", "held"),
    [("12,500.50", "12500.50"), ("１２．５", "12.5"), ("12,50", "12,50"), ("1.2.3", "1.2.3"), ("约 5", "约 5")],
)
def test_habits_of_the_hand_are_understood_and_the_rest_is_kept_as_typed(typed: str, held: str) -> None:
    assert forms.read(Filing, posted(lines__0__weight=typed)).values["lines"][0]["weight"] == held


def test_texts_come_one_a_line() -> None:
    assert forms.read(Filing, posted(marks="N/M, A\r\n\r\nKOUAN")).values == {"marks": ["N/M, A", "KOUAN"]}


def test_a_box_not_ticked_is_false_where_false_is_the_default() -> None:
    entry = forms.read(Filing, posted(agreed="true", lines__0__licences__0__kind="A"))
    assert entry.values["agreed"] is True
    assert entry.values["lines"][0]["licences"] == [{"kind": "A", "used": False}]


def test_a_row_is_added_where_the_button_stands() -> None:
    entry = forms.read(Filing, posted(lines__0__name="a", lines__3__name="b", add="lines-3-licences"))
    assert entry.edited
    assert entry.values["lines"] == [{"name": "a"}, {"name": "b", "licences": [{}]}]


def test_the_row_that_was_pressed_is_removed_and_no_other() -> None:
    entry = forms.read(Filing, posted(lines__0__name="a", lines__4__name="b", lines__5__name="c", remove="lines-4"))
    assert entry.values["lines"] == [{"name": "a"}, {"name": "c"}]


@pytest.mark.parametrize("button", ["lines-9", "lines", "nothing-1", "lines-x", "agreed-1", ""])
def test_a_button_for_a_row_that_is_gone_changes_nothing(button: str) -> None:
    assert forms.read(Filing, posted(lines__0__name="a", remove=button)).values["lines"] == [{"name": "a"}]


@given(st.dictionaries(st.text("abclinesmk-0123456789_", max_size=24), st.text(max_size=20), max_size=8))
def test_nothing_that_is_posted_can_break_the_reading(fields: dict[str, str]) -> None:
    post = QueryDict(mutable=True)
    post.update(fields)
    values = forms.read(Filing, post).values
    parse(Filing, values)
    forms.view(Filing, values)


def flat(nodes: tuple[Any, ...]) -> dict[str, Any]:
    """Name and value of each control."""
    found: dict[str, Any] = {}
    for node in nodes:
        if isinstance(node, forms.Control):
            found[node.name] = node.value
        for inner in getattr(node, "items", ()):
            found |= flat(inner.nodes)
        found |= flat(getattr(node, "nodes", ()))
    return found


def test_a_page_shows_what_was_typed_and_reads_it_back_the_same() -> None:
    typed = {
        "unit": "035",
        "agreed": True,
        "owner": {"name": "某公司"},
        "lines": [{"name": "苹果", "weight": "x", "licences": [{"kind": "A", "used": True}]}],
    }
    page = forms.view(Filing, typed)
    post = QueryDict(mutable=True)
    for group in page.groups:
        for name, value in flat(group.nodes).items():
            post[name] = "true" if value is True else "" if value in (False, None) else value if value != [] else ""
    assert forms.read(Filing, post).values == typed


def test_each_problem_stands_at_its_field_and_links_to_it() -> None:
    values = {"lines": [{"name": "苹果"}, {"name": "梨", "weight": "很重"}]}
    page = forms.view(Filing, values, parse(Filing, values).problems)
    assert [(problem.path, id) for problem, id in page.summary] == [
        ("/agreed", "f-agreed"),
        ("/lines/0/weight", "f-lines-0-weight"),
        ("/lines/1/weight", "f-lines-1-weight"),
    ]
    lines = page.groups[-1]
    assert lines.errors == 2


def test_a_problem_of_a_row_that_no_page_shows_links_to_the_nearest_group() -> None:
    values = {"agreed": True, "lines": [{"name": "a", "weight": "1", "licences": "x"}]}
    page = forms.view(Filing, values, parse(Filing, values).problems)
    assert [(problem.path, id) for problem, id in page.summary] == [("/lines/0/licences", "f-lines-0-licences")]
