"""What the consignee reports once the goods have left the port: that they arrived, whole and sealed."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, ClassVar

from kouan.blueprint import Circumstances, Clause, Finding, Form, Length, Rule, Text, Zoned, rule
from kouan.kernel.clock import SHANGHAI
from kouan.procedures._cargo.fields import Name


class Arrival(Form):
    """Arrival at the site."""

    clause: ClassVar[str] = "gacc-2019-160#conditional-release"

    left_at: Annotated[datetime, Text("提离时间", "Left the port at"), Zoned()]
    arrived_at: Annotated[datetime, Text("运抵时间", "Arrived at"), Zoned()]
    complete: Annotated[bool, Text("件数相符", "All packages there")]
    intact: Annotated[
        bool, Text("封志和外包装完好", "Seals and packing intact"), Clause("gacc-2019-160#transfer-check")
    ]
    receiver: Annotated[Name, Text("签收人", "Received by")]
    explained: Annotated[str | None, Text("异常说明", "What is wrong"), Length(500)] = None


@rule("left-first", basis="gacc-2019-160#conditional-release")
def goods_leave_before_they_arrive(arrival: Arrival) -> Iterator[Finding]:
    """运抵时间应晚于提离时间。 | Goods arrive after they have left."""
    if arrival.arrived_at <= arrival.left_at:
        yield "arrived_at"


@rule("left-unpermitted", basis="gacc-2019-160#port-check")
def goods_leave_on_leave(arrival: Arrival, on: Circumstances) -> Iterator[Finding]:
    """提离时间早于海关准予提离的时间（{leave}），请核对。
    | The goods left before customs gave leave, at {leave}; please check.
    """
    leave = on.outcomes.get("leave")
    if leave and arrival.left_at < leave.at:
        yield "left_at", {"leave": f"{leave.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"}


@rule("arrival-ahead", basis="gacc-2019-160#conditional-release")
def they_have_arrived(arrival: Arrival, on: Circumstances) -> Iterator[Finding]:
    """运抵时间不能晚于现在；货物运抵后再报告。 | The arrival cannot lie ahead; report once the goods are there."""
    if arrival.arrived_at > on.moment:
        yield "arrived_at"


@rule("irregular-unexplained", basis="gacc-2019-160#transfer-check")
def what_is_wrong_is_told(arrival: Arrival) -> Iterator[Finding]:
    """件数不符或封志破损的，须填异常说明。 | Packages missing or a seal broken: say what happened."""
    if not (arrival.complete and arrival.intact) and arrival.explained is None:
        yield "explained"


ARRIVAL_RULES: tuple[Rule, ...] = (
    goods_leave_before_they_arrive,
    goods_leave_on_leave,
    they_have_arrived,
    what_is_wrong_is_told,
)
