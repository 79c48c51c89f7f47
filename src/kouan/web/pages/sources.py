"""Plans and laws: every clause that a rule, a limit or a measure cites."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse

from kouan import sources
from kouan.kernel.text import Text
from kouan.sources import Source
from kouan.web.markup import badge, second_line
from kouan.web.navigation import Entry
from kouan.web.tables import Column, Empty, Filter, Table, respond

KINDS = {
    "plan": Text("方案", "Plan"),
    "law": Text("法规", "Law"),
    "standard": Text("标准", "Standard"),
    "treaty": Text("条约", "Treaty"),
    "specification": Text("规范", "Specification"),
}


_VERIFIED, _UNVERIFIED = Text("已核实", "Verified"), Text("待核实", "To be verified")


def _state(each: Source) -> str:
    checked = badge(_VERIFIED, "good") if each.verified else badge(_UNVERIFIED, "warn")
    if each.repealed is None:
        return checked
    return second_line(checked, Text(f"{each.repealed} 废止", f"repealed {each.repealed}"))


def _mentions(each: Source, typed: str) -> bool:
    words = (each.id, each.number, each.title.zh, each.title.en, each.issuer.zh, each.issuer.en)
    return typed.casefold() in " ".join(words).casefold()


_SOURCES: Table[Source] = Table(
    key="sources",
    title=Text("方案与法规", "Plans and laws"),
    columns=(
        Column("title", Text("名称", "Title"), lambda each: each.title, sort=True),
        Column("kind", Text("种类", "Kind"), lambda each: KINDS[each.kind], sort=True),
        Column("number", Text("文号", "Number"), lambda each: each.number, sort=True),
        Column("issuer", Text("发布机关", "Issuer"), lambda each: each.issuer, sort=True),
        Column("in_force", Text("施行", "In force"), lambda each: each.in_force, sort=True),
        Column("clauses", Text("条款", "Clauses"), lambda each: len(sources.clauses(each.id)), sort=True, number=True),
        Column(
            "verified",
            Text("核实", "Checked"),
            lambda each: _VERIFIED if each.verified else _UNVERIFIED,
            html=_state,
        ),
    ),
    filters=(
        Filter(
            "q",
            Text("搜索", "Search"),
            lambda rows, typed: [each for each in rows if _mentions(each, typed)],
            kind="search",
            hint=Text("名称、文号、机关", "Title, number, issuer"),
        ),
        Filter(
            "kind",
            Text("种类", "Kind"),
            lambda rows, kind: [each for each in rows if each.kind == kind],
            choices=tuple(KINDS.items()),
        ),
    ),
    empty=Empty(Text("没有方案或法规", "No plans or laws"), Text("资料库是空的。", "The library is empty.")),
    page_size=100,
    href=lambda each: reverse("source", args=(each.id,)),
)


def index(request: HttpRequest) -> HttpResponseBase:
    """All plans and laws."""
    return respond(request, _SOURCES, list(sources.sources()), "sources/index.html")


def source(request: HttpRequest, source_id: str) -> HttpResponse:
    """One plan or law with its clauses; a clause is found by its number after ``#``."""
    try:
        cited = sources.source(source_id)
    except sources.UnknownSource:
        raise Http404 from None
    clauses = sources.clauses(source_id)
    return render(request, "sources/source.html", {"source": cited, "clauses": clauses, "kind": KINDS[cited.kind]})


navigation = (
    Entry(
        Text("方案与法规", "Plans and laws"),
        "sources",
        places=("reference",),
        order=90,
        about=Text(
            "系统里的每条规则、每个时限都有出处：逐条列出，注明发布机关与日期。",
            "Every rule and every limit in the system has its source: clause by clause, with issuer and date.",
        ),
    ),
)
urlpatterns = [path("sources", index, name="sources"), path("sources/<str:source_id>", source, name="source")]
