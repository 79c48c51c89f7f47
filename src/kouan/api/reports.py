"""Reports to the port, one operation a verb: calls, manifests, moves, holds. The verb's own form checks the body."""

from collections.abc import Callable
from typing import Any, get_type_hints

from django.http import HttpRequest, HttpResponse
from ninja import Router

from kouan.api.auth import caller
from kouan.api.bodies import body_like, body_of
from kouan.api.cargo_json import row_json
from kouan.api.components import form_component
from kouan.api.operations import operation
from kouan.api.refusals import answer
from kouan.api.shapes import cargo
from kouan.blueprint.form import parse
from kouan.engine import Refused
from kouan.modules.consignments.public import VERBS, Bill, Box, Call, Verb

router = Router(tags=["reports"])
_ABOUT = (
    "谁可报送由本航次或本箱的角色决定。带 message_id 时重复发送只计一次。返回报送后的航次、提单或箱。 | "
    "Who may report follows from the roles of the call or box. Sent twice under one message_id it counts once. "
    "Returns the call, bill or box as it stands after."
)
_SHAPES: dict[Any, Any] = {Call: cargo.VesselCall, Bill: cargo.Bill, Box: cargo.Box, Bill | Box: cargo.Bill | cargo.Box}


def _report(verb: Verb[Any, Any]) -> Callable[[HttpRequest], HttpResponse]:
    def report(request: HttpRequest) -> HttpResponse:
        parsed = parse(verb.form, body_of(request))
        if parsed.problems:
            raise Refused(parsed.problems)
        viewer = caller(request)
        return answer(row_json(viewer, verb(viewer, parsed.filing)))

    return report


for _verb in VERBS.values():
    operation(
        router,
        f"POST /reports/{_verb.name}",
        f"{_verb.title.zh} | {_verb.title.en}",
        scope=tuple(sorted(_verb.scopes)),
        shape=_SHAPES[get_type_hints(_verb.work)["return"]],
        body=body_like(form_component(f"{_verb.name}-report", _verb.form)),
        name=_verb.name.replace("-", "_"),
        about=_ABOUT,
        conflicts=True,
        finds=True,
    )(_report(_verb))
