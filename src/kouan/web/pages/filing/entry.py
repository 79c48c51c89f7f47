"""``/file/<code>``: fill in, check, keep, file."""

import secrets
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from kouan.blueprint import Problem
from kouan.blueprint.problem import errors
from kouan.blueprint.procedure import Procedure
from kouan.engine import Refused
from kouan.kernel.clock import now, to_micros
from kouan.kernel.text import Text
from kouan.modules.cases.public import (
    REUSED,
    NotFound,
    check_filing,
    check_reference,
    discard_draft,
    file_case,
    own_draft,
    save_draft,
    visible_cases,
)
from kouan.modules.parties.public import Viewer, viewer_of
from kouan.procedures import procedure as procedure_of
from kouan.web.attachments import receive, slots
from kouan.web.doors import filers
from kouan.web.language import pick
from kouan.web.pages.filing.openable import openable
from kouan.web.pages.filing.references import for_page
from kouan.web.pages.filing.starting import start
from kouan.web.pages.filing.typed import Sheet, Typed, mark, papers, sheet, typed
from kouan.web.pages.guide.told import has_examples

_NUMBER = "f-reference"
_CLEAN = Text("没有发现问题，可以申报。", "Nothing is wrong; it can be filed.")
_KEPT = Text("草稿已保存。", "The draft is kept.")
_FILED = Text("已申报，编号 {number}，各单位同时收到。", "Filed under {number}; every agency has it at once.")
_AGAIN = Text(
    "这份申报此前已经提交过，编号 {number}；没有重复申报。",
    "This was filed before, under {number}; nothing was filed twice.",
)


@filers
def entry(request: HttpRequest, code: str) -> HttpResponseBase:
    """The form; by POST ``do`` says what with: check, save, file. Adding a row or a document only draws it again."""
    procedure = openable(viewer_of(request), code)
    if request.method != "POST":
        began = start(viewer_of(request), procedure, request.GET.dict())
        blank = sheet(procedure, began.values, began.documents)
        return _draw(request, procedure, blank, note=began.note, draft=began.draft, reference=began.reference)
    posted = typed(request, procedure.form)
    action = request.POST.get("do", "")
    if posted.edited or action not in _ACTIONS:
        return _draw(request, procedure, sheet(procedure, posted.values, posted.documents, posted.problems))
    return _ACTIONS[action](request, procedure, posted)


def _check(request: HttpRequest, procedure: Procedure, posted: Typed) -> HttpResponseBase:
    found = _found(request, procedure, posted)
    if not found:
        messages.success(request, pick(_CLEAN))
    return _show(request, procedure, posted, found)


def _keep(request: HttpRequest, procedure: Procedure, posted: Typed) -> HttpResponseBase:
    viewer = viewer_of(request)
    draft_id = _still_there(viewer, request.POST.get("draft", ""))
    draft = save_draft(
        viewer, procedure.code, posted.values, posted.documents, draft_id, reference=_own_number(request)
    )
    messages.success(request, pick(_KEPT))
    return HttpResponseRedirect(_resumed(procedure.code, draft.id), status=303)


def _file(request: HttpRequest, procedure: Procedure, posted: Typed) -> HttpResponseBase:
    """File; with warnings that were not yet shown, show them first."""
    found = _found(request, procedure, posted)
    if errors(found) or mark(found) != (request.POST.get("seen", "") if mark(found) else ""):
        return _show(request, procedure, posted, found)
    viewer, draft, began = viewer_of(request), request.POST.get("draft", ""), now()
    reference = _own_number(request) or for_page(draft, request.POST.get("once", ""))
    try:
        view = file_case(viewer, procedure.code, posted.values, posted.documents, reference=reference)
    except Refused as refused:
        if refused.problems[0].code == REUSED and not _own_number(request):
            return _as_another(request, procedure, posted, str(reference))
        return _show(request, procedure, posted, refused.problems)
    if _still_there(viewer, draft):
        discard_draft(viewer, draft)
    words = _FILED if view["filed_at"] >= to_micros(began) else _AGAIN
    messages.success(request, pick(words.fill(number=view["number"])))
    return HttpResponseRedirect(reverse("case", args=(view["id"],)), status=303)


def _as_another(request: HttpRequest, procedure: Procedure, posted: Typed, made: str) -> HttpResponse:
    """What was filed from this page and typed over since: kept, told, and on a page of its own from now on."""
    again = sheet(procedure, posted.values, posted.documents, posted.problems)
    return _draw(request, procedure, again, changed=_under(request, made), status=409)


