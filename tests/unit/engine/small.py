"""A small procedure about bills, for tests of single words: whatever a test needs of it is set by the test."""

from datetime import UTC, datetime
from typing import Annotated, Any

from kouan.blueprint import Form, Procedure, Refers, Terms, Text, parse, plain_numbering
from kouan.blueprint.flow import Flow, Within
from kouan.engine import commands as ask
from kouan.engine import moved
from kouan.engine.case import Case
from kouan.kernel.event import Actor, Event
from kouan.kernel.limit import Limit

FILED = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
APPLICANT, CUSTOMS, PORT = Actor("91510100569680768F", "clerk"), Actor("customs", "o1"), Actor("port", "o2")


class Filing(Form):
    bills: Annotated[list[Annotated[str, Refers("bill")]], Text("提运单", "Bills")] = []
    firm: Annotated[str | None, Text("当事人", "Party concerned"), Refers("organisation")] = None
    note: Annotated[str | None, Text("备注", "Note")] = None


def within(limit: str) -> Within:
    return Within("t", Limit.of(limit), "order-236#accept", True)


def small(flow: Flow, **more: Any) -> Procedure:
    said: dict[str, Any] = {
        "code": "small", "title": Text("小事项", "Small"), "summary": Text("小事项", "Small"), "form": Filing,
        "basis": ("order-236#accept",), "lead": "customs", "terms": Terms({}), "numbering": plain_numbering("S"),
        "category": Text("测试", "Test"), "flow": lambda limit: flow,
    }  # fmt: skip
    return Procedure(**said | more)


def file(
    procedure: Procedure, at: datetime = FILED, by: Actor = APPLICANT, **form: Any
) -> tuple[tuple[Event, ...], Case]:
    """The events of filing it, and the case."""
    return moved(procedure, None, ask.File(parse(procedure.form, form), entropy="00"), by, at)


def then(case: Case, command: ask.Command, actor: Actor, at: datetime = FILED) -> tuple[tuple[Event, ...], Case]:
    """The events a command leads to, and the case after it."""
    return moved(case.procedure, case, command, actor, at)
