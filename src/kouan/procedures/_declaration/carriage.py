"""Header fields: conveyance, bill, route (GACC Announcement 2019-18)."""

from typing import Annotated

from kouan.blueprint import (
    Clause,
    Code,
    Hint,
    Length,
    Pattern,
    Refers,
    Tag,
    Text,
)
from kouan.procedures._declaration.words import AT_COMPLETION

TransportMode = Annotated[
    str, Text("运输方式", "Transport mode"), Code("transport-mode"), Tag("TrafMode"), Clause("gacc-2019-18#head-8")
]
Conveyance = Annotated[
    str | None,
    Text("运输工具名称", "Conveyance"),
    Hint(
        Text(
            "水运填船舶英文名或编号，空运填航班号，铁路填车厢或交接单号。",
            "Ship's English name, flight, or rail car or handover number.",
        )
    ),
    Length(50),
    Tag("TrafName"),
    Clause("gacc-2019-18#head-9"),
]
Voyage = Annotated[
    str | None,
    Text("航次号", "Voyage"),
    Hint(Text("公路、铁路填八位进出境日期。", "For road and rail, the day of crossing in eight digits.")),
    Length(32),
    Tag("VoyNo"),
    Clause("gacc-2019-18#head-9"),
]
BillNumber = Annotated[
    str | None,
    Text("提运单号", "Bill of lading"),
    Hint(
        Text(
            "水运有分提单的写作“提单号*分提单号”，空运写作“总运单_分运单”。",
            "By sea BILL*HOUSE when there is a house bill; by air MASTER_HOUSE.",
        )
    ),
    Pattern(r"[0-9A-Z][0-9A-Z*_/\-]{2,36}", "COSU6284512930"),
    Refers("bill"),
    Tag("BillNo"),
    Clause("gacc-2019-18#head-10"),
]
StoragePlace = Annotated[
    str | None,
    Text("货物存放地点", "Where the goods are stored"),
    AT_COMPLETION,
    Length(100),
    Tag("GoodsPlace"),
    Clause("gacc-2019-18#head-11"),
]
TradeCountry = Annotated[
    str | None,
    Text("贸易国（地区）", "Trading country"),
    AT_COMPLETION,
    Code("country"),
    Tag("TradeAreaCode"),
    Clause("gacc-2019-18#head-18"),
]
OtherCountry = Annotated[
    str | None,
    Text("启运国/运抵国（地区）", "Country of departure or destination"),
    Hint(Text("进口填启运国，出口填运抵国。", "On import where the goods set out, on export where they go.")),
    AT_COMPLETION,
    Code("country"),
    Tag("TradeCountry"),
    Clause("gacc-2019-18#head-19"),
]
DeparturePort = Annotated[
    str | None,
    Text("启运港", "Port of departure"),
    AT_COMPLETION,
    Code("port"),
    Tag("DespPortCode"),
    Clause("gacc-2019-18#head-16"),
]
CallPort = Annotated[
    str | None,
    Text("经停港/指运港", "Port of call or destination"),
    Hint(Text("进口填境外最后一个装运港。", "On import, the last port of loading abroad.")),
    AT_COMPLETION,
    Code("port"),
    Tag("DistinatePort"),
    Clause("gacc-2019-18#head-20"),
]
BorderPort = Annotated[
    str | None,
    Text("入境/离境口岸", "Port of entry or exit"),
    AT_COMPLETION,
    Pattern(r"\d{6}", "470201"),
    Tag("EntyPortCode"),
    Clause("gacc-2019-18#head-21"),
]
