"""Code tables, for people to browse and for fields to search."""

from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.views.decorators.cache import cache_control

from kouan import reference
from kouan.kernel.text import Text
from kouan.reference import Entry as CodeEntry
from kouan.reference import Table as CodeTable
from kouan.web.markup import badge
from kouan.web.navigation import Entry
from kouan.web.tables import Column, Empty, Filter, Table, respond

_MOST = 10_000
_NONE = Empty(Text("没有代码", "No codes"), Text("这张表是空的。", "This table is empty."))
_VERIFIED, _UNVERIFIED = Text("已核实", "Verified"), Text("待核实", "To be verified")


def _verified(true: bool) -> str:
    return badge(_VERIFIED, "good") if true else badge(_UNVERIFIED, "warn")


def _found(code: str) -> CodeTable:
    try:
        return reference.table(code)
    except KeyError:
        raise Http404 from None


@cache_control(public=True, max_age=3600)
def codes(request: HttpRequest, code: str) -> JsonResponse:
    """``/codes/unit?q=千克``: up to 20 entries, best first, in both languages. 404 for an unknown table."""
    held = _found(code)
    matches = reference.search(code, request.GET.get("q", "")[:80])
    results = [{"code": each.code, "name": each.name.as_json(), "verified": each.verified} for each in matches]
    return JsonResponse({"table": code, "total": len(held), "results": results})


_TABLES: Table[CodeTable] = Table(
    key="code-tables",
    title=Text("代码表", "Code tables"),
    columns=(
        Column("title", Text("名称", "Name"), lambda held: held.title, sort=True),
        Column("code", Text("表", "Table"), lambda held: held.code, sort=True),
        Column("entries", Text("代码数", "Codes"), len, sort=True, number=True),
        Column("issuer", Text("发布机关", "Issuer"), lambda held: held.issuer, sort=True),
        Column("as_of", Text("截至", "As of"), lambda held: held.as_of, sort=True),
        Column(
            "verified",
            Text("核实", "Checked"),
            lambda held: _VERIFIED if held.verified else _UNVERIFIED,
            sort=True,
            html=lambda held: _verified(held.verified),
        ),
    ),
    filters=(
        Filter(
            "q",
            Text("搜索", "Search"),
            lambda rows, typed: [held for held in rows if _mentions(held, typed)],
            kind="search",
            hint=Text("表名或发布机关", "Name or issuer"),
        ),
    ),
    empty=_NONE,
    page_size=100,
    href=lambda held: reverse("code-table", args=(held.code,)),
)


def _mentions(held: CodeTable, typed: str) -> bool:
    words = (held.code, held.title.zh, held.title.en, held.issuer.zh, held.issuer.en)
    return typed.casefold() in " ".join(words).casefold()


def tables(request: HttpRequest) -> HttpResponseBase:
    """Every code table with its issuer, date, and whether it was checked."""
    return respond(request, _TABLES, [reference.table(code) for code in reference.tables()], "reference/tables.html")


def _entries(held: CodeTable) -> Table[CodeEntry]:
    extras = sorted({name for entry in held.entries.values() for name in entry.attributes})
    return Table(
        key=held.code,
        title=held.title,
        columns=(
            Column("code", Text("代码", "Code"), lambda entry: entry.code, sort=True),
            Column("zh", Text("中文名称", "Chinese"), lambda entry: entry.name.zh, sort=True),
            Column("en", Text("英文名称", "English"), lambda entry: entry.name.en, sort=True),
            *(_extra(name) for name in extras),
            Column(
                "verified",
                Text("核实", "Checked"),
                lambda entry: _VERIFIED if entry.verified else _UNVERIFIED,
                html=lambda entry: _verified(entry.verified),
            ),
        ),
        filters=(
            Filter(
                "q",
                Text("搜索", "Search"),
                lambda rows, typed: reference.search(held.code, typed, limit=_MOST),
                kind="search",
                hint=Text("代码、中文或英文", "Code, Chinese or English"),
            ),
        ),
        empty=_NONE,
        page_size=100,
    )


_EXTRAS = {
    "alpha2": Text("二位代码", "Two letters"),
    "amount": Text("数额", "Amount"),
    "called": Text("俗称", "Also called"),
    "chapter": Text("章", "Chapter"),
    "class": Text("类别", "Class"),
    "country": Text("国别", "Country"),
    "division": Text("行政区划", "Division"),
    "duty": Text("征免方式", "Duty mode"),
    "export": Text("出口", "Export"),
    "from": Text("起", "From"),
    "function": Text("功能", "Function"),
    "group": Text("分组", "Group"),
    "import": Text("进口", "Import"),
    "kind": Text("种类", "Kind"),
    "layer": Text("层级", "Layer"),
    "legacy": Text("旧代码", "Former code"),
    "levy": Text("征免性质", "Levy nature"),
    "minor_unit": Text("小数位", "Decimals"),
    "mode": Text("监管方式", "Supervision mode"),
    "numeric": Text("数字代码", "Number"),
    "order": Text("依据", "Basis"),
    "section": Text("类", "Section"),
    "to": Text("止", "To"),
    "use": Text("用于", "Used for"),
    "zh_known": Text("中文名已知", "Chinese known"),
}


def _extra(name: str) -> Column[CodeEntry]:
    title = _EXTRAS.get(name, Text(name, name))
    return Column(f"a-{name}", title, lambda entry: entry.attributes.get(name, ""), sort=True)


def table(request: HttpRequest, code: str) -> HttpResponseBase:
    """One code table, to browse, search and download."""
    held = _found(code)
    return respond(request, _entries(held), list(held.entries.values()), "reference/table.html", {"held": held})


navigation = (
    Entry(
        Text("代码表", "Code tables"),
        "reference",
        places=("reference",),
        order=80,
        about=Text(
            "申报用到的每一张官方代码表：谁发布、截至哪天、核实到什么程度。",
            "Every official code table that filings use: who issued it, as of when, and how far it was checked.",
        ),
    ),
)
urlpatterns = [
    path("codes/<str:code>", codes, name="codes"),
    path("reference", tables, name="reference"),
    path("reference/<str:code>", table, name="code-table"),
]
