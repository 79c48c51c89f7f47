"""Commands on a case: everything officers and applicants can do after filing."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from kouan.api.auth import caller
from kouan.api.bodies import ATTACHED_SCHEMA, attached_in, body_of, object_in, request_body, text_in, texts_in
from kouan.api.refusals import answer
from kouan.engine import commands as ask
from kouan.modules.cases.public import act

router = Router(tags=["commands"])
Body = Mapping[str, Any]
_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_OBJECT = {"type": "object"}


def _number(body: Body) -> int:
    value = body.get("question")
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


# name → scope, what the body holds, which of it is required, how it becomes a command
_COMMANDS: dict[str, tuple[str, dict[str, Any], tuple[str, ...], Callable[[Body], ask.Command]]] = {
    "decide": (
        "decide",
        {"step": _TEXT, "outcome": _TEXT, "reason": _TEXT, "data": _OBJECT},
        ("step", "outcome"),
        lambda b: ask.Decide(text_in(b, "step"), text_in(b, "outcome"), text_in(b, "reason"), object_in(b, "data")),
    ),
    "return": (
        "decide",
        {"step": _TEXT, "reason": _TEXT, "fields": _TEXTS, "reopen": _TEXTS},
        ("step", "reason"),
        lambda b: ask.Return(text_in(b, "step"), text_in(b, "reason"), texts_in(b, "fields"), texts_in(b, "reopen")),
    ),
    "ask": (
        "decide",
        {"step": _TEXT, "question": _TEXT},
        ("step", "question"),
        lambda b: ask.Ask(text_in(b, "step"), text_in(b, "question")),
    ),
    "suspend": ("decide", {"reason": _TEXT}, ("reason",), lambda b: ask.Suspend(text_in(b, "reason"))),
    "resume": ("decide", {"reason": _TEXT}, (), lambda b: ask.Resume(text_in(b, "reason"))),
    "void": ("decide", {"reason": _TEXT}, ("reason",), lambda b: ask.Void(text_in(b, "reason"))),
    "answer": (
        "file",
        {"question": {"type": "integer"}, "answer": _TEXT, "documents": ATTACHED_SCHEMA},
        ("question", "answer"),
        lambda b: ask.Answer(_number(b), text_in(b, "answer"), attached_in(b)),
    ),
    "supply": (
        "file",
        {"step": _TEXT, "data": _OBJECT, "documents": ATTACHED_SCHEMA},
        ("step",),
        lambda b: ask.Supply(text_in(b, "step"), object_in(b, "data"), attached_in(b)),
    ),
    "amend": (
        "file",
        {"form": _OBJECT, "documents": ATTACHED_SCHEMA, "reason": _TEXT},
        ("form",),
        lambda b: ask.Amend(object_in(b, "form"), attached_in(b), reason=text_in(b, "reason")),
    ),
    "resubmit": (
        "file",
        {"form": _OBJECT, "documents": ATTACHED_SCHEMA},
        ("form",),
        lambda b: ask.Resubmit(object_in(b, "form"), attached_in(b)),
    ),
    "withdraw": ("file", {"reason": _TEXT}, ("reason",), lambda b: ask.Withdraw(text_in(b, "reason"))),
}


def _operation(scope: str, build: Callable[[Body], ask.Command]) -> Callable[..., HttpResponse]:
    def perform(request: HttpRequest, case_id: str) -> HttpResponse:
        viewer = caller(request, scope)
        return answer(act(viewer, case_id, build(body_of(request))))

    return perform


for _name, (_scope, _holds, _required, _build) in _COMMANDS.items():
    router.post(
        f"/cases/{{case_id}}/{_name}",
        operation_id=f"{_name}_case",
        summary=f"{_name.capitalize()} (scope: {_scope})",
        openapi_extra=request_body(_holds, _required),
    )(_operation(_scope, _build))
