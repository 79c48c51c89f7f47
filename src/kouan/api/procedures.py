"""Procedures: what can be filed, how, by which law, in what time. And for each: check and file."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from kouan.api.auth import caller
from kouan.api.bodies import ATTACHED_SCHEMA, attached_in, body_of, object_in, request_body, text_in
from kouan.api.components import form_component
from kouan.api.operations import PUBLIC, operation
from kouan.api.refusals import answer
from kouan.api.shapes import cases, reference
from kouan.api.shapes.words import Findings
from kouan.blueprint.describe_procedure import description
from kouan.blueprint.procedure import APPLICANT, Procedure
from kouan.kernel.clock import local_date, now
from kouan.modules.cases.public import check_filing, file_case
from kouan.procedures import procedure as procedure_of
from kouan.procedures import procedures

router = Router(tags=["procedures"])
_LONGEST_REFERENCE = 64
_HOLDS = ("form", "documents", "reference")
_FILING = (
    "一次给出全部问题，每条指明字段、规则和条款；成功返回事项。reference 是您自己的编号：没有收到答复时原样重发，"
    "返回第一次的事项；同一编号换了内容则拒绝（409，/reference），并说明已用于哪一件。 | "
    "All problems are told at once, each with its field, rule and clause. A filing that is in order becomes a case. "
    "“reference” is your own number: send the same again where no answer came, and the first case is returned; "
    "other contents under a used number are refused (409, at /reference), with the case that has it."
)
_CHECKING = "与申报做同样的检查，但什么也不保存。 | The same checks as filing makes, without keeping anything."


@operation(router, "GET /procedures", "全部事项 | All procedures", scope=PUBLIC, shape=list[reference.ProcedureRow])
def list_procedures(request: HttpRequest) -> HttpResponse:
    """每个事项的代码、名称、简介和牵头单位。 | Code, title, summary and leading agency of every procedure."""
    return answer(
        [
            {"code": p.code, "title": p.title.as_json(), "summary": p.summary.as_json(), "lead": p.lead}
            for p in procedures().values()
        ]
    )


@operation(
    router,
    "GET /procedures/{code}",
    "某日有效的事项 | One procedure, as it stands on a day",
    scope=PUBLIC,
    shape=reference.Procedure,
)
def show_procedure(request: HttpRequest, code: str, on: date | None = None) -> HttpResponse:
    """表单（JSON schema）、环节、计算出的时限、单证、规则和条款。
    | Form (JSON schema), steps, computed limit, documents, rules and clauses.
    """
    return answer(description(procedure_of(code), on or local_date(now())))


def _filing_body(procedure: Procedure, *, reference: bool) -> dict[str, Any]:
    properties = {"form": form_component(procedure.code, procedure.form), "documents": ATTACHED_SCHEMA}
    own = {"reference": {"type": "string", "maxLength": _LONGEST_REFERENCE, "description": "your own number"}}
    return request_body(properties | own if reference else properties, ("form",))


def _check(procedure: Procedure) -> Callable[[HttpRequest], HttpResponse]:
    def check(request: HttpRequest) -> HttpResponse:
        body = body_of(request, *_HOLDS)
        found = check_filing(caller(request), procedure.code, object_in(body, "form"), attached_in(body))
        return answer({"errors": [problem.as_json() for problem in found]})

    return check


def _file(procedure: Procedure) -> Callable[[HttpRequest], HttpResponse]:
    def file(request: HttpRequest) -> HttpResponse:
        body = body_of(request, *_HOLDS)
        own = text_in(body, "reference", _LONGEST_REFERENCE) or None
        view = file_case(caller(request), procedure.code, object_in(body, "form"), attached_in(body), reference=own)
        return answer(view, 201)

    return file


def _scopes(procedure: Procedure) -> tuple[str, ...]:
    """What a token needs to open a case: that of firms, that of agencies, or either."""
    agencies = any(each != APPLICANT for each in procedure.opened_by)
    return (("file",) if APPLICANT in procedure.opened_by else ()) + (("open",) if agencies else ())


for _procedure in procedures().values():
    _name = _procedure.code.replace("-", "_")
    operation(
        router,
        f"POST /procedures/{_procedure.code}/checks",
        f"检查：{_procedure.title.zh} | Check: {_procedure.title.en}",
        scope=("read",),
        shape=Findings,
        body=_filing_body(_procedure, reference=False),
        name=f"check_{_name}",
        about=_CHECKING,
    )(_check(_procedure))
    operation(
        router,
        f"POST /procedures/{_procedure.code}/cases",
        f"申报：{_procedure.title.zh} | File: {_procedure.title.en}",
        scope=_scopes(_procedure),
        shape=cases.Case,
        status=201,
        conflicts=True,
        body=_filing_body(_procedure, reference=True),
        name=f"file_{_name}",
        about=_FILING,
    )(_file(_procedure))
