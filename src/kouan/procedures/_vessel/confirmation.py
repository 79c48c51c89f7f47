"""The second word before arrival: when the ship comes and what has changed since it applied."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, ClassVar

from kouan.blueprint import (
    Circumstances,
    Facts,
    Finding,
    Flow,
    Form,
    Hint,
    Length,
    Text,
    Zoned,
    rule,
    supply,
)
from kouan.procedures._application.spans import hours


class Confirmation(Form):
    """Arrival, berth, cargo and crew as they stand a day before arrival."""

    clause: ClassVar[str] = "vessel-entry#confirm-24-hours"

    eta: Annotated[datetime, Text("确切抵港时间", "Arrival confirmed for"), Zoned()]
    berth: Annotated[str | None, Text("停泊地点", "Berth or anchorage"), Length(40)] = None
    crew_changed: Annotated[bool, Text("船员有变动", "The crew has changed")] = False
    cargo_changed: Annotated[bool, Text("载货有变动", "The cargo has changed")] = False
    changes: Annotated[
        str | None,
        Text("变动说明", "What has changed"),
        Hint(Text("船员或载货有变动时填写。", "When crew or cargo have changed.")),
        Length(300),
    ] = None


@rule("confirmed-late", basis="vessel-entry#confirm-24-hours", severity="warning")
def confirmed_a_day_ahead(confirmation: Confirmation, on: Circumstances) -> Iterator[Finding]:
    """应在抵港 {hours} 小时前确认；航程不足的，在离开上一港时确认。
    | Confirm {hours} hours before arrival, or on leaving the last port when the voyage is shorter.
    """
    left: datetime | None = getattr(on.before, "last_departure", None)
    latest = confirmation.eta - hours(on, "confirm-ahead")
    if on.moment > (max(latest, left) if left else latest):
        yield "eta", {"hours": on.terms.number("confirm-ahead")}


@rule("changes-unexplained", basis="vessel-entry#confirm-24-hours")
def changes_are_explained(confirmation: Confirmation) -> Iterator[Finding]:
    """船员或载货有变动，须说明。 | Crew or cargo have changed, so say how."""
    if (confirmation.crew_changed or confirmation.cargo_changed) and confirmation.changes is None:
        yield "changes"


CONFIRMATION_RULES = (confirmed_a_day_ahead, changes_are_explained)


def is_early(facts: Facts) -> bool:
    """申请距抵港超过 24 小时 | Applied more than 24 hours before arrival"""
    on = facts.circumstances
    return bool(facts.filing.eta - on.at > hours(on, "confirm-ahead"))


def confirmation() -> Flow:
    """The second word of a ship that applied more than a day ahead; it stands beside the reviews."""
    step = supply("confirm", "抵港前确认 | Confirmation before arrival", form=Confirmation, rules=CONFIRMATION_RULES)
    return step.when(is_early)
