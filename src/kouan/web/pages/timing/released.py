"""What passed every check and waits for a person to let it go, or waited: the case or box, the post, how long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from kouan.blueprint.agency import AGENCIES
from kouan.blueprint.procedure import step_index
from kouan.kernel.clock import from_micros, local_date, now, to_micros
from kouan.kernel.text import Text, listed
from kouan.modules.cases.public import left_to
from kouan.modules.consignments.public import EVENTS, Hold, authority_title, left_by_hand, reason_title
from kouan.modules.timing.public import figures, presets
from kouan.procedures import procedure
from kouan.runtime import log
from kouan.web.pages.timing.asked import BOX_STUDIES, FIRST
from kouan.web.pages.timing.words import Values, activity, hours, kind_text
from kouan.web.tables import Column

if TYPE_CHECKING:
    from kouan.modules.timing.public import Click, Lift

CASE, BOX = "case", "container-visit"
_BOX_OF = Text("集装箱，{visit}", "Box, {visit}")
_LIFTING = Text("解除扣留：{reason}", "Lift the hold: {reason}")


@dataclass(frozen=True, slots=True)
class Left:
    """A case or a box that has passed every check, for whose release a person is awaited; or was, ``until`` it came."""

    kind: str
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
                CASE,
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
        CASE,
        click.case,
        found.title,
        step.title,
        _post(step.by, step.desk),
        from_micros(click.since),
        from_micros(click.until),
        click.us,
        reverse("timing-event", args=[click.event]),
    )


def boxes() -> Iterator[Left]:
    """Boxes that only a hold by hand still keeps: by the holds that stand, which the log's copy does not tell."""
    for each in left_by_hand():
        study = presets()[BOX_STUDIES.get(each.box.direction, FIRST)]
        yield Left(
            BOX,
            each.box.container,
            _BOX_OF.fill(visit=each.box.visit),
            listed(map(_lifting, each.holds)),
            listed(authority_title(hold.authority) for hold in each.holds),
            from_micros(each.since),
            None,
            to_micros(now()) - each.since,
            f"{reverse('timing-consignment', args=[study.unit, each.box.pk])}?study={study.code}",
        )


def lifted(found: Sequence[Lift]) -> list[Left]:
    """Boxes that were released when somebody let go."""
    values = Values(presets()[FIRST], parties={each.party for each in found})
    return [_lifted(each, values) for each in found]


def _lifted(lift: Lift, values: Values) -> Left:
    container, _, visit = lift.box.partition("/")
    return Left(
        BOX,
        container,
        _BOX_OF.fill(visit=visit),
        activity(lift.act),
        values.party(lift.party),
        from_micros(lift.since),
        from_micros(lift.until),
        lift.us,
        reverse("timing-event", args=[lift.event]),
    )


def _lifting(hold: Hold) -> Text:
    """What has to be done about a hold."""
    if hold.kind == "standing":
        return EVENTS["carrier-released"]
    return _LIFTING.fill(reason=reason_title(hold.reason))


def _post(agency: str, desk: str) -> Text:
    known = AGENCIES[agency]
    at = known.desks.get(desk)
    return Text(f"{known.title.zh} · {at.zh}", f"{known.title.en} · {at.en}") if at else known.title


COLUMNS: tuple[Column[Left], ...] = (
    Column("kind", Text("对象", "Kind"), lambda each: kind_text(each.kind)),
    Column("number", Text("编号", "Number"), lambda each: each.number),
    Column("what", Text("事项", "Procedure"), lambda each: each.title),
    Column("step", Text("环节", "Step"), lambda each: each.step),
    Column("post", Text("岗位", "Post"), lambda each: each.post),
    Column("since", Text("全部通过于", "All passed"), lambda each: each.since),
    Column("until", Text("放行于", "Let go"), lambda each: each.until),
    Column("hours", Text("等待（小时）", "Waited, h"), lambda each: hours(each.us)),
)
