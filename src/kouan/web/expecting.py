"""When something is expected, in words: a window and how sure it is, never a point; nothing where little is known."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from markupsafe import Markup

from kouan.kernel.clock import now
from kouan.kernel.text import Text
from kouan.modules.timing.public import expected
from kouan.web.formats import local_time
from kouan.web.language import pair

if TYPE_CHECKING:
    from kouan.modules.timing.public import Expected

Line = tuple[Text, str]
"""What is expected, and when, as markup."""


def lines(kind: str, name: str, reached: Collection[str] = ()) -> list[Line]:
    """What is still expected of one thing; ``reached``: milestones that are past, whatever was forecast of them."""
    return lines_of(kind, [name], reached)[name]


def lines_of(kind: str, names: Collection[str], reached: Collection[str] = ()) -> dict[str, list[Line]]:
    """The same of several things, asked for once."""
    found, moment = expected(kind, names), now()
    return {
        name: [_line(each, moment) for each in found.get(name, ()) if each.aim.code not in reached] for name in names
    }


def _line(each: Expected, moment: datetime) -> Line:
    does = each.aim.does
    title = Text(f"预计{does.zh}", f"Expected {does.en}")
    if each.is_past(moment):
        return title, pair(
            "已比十次中的九次更久，说不出时间", "longer already than nine of ten took: no time can be told"
        )
    ends = {"since": local_time(each.since, "short"), "until": local_time(each.until, "short")}
    sure = pair(
        "五次中四次如此；据 {at} 的进展", "four times in five; as of {at}", at=local_time(each.made_at, "short")
    )
    return title, Markup('{since} – {until}<br><small class="quiet">{sure}</small>').format(**ends, sure=sure)
