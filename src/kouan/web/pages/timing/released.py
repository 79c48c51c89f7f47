"""What passed every check and waits for a person to let it go, or waited: the case, the post, how long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from kouan.blueprint.agency import AGENCIES
from kouan.blueprint.procedure import step_index
from kouan.kernel.clock import from_micros, local_date, now, to_micros
from kouan.kernel.text import Text
from kouan.modules.cases.public import left_to
from kouan.modules.timing.public import figures
from kouan.procedures import procedure
from kouan.runtime import log
from kouan.web.pages.timing.words import hours
from kouan.web.tables import Column

if TYPE_CHECKING:
    from kouan.modules.timing.public import Click


@dataclass(frozen=True, slots=True)
class Left:
    """A case that has passed every check, for whose release a person is awaited; or was, ``until`` it came."""

    number: str
    title: Text
    step: Text
    post: Text
    since: datetime
    until: datetime | None
    us: int
    address: str


def waiting() -> Iterator[Left]:
    """Cases that wait now: by the steps that are open, which the log's copy does not tell."""
    for post in figures.posts():
        for each in left_to(post.procedure, post.step, post.after, post.failed) if post.person else ():
            last = log.read(f"case/{each.case_id}")[-1]
            since = from_micros(each.case.updated_at)
            yield Left(
                each.case.number,
                procedure(post.procedure).title,
                each.title,
                _post(each.agency, each.desk),
                since,
                None,
                to_micros(now()) - each.case.updated_at,
                reverse("timing-event", args=[last.position]),
            )


def past(click: Click) -> Left:
    """A case that was let go."""
    found = procedure(click.procedure)
    step = step_index(found, local_date(from_micros(click.until)))[click.step]
    return Left(
        click.case,
        found.title,
        step.title,
        _post(step.by, step.desk),
        from_micros(click.since),
        from_micros(click.until),
        click.us,
        reverse("timing-event", args=[click.event]),
    )


def _post(agency: str, desk: str) -> Text:
    known = AGENCIES[agency]
    at = known.desks.get(desk)
    return Text(f"{known.title.zh} · {at.zh}", f"{known.title.en} · {at.en}") if at else known.title


COLUMNS: tuple[Column[Left], ...] = (
    Column("number", Text("编号", "Number"), lambda each: each.number),
    Column("what", Text("事项", "Procedure"), lambda each: each.title),
    Column("step", Text("环节", "Step"), lambda each: each.step),
    Column("post", Text("岗位", "Post"), lambda each: each.post),
    Column("since", Text("全部通过于", "All passed"), lambda each: each.since),
    Column("until", Text("放行于", "Let go"), lambda each: each.until),
    Column("hours", Text("等待（小时）", "Waited, h"), lambda each: hours(each.us)),
)
