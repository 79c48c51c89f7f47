"""The FAL data set, filled in once for maritime, customs, border inspection and the port."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import (
    AtLeast,
    Between,
    Clause,
    Code,
    Digits,
    Form,
    Hint,
    Length,
    Section,
    Tag,
    Text,
    Zoned,
)
from kouan.procedures._vessel import particulars
from kouan.procedures._vessel.cargo import Store
from kouan.procedures._vessel.particulars import Metres
from kouan.procedures.vessel_entry.cargo import Cargo, Dangerous, Waste
from kouan.procedures.vessel_entry.notices import Health, Security
from kouan.procedures.vessel_entry.people import Crew, Effect, Passenger


class Certificate(Form):
    """One of the ship's certificates."""

    clause: ClassVar[str] = "vessel-entry#documents"

    name: Annotated[str, Text("证书名称", "Certificate"), Length(80)]
    number: Annotated[str, Text("证书编号", "Number"), Length(40)]
    valid_until: Annotated[date, Text("有效期至", "Valid until")]


class Filing(Form):
    """Entry of a ship on an international voyage."""

    clause: ClassVar[str] = "fal-convention#general"

    call: particulars.CallNumber
    imo: particulars.Imo
    ship: particulars.Name
    call_sign: particulars.CallSign
    flag: particulars.Flag
    registry_port: particulars.RegistryPort
    ship_type: particulars.ShipType
    gross_tonnage: particulars.GrossTonnage
    net_tonnage: particulars.NetTonnage
    length: Annotated[Metres, Text("总长（米）", "Length overall, m")]
    certificates: Annotated[
        list[Certificate], Text("船舶证书", "Ship's certificates"), Clause("vessel-entry#documents")
    ] = []

    agent: particulars.Agent
    agent_uscc: particulars.AgentUscc
    agent_phone: particulars.Phone
    master: particulars.Master

    voyage: Annotated[
        str, Text("进口航次", "Inbound voyage"), Section(Text("航程", "Voyage")), Length(32), Tag("VoyageNumber")
    ]
    last_port: Annotated[str, Text("上一港", "Last port"), Code("unlocode"), Tag("LastPort")]
    last_departure: Annotated[datetime, Text("离开上一港时间", "Left the last port"), Zoned()]
    eta: Annotated[datetime, Text("预计抵港时间", "Expected arrival"), Zoned(), Tag("ETA")]
    etd: Annotated[datetime, Text("预计离港时间", "Expected departure"), Zoned(), Tag("ETD")]
    next_port: particulars.NextPort
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
    dues_until: particulars.DuesUntil = None

    crew_count: particulars.CrewCount
    passenger_count: particulars.PassengerCount = 0
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

    @property
    def crossing(self) -> datetime:
        """When the ship enters."""
        return self.eta
