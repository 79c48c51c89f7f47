"""The port office's register: every organisation, and opening new ones. For everybody else it does not exist."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse

from kouan.engine import Refused
from kouan.kernel.text import Text
from kouan.modules.parties import public as parties
from kouan.web.language import pair, pick
from kouan.web.navigation import Entry
from kouan.web.refused import by_field
from kouan.web.tables import Column, Empty, Filter, Table, respond, search

_OPEN_TO_FIRMS = {role: title for role, title in parties.ROLES.items() if role not in {"agency", "port-office"}}


def _roles(row: Any) -> str:
    return pair("、", ", ").join(pick(parties.ROLES[each.role]) for each in row.role_rows.all())


_ORGANISATIONS: Table[Any] = Table(
    key="organisations",
    columns=(
        Column("id", Text("代码", "Code"), lambda row: row.id, sort="id"),
        Column("name", Text("名称", "Name"), lambda row: row.name, sort="name_zh"),
        Column("roles", Text("类型", "Roles"), _roles),
        Column(
            "customs_code",
            Text("海关注册编码", "Customs registration"),
            lambda row: row.customs_code,
            sort="customs_code",
        ),
    ),
    filters=(
        search(("id__iexact", "name_zh__icontains", "name_en__icontains", "customs_code__iexact")),
        Filter(
            "role",
            Text("类型", "Role"),
            lambda rows, role: rows.filter(role_rows__role=role),
            choices=tuple(parties.ROLES.items()),
        ),
    ),
    order="id",
    empty=Empty(
        Text("还没有单位", "No organisations yet"),
        Text("登记第一家单位，并给它的管理员一个链接。", "Register the first, and hand its administrator a link."),
    ),
)


@login_required
def register(request: HttpRequest) -> HttpResponseBase:
    """All organisations."""
    _governor(request)
    return respond(
        request, _ORGANISATIONS, parties.organisations().prefetch_related("role_rows"), "parties/register.html"
    )


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Open an organisation; its administrator's link is on the answer, and nowhere afterwards."""
    me = _governor(request)
    context: dict[str, Any] = {"roles": _OPEN_TO_FIRMS, "typed": {}, "picked": [], "wrong": {}, "link": ""}
    if request.method == "POST":
        try:
            context["link"] = _open(request, me)
        except Refused as refusal:
            wrong = by_field(refusal)
            context |= {"typed": request.POST, "picked": request.POST.getlist("roles"), "wrong": wrong}
    response = render(request, "parties/open.html", context, status=422 if context["wrong"] else 200)
    response["Cache-Control"] = "no-store"
    return response


def _open(request: HttpRequest, me: parties.Viewer) -> str:
    typed = {name: str(value).strip() for name, value in request.POST.items()}
    name = Text(typed.get("name_zh", ""), typed.get("name_en", ""))
    firm = parties.Registration(typed.get("id", ""), name, request.POST.getlist("roles"), typed.get("customs_code", ""))
    person = Text(typed.get("person_zh", ""), typed.get("person_en", ""))
    account = parties.Account(person, typed.get("username", ""), typed.get("email", ""))
    link = parties.open_organisation(me, firm, account)
    kept = {"uidb36": link.uid, "key": link.key}
    return request.build_absolute_uri(reverse("account_reset_password_from_key", kwargs=kept))


def _governor(request: HttpRequest) -> parties.Viewer:
    viewer = parties.viewer_of(request)
    if not parties.governs(viewer):
        raise Http404
    return viewer


navigation = (Entry(Text("单位登记", "Organisations"), "organisations", ("port-office",), order=80),)
urlpatterns = [
    path("organisations", register, name="organisations"),
    path("organisations/new", new, name="open-organisation"),
]
