"""Procedures: what can be filed, how, by which law, in what time. And for each: check and file."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from kouan.api.auth import caller
from kouan.api.bodies import ATTACHED_SCHEMA, attached_in, body_of, object_in, request_body, text_in
from kouan.api.refusals import answer
from kouan.blueprint.describe_procedure import description
from kouan.blueprint.procedure import Procedure
from kouan.blueprint.schema import json_schema
from kouan.kernel.clock import local_date, now
from kouan.modules.cases.public import check_filing, file_case
from kouan.procedures import procedure as procedure_of
from kouan.procedures import procedures

router = Router(tags=["procedures"])


@router.get("/procedures", auth=None, summary="All procedures")
def list_procedures(request: HttpRequest) -> HttpResponse:
    """Code, title, summary and leading agency of every procedure."""
    return answer(
        [
            {"code": p.code, "title": p.title.as_json(), "summary": p.summary.as_json(), "lead": p.lead}
            for p in procedures().values()
        ]
    )


@router.get("/procedures/{code}", auth=None, summary="One procedure, as it stands on a day")
def show_procedure(request: HttpRequest, code: str, on: date | None = None) -> HttpResponse:
    """Form (JSON schema), steps, computed limit, documents, rules and clauses."""
    return answer(description(procedure_of(code), on or local_date(now())))


def _filing_schema(procedure: Procedure) -> dict[str, Any]:
    schema = json_schema(procedure.form)
    schema.pop("$schema")
    return request_body(
        {
            "form": schema,
            "documents": ATTACHED_SCHEMA,
            "reference": {
                "type": "string",
                "maxLength": 64,
                "description": "your own number; filing it again returns the first case",
            },
        },
        ("form",),
    )


def _check(procedure: Procedure) -> Callable[[HttpRequest], HttpResponse]:
    def check(request: HttpRequest) -> HttpResponse:
        body = body_of(request)
        viewer = caller(request, "read")
        found = check_filing(viewer, procedure.code, object_in(body, "form"), attached_in(body))
        return answer({"errors": [problem.as_json() for problem in found]})

    return check


def _file(procedure: Procedure) -> Callable[[HttpRequest], HttpResponse]:
    def file(request: HttpRequest) -> HttpResponse:
        viewer = caller(request, "file")
        body = body_of(request)
        reference = text_in(body, "reference")[:64] or None
        view = file_case(viewer, procedure.code, object_in(body, "form"), attached_in(body), reference=reference)
        return answer(view, 201)

    return file


for _procedure in procedures().values():
    _name = _procedure.code.replace("-", "_")
    router.post(
        f"/procedures/{_procedure.code}/checks",
        operation_id=f"check_{_name}",
        summary=f"Check {_procedure.title.en} · {_procedure.title.zh}",
        openapi_extra=_filing_schema(_procedure),
    )(_check(_procedure))
    router.post(
        f"/procedures/{_procedure.code}/cases",
        operation_id=f"file_{_name}",
        summary=f"File {_procedure.title.en} · {_procedure.title.zh}",
        openapi_extra=_filing_schema(_procedure),
    )(_file(_procedure))