_ACTIONS = {"check": _check, "save": _keep, "file": _file}


def _found(request: HttpRequest, procedure: Procedure, posted: Typed) -> tuple[Problem, ...]:
    viewer, given = viewer_of(request), (procedure.code, posted.values, posted.documents)
    number = _own_number(request)
    used = check_reference(viewer, *given, number) if number else ()
    return (*posted.problems, *check_filing(viewer, *given), *used)


def _show(request: HttpRequest, procedure: Procedure, posted: Typed, found: tuple[Problem, ...]) -> HttpResponseBase:
    again = sheet(procedure, posted.values, posted.documents, found)
    return _draw(request, procedure, again, status=422 if errors(found) else 200)


def _draw(
    request: HttpRequest,
    procedure: Procedure,
    shown: Sheet,
    *,
    note: Text | None = None,
    draft: str = "",
    reference: str = "",
    changed: Any = None,
    status: int = 200,
) -> HttpResponse:
    """The form; ``changed``: the case that was filed from this page before, so that what comes next is another."""
    draft = "" if changed else request.POST.get("draft", draft)
    used = [problem for problem, _ in shown.page.summary if problem.code == REUSED]
    context: dict[str, Any] = {
        "procedure": procedure,
        "sheet": _leading_to_number(shown),
        "used": used,
        "earlier": changed or (_under(request, _own_number(request)) if used else None),
        "note": note,
        "draft": draft,
        "save_at": _saved_at(procedure.code, draft),
        "reference": request.POST.get("reference", reference),
        "example": has_examples(procedure),
        "once": (not changed and request.POST.get("once")) or secrets.token_hex(8),
    }
    return render(request, "filing/entry.html", context, status=status)


def _own_number(request: HttpRequest) -> str:
    """What the firm itself calls this filing."""
    return request.POST.get("reference", "").strip()[:64]


def _under(request: HttpRequest, reference: str) -> Any:
    """The case that the viewer's organisation filed under a number of its own."""
    viewer = viewer_of(request)
    return visible_cases(viewer).filter(filer=viewer.party, reference=reference).first()


def _leading_to_number(shown: Sheet) -> Sheet:
    """The same form with what is wrong with the firm's own number leading to where it is typed."""
    summary = ((problem, _NUMBER if problem.code == REUSED else id) for problem, id in shown.page.summary)
    return replace(shown, page=replace(shown.page, summary=tuple(summary)))


def _saved_at(code: str, draft: str) -> str:
    address = reverse("file-draft", args=(code,))
    return f"{address}?{urlencode({'draft': draft})}" if draft else address


def _resumed(code: str, draft: str) -> str:
    return f"{reverse('file-form', args=(code,))}?{urlencode({'draft': draft})}"


def _still_there(viewer: Viewer, draft_id: str) -> str:
    """The draft's id; "" for one that was filed or thrown away meanwhile, so that a new one is begun."""
    try:
        return str(own_draft(viewer, draft_id).id) if draft_id else ""
    except NotFound:
        return ""


@filers
@require_POST
def autosave(request: HttpRequest, code: str) -> HttpResponseBase:
    """Keep what is typed so far. Answers where it is kept, so that the page goes on with the same draft."""
    viewer = viewer_of(request)
    procedure = openable(viewer, code)
    posted = typed(request, procedure.form)
    draft_id = _still_there(viewer, request.GET.get("draft") or request.POST.get("draft", ""))
    draft = save_draft(viewer, code, posted.values, posted.documents, draft_id, reference=_own_number(request))
    return JsonResponse(
        {"draft": draft.id, "resume": _resumed(code, draft.id), "save": _saved_at(code, draft.id)},
        status=200 if draft_id else 201,
    )


@filers
@require_POST
def documents(request: HttpRequest, code: str) -> HttpResponseBase:
    """The documents of a form after one was chosen or taken off, as a piece of the page."""
    procedure, posted = procedure_of(code), receive(request)
    asked = papers(procedure, request.POST.getlist("at_step") or [""], request.POST.getlist("had"))
    held = slots(procedure, asked, posted.documents, posted.problems)
    return render(request, "filing/documents_part.html", {"slots": held, "procedure": procedure, "asked": asked})


urlpatterns = [
    path("file/<str:code>", entry, name="file-form"),
    path("file/<str:code>/draft", autosave, name="file-draft"),
    path("file/<str:code>/documents", documents, name="file-documents"),
]
