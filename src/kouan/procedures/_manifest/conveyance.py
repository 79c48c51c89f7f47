"""Which ship, train or truck the goods come or leave on, and who sends its manifest."""

from typing import Annotated

from kouan.blueprint import Choice, Clause, Hint, Identifier, Length, Pattern, Refers, Tag, Text

CONTAINER_SHIP, OTHER_SHIP, RAIL, ROAD = "container-ship", "other-ship", "rail", "road"
SHIPS = frozenset({CONTAINER_SHIP, OTHER_SHIP})
MODES = Choice(
    {
        CONTAINER_SHIP: Text("集装箱船", "Container ship"),
        OTHER_SHIP: Text("非集装箱船", "Other ship"),
        RAIL: Text("铁路列车", "Train"),
        ROAD: Text("公路车辆", "Road vehicle"),
    }
)
MAIN, WHOLE = "main", "whole"
STAGES = Choice(
    {
        MAIN: Text("先传主要数据，其他数据后补", "Main data now, the rest later"),
        WHOLE: Text("主要数据和其他数据一次传全", "Main and other data at once"),
    }
)

Mode = Annotated[str, Text("运输工具种类", "Kind of conveyance"), MODES, Tag("BorderTransportMeans/TypeCode")]
Call = Annotated[
    str | None,
    Text("航次编号", "Vessel call"),
    Hint(Text("船舶必填：船期预报时取得的编号。", "For ships: the number given when the call was announced.")),
    Pattern(r"[A-Z0-9-]{4,32}", "VC-2026-000123"),
    Refers("vessel-call"),
    Clause("order-172#consistency"),
]
Imo = Annotated[str | None, Text("IMO 船舶编号", "IMO ship number"), Identifier("imo"), Tag("BorderTransportMeans/ID")]
Name = Annotated[
    str,
    Text("运输工具名称", "Conveyance"),
    Hint(Text("英文船名、车次或车牌号。", "Ship's English name, train number or plate.")),
    Length(35),
    Tag("BorderTransportMeans/Name"),
]
Voyage = Annotated[
    str,
    Text("航次号", "Voyage"),
    Hint(Text("铁路填车次日期，公路填货物运输批次号。", "By rail the day of the train, by road the batch number.")),
    Length(17),
    Tag("BorderTransportMeans/JourneyID"),
]
Carrier = Annotated[str, Text("承运人", "Carrier"), Length(70), Tag("Carrier/ID")]
Office = Annotated[str, Text("传输地海关", "Customs office"), Tag("DeclarationOfficeID")]
SenderName = Annotated[str, Text("舱单传输人", "Sender"), Length(70), Tag("RepresentativePerson/Name")]
SenderUscc = Annotated[
    str,
    Text("传输人代码", "Sender, credit code"),
    Identifier("uscc"),
    Refers("organisation"),
    Clause("order-172#senders"),
]
Stage = Annotated[str, Text("传输内容", "What is sent"), STAGES, Clause("gacc-2010-70#main-other")]
