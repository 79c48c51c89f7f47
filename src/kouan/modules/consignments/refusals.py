"""Refused reports, one sentence each; and what is not there, or not for this viewer to know of."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kouan.blueprint.problem import Problem
from kouan.engine import Refused
from kouan.kernel.clock import SHANGHAI, from_micros
from kouan.kernel.text import Text
from kouan.modules.consignments.words import authorities_title

_CLAUSES = {"gate-out": "customs-law#custody", "load": "order-172#loaded"}


class NotFound(LookupError):  # noqa: N818 - the field's word, and a 404
    """No such call, bill or box, or none that this viewer may know of: the two look the same."""

    message = Text("没有找到，请核对编号。", "Nothing was found; check the number.")


def refused(code: str, path: str, message: Text, clause: str = "") -> Refused:
    """A refusal with one problem at ``path``, a JSON pointer into the report."""
    return Refused([Problem(code, path, message, clause)])


def require(holds: bool, code: str, path: str, message: Text, clause: str = "") -> None:
    """Refuse unless something holds."""
    if not holds:
        raise refused(code, path, message, clause)


def not_entitled(who: Text) -> Refused:
    """Somebody else reports this."""
    return refused(
        "not-entitled", "", Text("此项由{who}报送。", "This is for {who} to report.").fill(who=who), "order-172#senders"
    )


def already(code: str, what: Text, container: str, at: int) -> Refused:
    """The move was made before; when."""
    return refused(
        code,
        "/container",
        Text(
            "箱 {container} 已于 {at} {what}，不能重复报送；如有误请更正。",
            "Box {container} was already reported “{what}” at {at}; if that is wrong, correct it.",
        ).fill(container=container, what=what, at=stamp(from_micros(at))),
    )


def held(payload: Mapping[str, Any]) -> Refused:
    """A held box at the gate or under the crane; ``payload`` is that of its ``gate-alarm``."""
    codes = list(payload["held_by"])
    move = Text("装船", "be loaded") if payload["move"] == "load" else Text("出闸", "leave")
    return refused(
        "held",
        "/container",
        Text(
            "箱 {container} 被{who}扣留，不能{move}，已报警；请移至等待区，解除扣留后再办理。",
            "Box {container} is held by {who} and may not {move}; an alarm was raised. "
            "Take it to the waiting area until the hold is lifted.",
        ).fill(container=payload["container"], who=authorities_title(codes), move=move),
        _CLAUSES[payload["move"]],
    )


def message_reused(message_id: str) -> Refused:
    """A message number that came before with other content."""
    return refused(
        "message-reused",
        "/message_id",
        Text(
            "报文编号 {id} 已用于另一内容，请换新编号。",
            "The message number {id} was used for other content; give this message its own.",
        ).fill(id=message_id),
    )


def stamp(moment: datetime) -> str:
    """A time as sentences write it, in the port's zone."""
    return f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
