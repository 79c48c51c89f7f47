"""``/drafts``: what was begun and not yet filed, by anybody in the firm."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST
from markupsafe import Markup

from kouan.blueprint import Incomplete, parse
from kouan.blueprint.describe import fields
from kouan.blueprint.procedure import Procedure
from kouan.kernel.clock import from_micros
from kouan.kernel.text import Text
from kouan.modules.cases.public import discard_draft, my_drafts
from kouan.modules.parties.public import people, viewer_of
from kouan.procedures import procedures
from kouan.web.doors import filers
from kouan.web.language import pair, pick
from kouan.web.markup import link
from kouan.web.navigation import Entry
from kouan.web.tables import Column, Empty, Table, respond

_DIGEST = 4
_GONE = Text("草稿已删除。", "The draft is gone.")


@filers
def drafts(request: HttpRequest) -> HttpResponseBase:
    """The firm's drafts, latest first; each leads back to its form."""
    rows = my_drafts(viewer_of(request))
    names = people(set(rows.values_list("person", flat=True)))
    return respond(request, _table(names), rows, "filing/drafts.html")


def address(draft: Any) -> str:
    """Where a draft is gone on with: the form, or the correction of its case."""
    if draft.case:
        return reverse("case-correct", args=(draft.case,))
    return f"{reverse('file-form', args=(draft.procedure,))}?{urlencode({'draft': draft.id})}"


def _title(draft: Any) -> Text:
    known = procedures().get(draft.procedure)
    return known.title if known else Text(draft.procedure, draft.procedure)


def _digest(draft: Any) -> Text | str:
    """What tells drafts of one procedure apart: the line that would name the case, else the first words typed."""
    known = procedures().get(draft.procedure)
    if known is None:
        return ""
    return _headline(known, draft.data) or " · ".join(list(_said(known, draft.data))[:_DIGEST])


def _headline(procedure: Procedure, data: dict[str, Any]) -> Text | None:
    try:
        return procedure.headline(parse(procedure.form, data).filing) if procedure.headline else None
    except (Incomplete, IndexError):
        return None  # what the line is made of is not yet typed


def _said(procedure: Procedure, data: dict[str, Any]) -> Iterator[str]:
    words = [each.name for each in fields(procedure.form) if each.kind == "text" and not (each.table or each.options)]
    yield from (str(data[name]) for name in words if isinstance(data.get(name), str))


def _discard(draft: Any) -> str:
    return Markup(
        '<button class="button bare small" form="discard" name="draft" value="{}" data-confirm="{}">{}</button>'
    ).format(draft.id, pair("删除后不能恢复，确定？", "It cannot be brought back. Sure?"), pair("删除", "Delete"))


def _table(names: Any) -> Table[Any]:
    return Table(
        key="drafts",
        title=Text("草稿", "Drafts"),
        columns=(
            Column(
                "procedure", Text("事项", "Procedure"), _title, html=lambda draft: link(address(draft), _title(draft))
            ),
            Column("digest", Text("内容", "Content"), _digest),
            Column("documents", Text("单证", "Documents"), lambda draft: len(draft.documents), number=True),
            Column("person", Text("填写人", "Written by"), lambda draft: names.get(draft.person, draft.person)),
            Column(
                "updated", Text("保存于", "Kept at"), lambda draft: from_micros(draft.updated_at), sort="updated_at"
            ),
            Column("discard", Text("", ""), lambda draft: "", html=_discard),
        ),
        empty=Empty(
            Text("没有草稿", "No drafts"),
            Text("填写中的申报会自动保存到这里。", "What is being filled in is kept here by itself."),
            (Text("去申报", "File"), reverse("file")),
        ),
        order="-updated",
        href=address,
        exported=False,
    )


@filers
@require_POST
def discard(request: HttpRequest) -> HttpResponseBase:
    """Throw one draft away."""
    discard_draft(viewer_of(request), request.POST.get("draft", ""))
    messages.success(request, pick(_GONE))
    return HttpResponseRedirect(reverse("drafts"), status=303)


navigation = (Entry(Text("草稿", "Drafts"), "drafts", places=("trader",), order=40),)
urlpatterns = [
    path("drafts", drafts, name="drafts"),
    path("drafts/discard", discard, name="draft-discard"),
]
