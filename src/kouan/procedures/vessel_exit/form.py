"""The ship's papers on departure, and what its agent reports once it has its permit."""

from datetime import datetime
from typing import Annotated, ClassVar

from kouan.blueprint import AtLeast, Clause, Form, Hint, Length, Pattern, Refers, Section, Tag, Text, Zoned
from kouan.procedures._vessel import cargo, particulars
from kouan.procedures._vessel.cargo import Store
from kouan.procedures.vessel_exit.people import Crew, Passenger

REPORT = frozenset({"sailed_at", "delayed_to", "delay_reason"})
"""What is filled in after the permit; everything else then stands as it was permitted."""


class Cargo(Form):
    """One kind of cargo in sum as the ship leaves."""

    clause: ClassVar[str] = "fal-convention#cargo"

    kind: cargo.Kind
    description: cargo.Description
    on_board: Annotated[cargo.Tonnes, Text("离港在船重量（吨）", "On board on leaving, tonnes"), Tag("GrossWeight")]
    loaded: Annotated[cargo.Tonnes, Text("其中本港装船（吨）", "Of that loaded here, tonnes")]
    boxes: cargo.Boxes = None


class Dangerous(Form):
    """One line of the dangerous goods manifest in brief."""

    clause: ClassVar[str] = "fal-convention#dangerous"

    un_number: cargo.UnNumber
    hazard_class: cargo.HazardClass
    net_weight: cargo.NetWeight
    stowage: cargo.Stowage
    loaded: Annotated[bool, Text("在本港装船", "Loaded here")] = False
    declaration: Annotated[str | None, *cargo.declaration("危险货物出港申报号", "Dangerous goods declaration")] = None


class Filing(Form):
    """Exit of a ship on an international voyage."""

    clause: ClassVar[str] = "fal-convention#general"

    call: particulars.CallNumber
    entry: Annotated[
        str | None,
        Text("进口岸办件号", "Case of its entry"),
        Pattern(r"VE-\d{4}-\d{6}", "VE-2026-000123"),
        Refers("vessel-entry"),
    ] = None
    imo: particulars.Imo
    ship: particulars.Name
    call_sign: particulars.CallSign
    flag: particulars.Flag
    ship_type: particulars.ShipType
    gross_tonnage: particulars.GrossTonnage
    net_tonnage: particulars.NetTonnage

    agent: particulars.Agent
    agent_uscc: particulars.AgentUscc
    agent_phone: particulars.Phone
    master: particulars.Master

    voyage: Annotated[
        str, Text("出口航次", "Outbound voyage"), Section(Text("航程", "Voyage")), Length(32), Tag("VoyageNumber")
    ]
    arrived: Annotated[datetime, Text("抵港时间", "Arrived"), Zoned(), Tag("ATA")]
    etd: Annotated[datetime, Text("预计驶离时间", "Expected to leave"), Zoned(), Tag("ETD")]
    with_entry: Annotated[
        bool,
        Text("与进口岸手续同时办理", "Together with the entry"),
        Hint(Text("在港停泊不超过 24 小时的可以。", "For a stay of no more than 24 hours.")),
        Clause("vessel-entry#exit-with-entry"),
    ] = False
    next_port: particulars.NextPort
    draught_fore: Annotated[particulars.Metres, Text("离港艏吃水（米）", "Draught forward on leaving, m")]
    draught_aft: Annotated[particulars.Metres, Text("离港艉吃水（米）", "Draught aft on leaving, m")]
    berth: Annotated[
        str | None,
        Text("所在泊位", "Berth"),
        Hint(Text("在锚地的留空。", "Blank when the ship lies at anchor.")),
        Length(40),
    ] = None
    pilot: Annotated[bool, Text("申请引航", "Pilot wanted"), Clause("maritime-traffic-law#pilotage")] = False
    dues_until: particulars.DuesUntil = None
    orders_open: Annotated[
        bool,
        Text("有未了结的扣留或责令纠正事项", "Detained, or orders not yet complied with"),
        Clause("vessel-entry#refuse"),
    ]

    crew_count: particulars.CrewCount
    passenger_count: particulars.PassengerCount = 0
    crew: Annotated[
        list[Crew], Text("船员名单", "Crew list"), AtLeast(1, 3000), Clause("border-inspection-regulation#lists")
    ]
    passengers: Annotated[
        list[Passenger], Text("旅客名单", "Passenger list"), Clause("border-inspection-regulation#lists")
    ] = []

    in_ballast: Annotated[bool, Text("空载", "In ballast"), Section(Text("货物与物品", "Cargo and stores"))] = False
    cargo: Annotated[list[Cargo], Text("货物概要", "Cargo in brief"), Clause("fal-convention#cargo")] = []
    carries_dangerous: Annotated[bool, Text("载有危险货物", "Carries dangerous goods")]
    dangerous: Annotated[
        list[Dangerous], Text("危险货物舱单", "Dangerous goods manifest"), Clause("fal-convention#dangerous")
    ] = []
    stores: Annotated[list[Store], Text("船用物品", "Ship's stores"), Clause("fal-convention#stores")] = []

    sailed_at: Annotated[
        datetime | None,
        Text("实际驶离时间", "Sailed at"),
        Section(Text("离港报告（领到许可后填写）", "Report of leaving, once permitted")),
        Zoned(),
        Tag("ATD"),
        Clause("order-196#forecast"),
    ] = None
    delayed_to: Annotated[
        datetime | None, Text("推迟至", "Put off until"), Zoned(), Clause("vessel-entry#exit-permit")
    ] = None
    delay_reason: Annotated[
        str | None,
        Text("推迟或情况变化的原因", "Why, or what has changed"),
        Length(300),
        Clause("vessel-entry#exit-permit"),
    ] = None

    @property
    def crossing(self) -> datetime:
        """When the ship leaves."""
        return self.etd
