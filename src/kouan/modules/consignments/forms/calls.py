"""Reports on a vessel call."""

from datetime import datetime
from typing import Annotated

from kouan.blueprint import Identifier, Length, Pattern, Refers, Section, Text, Zoned
from kouan.modules.consignments.forms.report import Report

_PORT = Pattern(r"[A-Z]{2}[A-Z0-9]{3}", "CNSHA")


class AnnounceCall(Report):
    """A ship is coming: the agent or carrier says which, when, and to which terminal."""

    number: Annotated[
        str,
        Text("航次编号", "Call number"),
        Pattern(r"[A-Z0-9-]{4,32}", "VC-2026-000123"),
        Section(Text("船舶与航次", "Ship and voyage")),
    ]
    imo: Annotated[str, Text("IMO 船舶编号", "IMO ship number"), Identifier("imo")]
    ship: Annotated[str, Text("英文船名", "Ship's name in English"), Length(100)]
    ship_zh: Annotated[str | None, Text("中文船名", "Ship's name in Chinese"), Length(100)] = None
    flag: Annotated[str | None, Text("船旗", "Flag"), Pattern(r"[A-Z]{3}", "PAN")] = None
    voyage_in: Annotated[str | None, Text("进口航次", "Inbound voyage"), Length(32)] = None
    voyage_out: Annotated[str | None, Text("出口航次", "Outbound voyage"), Length(32)] = None
    eta: Annotated[datetime, Text("预计抵港", "ETA"), Zoned(), Section(Text("在港安排", "In port"))]
    etd: Annotated[datetime | None, Text("预计离港", "ETD"), Zoned()] = None
    previous_port: Annotated[str | None, Text("上一港", "Previous port"), _PORT] = None
    next_port: Annotated[str | None, Text("下一港", "Next port"), _PORT] = None
    berth: Annotated[str | None, Text("泊位", "Berth"), Length(32)] = None
    terminal: Annotated[
        str, Text("码头", "Terminal"), Refers("organisation"), Identifier("uscc"), Section(Text("相关单位", "Parties"))
    ]
    carrier: Annotated[str | None, Text("船公司", "Carrier"), Refers("organisation"), Identifier("uscc")] = None
    tally: Annotated[str | None, Text("理货单位", "Tally company"), Refers("organisation"), Identifier("uscc")] = None


class CallMove(Report):
    """Something the ship did."""

    call: Annotated[str, Text("航次编号", "Call number"), Refers("vessel-call"), Length(32)]


class UpdateCall(CallMove):
    """What has changed since the announcement; what is left out stays."""

    eta: Annotated[datetime | None, Text("预计抵港", "ETA"), Zoned()] = None
    etd: Annotated[datetime | None, Text("预计离港", "ETD"), Zoned()] = None
    berth: Annotated[str | None, Text("泊位", "Berth"), Length(32)] = None
    voyage_in: Annotated[str | None, Text("进口航次", "Inbound voyage"), Length(32)] = None
    voyage_out: Annotated[str | None, Text("出口航次", "Outbound voyage"), Length(32)] = None
    next_port: Annotated[str | None, Text("下一港", "Next port"), _PORT] = None
    tally: Annotated[str | None, Text("理货单位", "Tally company"), Refers("organisation"), Identifier("uscc")] = None
    reason: Annotated[str | None, Text("原因", "Reason"), Length(200)] = None


class Berthing(CallMove):
    """The ship is alongside."""

    berth: Annotated[str | None, Text("泊位", "Berth"), Length(32)] = None


class Departure(CallMove):
    """The ship has left."""

    next_port: Annotated[str | None, Text("下一港", "Next port"), _PORT] = None
