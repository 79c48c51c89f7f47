"""Who has not published any limit though others of their kind do: for the port office, which sees to it."""

from __future__ import annotations

from kouan.blueprint.agency import AGENCIES
from kouan.kernel.text import Text
from kouan.modules.parties.public import ROLES, organisations
from kouan.modules.timing.public import promises

_ALWAYS = ("terminal", "tally")
"""Roles that do little else than what limits can be published of."""


def without_limits(board: promises.Board) -> list[tuple[Text, Text]]:
    """Terminals, tally companies and agencies without a limit in force or to come: name and what they are."""
    held = {each.operator for each in board.limits if each.until is None}
    by = {role for each in promises.operations().values() for role in each.by}
    firms = {row.id: (row.name, ROLES[role]) for role in _ALWAYS for row in organisations(role) if row.id not in held}
    agencies = [(each.title, ROLES["agency"]) for code, each in AGENCIES.items() if code in by and code not in held]
    return [*firms.values(), *agencies]
