"""Commands on a case: everything officers and applicants can do after filing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from kouan.api.auth import caller
from kouan.api.bodies import (
    ATTACHED_SCHEMA,
    NUMBER,
    OBJECT,
    TEXT,
    TEXTS,
    attached_in,
    body_of,
    number_in,
    object_in,
    request_body,
    text_in,
    texts_in,
)
from kouan.api.operations import operation
from kouan.api.refusals import answer
from kouan.api.shapes.cases import Case
from kouan.engine import commands as ask
from kouan.modules.cases.public import act

router = Router(tags=["commands"])
Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Command:
    """A command: its summary, the scopes of which it needs one, what its body holds, and how the engine is told."""

    summary: str
    scopes: tuple[str, ...]
    holds: dict[str, Any]
    required: tuple[str, ...]
    build: Callable[[Body], ask.Command]


_OFFICERS, _SIDES = ("decide",), ("file", "open")
_COMMANDS = {
    "decide": _Command(
        "办结环节 | End a step with an outcome",
        _OFFICERS,
        {"step": TEXT, "outcome": TEXT, "reason": TEXT, "data": OBJECT},
        ("step", "outcome"),
        lambda b: ask.Decide(text_in(b, "step"), text_in(b, "outcome"), text_in(b, "reason"), object_in(b, "data")),
    ),
    "return": _Command(
        "退回补正 | Return for correction",
        _OFFICERS,
        {"step": TEXT, "reason": TEXT, "fields": TEXTS, "reopen": TEXTS},
        ("step", "reason"),
        lambda b: ask.Return(text_in(b, "step"), text_in(b, "reason"), texts_in(b, "fields"), texts_in(b, "reopen")),
    ),
    "ask": _Command(
        "向申请人提问 | Ask the applicant",
        _OFFICERS,
        {"step": TEXT, "question": TEXT},
        ("step", "question"),
        lambda b: ask.Ask(text_in(b, "step"), text_in(b, "question")),
    ),
    "suspend": _Command(
        "中止办理 | Suspend",
        _OFFICERS,
        {"reason": TEXT},
        ("reason",),
        lambda b: ask.Suspend(text_in(b, "reason")),
    ),
    "resume": _Command(
        "恢复办理 | Resume", _OFFICERS, {"reason": TEXT}, (), lambda b: ask.Resume(text_in(b, "reason"))
    ),
    "void": _Command(
        "作废 | Declare void", _OFFICERS, {"reason": TEXT}, ("reason",), lambda b: ask.Void(text_in(b, "reason"))
    ),
    "answer": _Command(
        "答复提问 | Answer a question",
        _SIDES,
        {"question": NUMBER, "answer": TEXT, "documents": ATTACHED_SCHEMA},
        ("question", "answer"),
        lambda b: ask.Answer(number_in(b, "question"), text_in(b, "answer"), attached_in(b)),
    ),
    "supply": _Command(
        "补交 | Hand in what a step waits for",
        _SIDES,
        {"step": TEXT, "data": OBJECT, "documents": ATTACHED_SCHEMA},
        ("step",),
        lambda b: ask.Supply(text_in(b, "step"), object_in(b, "data"), attached_in(b)),
    ),
    "amend": _Command(
        "修改申报 | Amend the filing",
        _SIDES,
        {"form": OBJECT, "documents": ATTACHED_SCHEMA, "reason": TEXT},
        ("form",),
        lambda b: ask.Amend(object_in(b, "form"), attached_in(b), reason=text_in(b, "reason")),
    ),
    "resubmit": _Command(
        "补正后重报 | Hand in the correction",
        _SIDES,
        {"form": OBJECT, "documents": ATTACHED_SCHEMA},
        ("form",),
        lambda b: ask.Resubmit(object_in(b, "form"), attached_in(b)),
    ),
    "withdraw": _Command(
        "撤回申报 | Withdraw", _SIDES, {"reason": TEXT}, ("reason",), lambda b: ask.Withdraw(text_in(b, "reason"))
    ),
}


def _perform(command: _Command) -> Callable[..., HttpResponse]:
    def perform(request: HttpRequest, case_id: str) -> HttpResponse:
        """返回办理之后的事项；被拒绝时什么都没有改变。
        | The case as it stands after; nothing has changed when it is refused.
        """
        return answer(act(caller(request), case_id, command.build(body_of(request, *command.holds))))

    return perform


for _name, _command in _COMMANDS.items():
    operation(
        router,
        f"POST /cases/{{case_id}}/{_name}",
        _command.summary,
        scope=_command.scopes,
        shape=Case,
        body=request_body(_command.holds, _command.required),
        name=f"{_name}_case",
        conflicts=True,
    )(_perform(_command))
