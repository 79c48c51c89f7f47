"""``/published``: the public register. What procedures publish, to search, to read and to download."""

from collections.abc import Mapping
from typing import Any

import orjson
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse

from kouan.blueprint.agency import AGENCIES
from kouan.engine import by_form
from kouan.kernel.clock import from_micros, local_date
from kouan.kernel.text import Text
from kouan.modules.cases.public import matching, published, published_under
from kouan.modules.parties.public import viewer_of
from kouan.procedures import procedure as procedure_of
from kouan.procedures import procedures
from kouan.runtime.pace import count_public_lookup
from kouan.web.doors import hidden, paced
from kouan.web.language import pick
from kouan.web.navigation import Entry
from kouan.web.record import Part, record
from kouan.web.tables import Column, Empty, Filter, Table, days, respond

_IN_TWO_LANGUAGES = {"zh", "en"}


@paced
def register(request: HttpRequest) -> HttpResponseBase:
    """All that is published, the latest first; searching it is a look-up, and visitors have so many a minute."""
    if request.GET.get("q"):
        _count(request)
    return respond(request, _TABLE, published(), "published/list.html")


@paced
@hidden
def entry(request: HttpRequest, number: str) -> HttpResponseBase:
    """What is public of one case; 404 where nothing is, whatever there may be besides."""
    _count(request)
    held = published_under(number)
    procedure = procedure_of(held.procedure)
    context = {
        "held": held,
        "procedure": procedure,
        "by": _by(held),
        "at": from_micros(held.published_at),
        "parts": _parts(held),
    }
    return render(request, "published/entry.html", context)


def _count(request: HttpRequest) -> None:
    if not viewer_of(request).signed_in:
        count_public_lookup(request)


def _parts(held: Any) -> list[Part]:
    """What is published, in the words of the forms it comes from, as they were when it was decided."""
    procedure = procedure_of(held.procedure).at_version(held.version)
    told = by_form(procedure, orjson.loads(held.data), local_date(from_micros(held.published_at)))
    return [part for form, data in told for part in record(form, {name: _said(data[name]) for name in data})]


def _said(value: Any) -> Any:
    """A text in two languages as the reader's; anything else as it is."""
    both = isinstance(value, Mapping) and set(value) == _IN_TWO_LANGUAGES
    return pick(Text(**value)) if both else value


def _address(held: Any) -> str:
    return reverse("published-entry", args=(held.number,))


def _procedure(held: Any) -> Text:
    return procedure_of(held.procedure).title


def _by(held: Any) -> Text:
    return AGENCIES[procedure_of(held.procedure).lead].title


_TABLE: Table[Any] = Table(
    key="published",
    title=Text("公开的决定与答复", "Published decisions and answers"),
    columns=(
        Column("title", Text("内容", "Subject"), lambda held: held.title),
        Column("procedure", Text("事项", "Procedure"), _procedure),
        Column("number", Text("编号", "Number"), lambda held: held.number, sort="number"),
        Column("by", Text("办理机关", "By"), _by),
        Column(
            "published",
            Text("公开时间", "Published"),
            lambda held: from_micros(held.published_at),
            sort=("published_at", "number"),
        ),
    ),
    filters=(
        Filter(
            "q",
            Text("搜索", "Search"),
            matching,
            kind="search",
            hint=Text("货名、编号、文中字句", "Goods, number, words of the text"),
        ),
        Filter(
            "procedure",
            Text("事项", "Procedure"),
            lambda rows, code: rows.filter(procedure=code),
            choices=lambda: [(code, each.title) for code, each in procedures().items() if each.publishes],
        ),
        days("published", Text("公开日期", "Published"), "published_at"),
    ),
    order="-published",
    empty=Empty(
        Text("还没有公开的决定与答复", "Nothing has been published yet"),
        Text("依法公开的，作出后会出现在这里。", "What the law makes public stands here once it is made."),
    ),
    href=_address,
)

navigation = (
    Entry(
        Text("公开登记", "Public register"),
        "published",
        order=30,
        answers=("zhanjiang-2022#8",),
        about=Text(
            "依法公开的决定与答复：搜货名、编号或字句，看怎么定的、依据什么。申请人和商业秘密不在其中。",
            "Decisions and answers that are public by law: what was said and why, without applicant and trade secrets.",
        ),
    ),
)
urlpatterns = [
    path("published", register, name="published"),
    path("published/<path:number>", entry, name="published-entry"),
]
