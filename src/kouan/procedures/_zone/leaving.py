"""Goods in bond leave the country: the declaration, and the day."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from kouan.blueprint import Circumstances, Finding, Form, Identifier, Refers, Rule, Text, rule
from kouan.kernel.clock import local_date
from kouan.kernel.identifiers import is_export_number


class Exit(Form):
    """How goods in bond left the country."""

    clause: ClassVar[str] = "order-256#bonded-entry"

    declaration: Annotated[
        str, Text("出境报关单号", "Declaration of exit"), Identifier("declaration"), Refers("declaration")
    ]
    left_on: Annotated[date, Text("出境日期", "Left on")]


@rule("not-an-export", basis="customs-numbers#declaration-18")
def the_exit_is_an_export(left: Exit) -> Iterator[Finding]:
    """报关单号第 9 位应为 0 或 E（出口）。
    | The ninth character of the declaration number must be 0 or E, for export.
    """
    if not is_export_number(left.declaration):
        yield "declaration"


@rule("left-ahead", basis="order-256#bonded-entry")
def what_left_has_left(left: Exit, on: Circumstances) -> Iterator[Finding]:
    """出境日期不能晚于今日。 | They cannot have left on a day to come."""
    if left.left_on > local_date(on.moment):
        yield "left_on"


EXIT_RULES: tuple[Rule, ...] = (the_exit_is_an_export, what_left_has_left)
