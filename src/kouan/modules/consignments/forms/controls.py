"""Holds, inspections, ship-side pick-up, alarms, corrections."""

from datetime import datetime
from typing import Annotated

from kouan.blueprint import Between, Choice, Hint, Length, Pattern, Refers, Text, Zoned
from kouan.modules.consignments.forms.moves import VISIT, BoxMove
from kouan.modules.consignments.forms.report import Report
from kouan.modules.consignments.words import AUTHORITIES, BOX_MOVES


class PlaceHold(Report):
    """An authority keeps a box, or all boxes of a bill, from leaving."""

    authority: Annotated[str, Text("扣留单位", "Authority"), Choice(AUTHORITIES)]
    bill: Annotated[str | None, Text("提运单号", "Bill of lading"), Refers("bill"), Length(40)] = None
    container: Annotated[str | None, Text("箱号", "Container number"), Refers("container"), Length(11)] = None
    visit: Annotated[str | None, Text("航次或订舱号", "Call or booking"), VISIT] = None
    reason: Annotated[str, Text("原因", "Reason"), Length(200)]


class LiftHold(Report):
    """The authority lets it go: every active hold of its own on the box or the bill."""

    authority: Annotated[str, Text("扣留单位", "Authority"), Choice(AUTHORITIES)]
    bill: Annotated[str | None, Text("提运单号", "Bill of lading"), Refers("bill"), Length(40)] = None
    container: Annotated[str | None, Text("箱号", "Container number"), Refers("container"), Length(11)] = None
    visit: Annotated[str | None, Text("航次或订舱号", "Call or booking"), VISIT] = None
    reason: Annotated[str | None, Text("说明", "Note"), Length(200)] = None


class CarrierRelease(Report):
    """The carrier releases the bill: freight is settled, the delivery order may be had (放货)."""

    bill: Annotated[str, Text("提运单号", "Bill of lading"), Refers("bill"), Length(40)]


class GoodsArrived(Report):
    """Goods that come or go without a ship are at the supervised place (运抵)."""

    clause = "order-172#arrival"

    bill: Annotated[
        str,
        Text("提运单号", "Waybill"),
        Refers("bill"),
        Length(40),
        Hint(Text("报总运单即可，分运单随之运抵。", "The master waybill will do; its house waybills arrive with it.")),
    ]


class DirectPickup(BoxMove):
    """A truck takes the box from the ship's side (船边直提) in a window of time."""

    truck: Annotated[str, Text("车牌", "Truck"), Pattern(r"[\u4e00-\u9fffA-Z0-9·-]{5,12}", "鲁B12345")]
    window_start: Annotated[datetime, Text("预约时段起", "From"), Zoned()]
    window_end: Annotated[datetime, Text("预约时段止", "Until"), Zoned()]


class PlanInspection(BoxMove):
    """The terminal says when it will move the box to the inspection site."""

    planned_at: Annotated[datetime, Text("计划调箱时间", "Planned move"), Zoned()]


class AcknowledgeAlarm(Report):
    """Somebody has seen to an alarm."""

    container: Annotated[str, Text("箱号", "Container number"), Refers("container"), Length(11)]
    visit: Annotated[str, Text("航次或订舱号", "Call or booking"), VISIT]
    alarm: Annotated[int, Text("报警序号", "Alarm"), Between(1)]
    note: Annotated[str, Text("处置情况", "What was done"), Length(300)]


class CorrectMove(BoxMove):
    """A move was reported wrongly: here is the right time, or none where it never happened. The old event stays."""

    move: Annotated[str, Text("更正的作业", "Move"), Choice(BOX_MOVES)]
    right_time: Annotated[
        datetime | None,
        Text("实际时间", "Right time"),
        Zoned(),
        Hint(Text("留空表示该作业并未发生。", "Empty: it never happened.")),
    ] = None
    reason: Annotated[str, Text("更正原因", "Why"), Length(200)]
