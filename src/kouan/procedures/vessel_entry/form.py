"""The FAL data set, filled in once for maritime, customs, border inspection and the port."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import (
    AtLeast,
    Between,
    Choice,
    Clause,
    Code,
    Digits,
    Form,
    Hint,
    Identifier,
    Length,
    Pattern,
    Positive,
    Refers,
    Section,
    Tag,
    Text,
    Zoned,
)
from kouan.procedures.vessel_entry.cargo import Cargo, Dangerous, Store, Waste
from kouan.procedures.vessel_entry.notices import Health, Security
from kouan.procedures.vessel_entry.people import Crew, Effect, Passenger

SHIPS = Choice(
    {
        "container": Text("集装箱船", "Container ship"),
        "bulk": Text("散货船", "Bulk carrier"),
        "tanker": Text("液货船", "Tanker"),
        "general": Text("杂货船", "General cargo ship"),
        "roro": Text("滚装船", "Ro-ro ship"),
        "passenger": Text("客船", "Passenger ship"),
        "other": Text("其他", "Other"),
    }
)
Metres = Annotated[Decimal, Positive(), Digits(3, 2)]
Tonnage = Annotated[int, Positive()]


class Certificate(Form):
    """One of the ship's certificates."""

    clause: ClassVar[str] = "vessel-entry#documents"

    name: Annotated[str, Text("证书名称", "Certificate"), Length(80)]
    number: Annotated[str, Text("证书编号", "Number"), Length(40)]
    valid_until: Annotated[date, Text("有效期至", "Valid until")]


class Filing(Form):
    """Entry of a ship on an international voyage."""

    clause: ClassVar[str] = "fal-convention#general"

    call: Annotated[
        str,
        Text("航次编号", "Vessel call"),
        Section(Text("船舶", "Ship")),
        Pattern(r"[A-Z0-9-]{4,32}", "VC-2026-000123"),
        Refers("vessel-call"),
    ]
    imo: Annotated[str, Text("IMO 船舶编号", "IMO ship number"), Identifier("imo"), Tag("IMONumber")]
    ship: Annotated[str, Text("英文船名", "Ship's name in English"), Length(60), Tag("ShipName")]
    call_sign: Annotated[str, Text("呼号", "Call sign"), Pattern(r"[0-9A-Z]{3,9}", "9V2745"), Tag("CallSign")]
    flag: Annotated[str, Text("船旗国（地区）", "Flag"), Code("country"), Tag("FlagState")]
    registry_port: Annotated[str, Text("船籍港", "Port of registry"), Length(60), Tag("PortOfRegistry")]
    ship_type: Annotated[str, Text("船舶种类", "Type of ship"), SHIPS, Tag("ShipType")]
    gross_tonnage: Annotated[Tonnage, Text("总吨", "Gross tonnage"), Tag("GrossTonnage")]
    net_tonnage: Annotated[Tonnage, Text("净吨", "Net tonnage"), Tag("NetTonnage")]
    length: Annotated[Metres, Text("总长（米）", "Length overall, m")]
    certificates: Annotated[
        list[Certificate], Text("船舶证书", "Ship's certificates"), Clause("vessel-entry#documents")
    ] = []

    agent: Annotated[
        str,
        Text("船舶代理", "Ship's agent"),
        Section(Text("船长与代理", "Master and agent")),
        Length(100),
        Tag("Agent"),
    ]
    agent_uscc: Annotated[str, Text("船舶代理代码", "Agent, credit code"), Identifier("uscc"), Refers("organisation")]
    agent_phone: Annotated[str, Text("联系电话", "Phone"), Pattern(r"\+?[0-9][0-9 \-]{6,24}", "+86 759 2208000")]
    master: Annotated[
        str,
        Text("船长", "Master"),
        Hint(Text("姓在前，与船员名单一致。", "Family name first, as on the crew list.")),
        Length(120),
        Tag("MasterName"),
    ]

    voyage: Annotated[
        str, Text("进口航次", "Inbound voyage"), Section(Text("航程", "Voyage")), Length(32), Tag("VoyageNumber")
    ]
    last_port: Annotated[str, Text("上一港", "Last port"), Code("unlocode"), Tag("LastPort")]
    last_departure: Annotated[datetime, Text("离开上一港时间", "Left the last port"), Zoned()]
    eta: Annotated[datetime, Text("预计抵港时间", "Expected arrival"), Zoned(), Tag("ETA")]
    etd: Annotated[datetime, Text("预计离港时间", "Expected departure"), Zoned(), Tag("ETD")]
    next_port: Annotated[str, Text("下一港", "Next port"), Code("unlocode"), Tag("NextPort")]
    draught_fore: Annotated[Metres, Text("抵港艏吃水（米）", "Draught forward on arrival, m")]
    draught_aft: Annotated[Metres, Text("抵港艉吃水（米）", "Draught aft on arrival, m")]
    berth: Annotated[
        str | None,
        Text("拟靠泊位", "Berth wanted"),
        Hint(Text("只在锚地停留的留空。", "Blank when the ship only anchors.")),
        Length(40),
    ] = None
    pilot: Annotated[bool, Text("申请引航", "Pilot wanted"), Clause("maritime-traffic-law#pilotage")] = False
    ballast_water: Annotated[
        Decimal,
        Text("拟排压载水（立方米）", "Ballast water to discharge, m³"),
        Between(0),
        Digits(7, 1),
        Clause("border-health-law#declare"),
    ] = Decimal(0)
    dues_until: Annotated[
        date | None,
        Text("吨税执照有效期至", "Tonnage dues licence valid until"),
        Clause("tonnage-tax-law#pay"),
    ] = None

    crew_count: Annotated[
        int, Text("船员人数", "Number of crew"), Section(Text("人员", "Persons")), Between(1, 5000), Tag("NumberOfCrew")
    ]
    passenger_count: Annotated[
        int, Text("旅客人数", "Number of passengers"), Between(0, 20000), Tag("NumberOfPassengers")
    ] = 0
    crew: Annotated[
        list[Crew], Text("船员名单", "Crew list"), AtLeast(1, 3000), Clause("border-inspection-regulation#lists")
    ]
    passengers: Annotated[
        list[Passenger], Text("旅客名单", "Passenger list"), Clause("border-inspection-regulation#lists")
    ] = []
    effects: Annotated[list[Effect], Text("船员物品", "Crew's effects"), Clause("fal-convention#effects")] = []

    in_ballast: Annotated[bool, Text("空载", "In ballast"), Section(Text("货物与物品", "Cargo and stores"))] = False
    cargo: Annotated[list[Cargo], Text("货物概要", "Cargo in brief"), Clause("fal-convention#cargo")] = []
    carries_dangerous: Annotated[bool, Text("载有危险货物", "Carries dangerous goods")]
    dangerous: Annotated[
        list[Dangerous], Text("危险货物舱单", "Dangerous goods manifest"), Clause("fal-convention#dangerous")
    ] = []
    stores: Annotated[list[Store], Text("船用物品", "Ship's stores"), AtLeast(1), Clause("fal-convention#stores")]
    waste: Annotated[list[Waste], Text("船舶废弃物", "Waste"), Clause("fal-convention#waste")] = []

    security: Annotated[Security, Text("保安信息", "Security"), Section(Text("保安与健康", "Security and health"))]
    health: Annotated[Health, Text("海事健康声明", "Maritime declaration of health")]
