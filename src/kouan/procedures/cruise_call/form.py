"""The call of a cruise ship: ship, voyage, health, who is on board, and on leaving who is back and who joins."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from kouan.blueprint import (
    AtLeast,
    Between,
    Choice,
    Clause,
    Code,
    Form,
    Hint,
    Later,
    Length,
    Positive,
    Section,
    Tag,
    Text,
    Zoned,
)
from kouan.procedures._vessel import particulars
from kouan.procedures._vessel.cargo import Store
from kouan.procedures.cruise_call.travellers import Crew, Embarking, Group, Missing, Passenger

LEAVING = "leaving"
ON_LEAVING = frozenset({"returned", "missing", "embarking"})
"""What is filled in before the ship leaves; everything else then stands as it was admitted."""
RESCHEDULED = frozenset({"etd", "next_port", "back_by"})
"""What may have changed since."""
CALLS = Choice(
    {
        "home": Text("母港航次（始发、终到）", "Home port, cruise begins or ends here"),
        "visit": Text("访问航次（挂靠）", "Port of call"),
    }
)
AT_BERTH, UNDER_WAY, AT_ANCHOR, RADIO = "berth", "under-way", "anchor", "radio"
MODES = Choice(
    {
        AT_BERTH: Text("靠泊检疫", "At the berth"),
        UNDER_WAY: Text("随船检疫", "On board under way"),
        AT_ANCHOR: Text("锚地检疫", "At anchor"),
        RADIO: Text("电讯检疫", "By radio"),
    }
)
Cases = Annotated[int, Between(0, 9999)]


class Health(Form):
    """Health on board, as the ship declares it."""

    clause: ClassVar[str] = "cruise-quarantine#declare"

    mode: Annotated[str, Text("申请的检疫方式", "Quarantine asked for"), MODES, Clause("cruise-quarantine#modes")]
    sanitation_until: Annotated[date, Text("船舶卫生证书有效期至", "Sanitation certificate valid until")]
    infected_area: Annotated[bool, Text("四周内到过疫区", "Was in an infected area in the last four weeks")]
    deaths: Annotated[Cases, Text("死亡人数（意外除外）", "Deaths, other than by accident")] = 0
    feverish: Annotated[Cases, Text("发热和呼吸道病例", "Cases of fever or cough")] = 0
    gastro: Annotated[Cases, Text("急性胃肠炎病例", "Cases of gastroenteritis"), Clause("cruise-quarantine#gastro")] = 0
    doctor: Annotated[str, Text("船医", "Ship's doctor"), Length(60)]
    details: Annotated[str | None, Text("情况说明", "Details"), Length(500)] = None

    @property
    def is_suspect(self) -> bool:
        """Whether somebody must look before anyone leaves the ship."""
        return self.infected_area or bool(self.deaths or self.feverish or self.gastro)


class Filing(Form):
    """The call of a cruise ship."""

    clause: ClassVar[str] = "guangzhou-2019#18"

    call: particulars.CallNumber
    kind: Annotated[str, Text("航次类型", "Kind of call"), CALLS]
    imo: particulars.Imo
    ship: particulars.Name
    call_sign: particulars.CallSign
    flag: particulars.Flag
    registry_port: particulars.RegistryPort
    gross_tonnage: particulars.GrossTonnage
    net_tonnage: particulars.NetTonnage
    allowed: Annotated[
        int, Text("核定载员（船员和旅客）", "Persons allowed on board"), Positive(), Clause("vessel-entry#documents")
    ]
    security_until: Annotated[date, Text("保安证书有效期至", "Security certificate valid until"), Clause("solas#isps")]

    agent: particulars.Agent
    agent_uscc: particulars.AgentUscc
    agent_phone: particulars.Phone
    master: particulars.Master

    voyage: Annotated[str, Text("航次", "Voyage"), Section(Text("航程", "Voyage")), Length(32), Tag("VoyageNumber")]
    last_port: Annotated[str, Text("上一港", "Last port"), Code("unlocode"), Tag("LastPort")]
    last_departure: Annotated[datetime, Text("离开上一港时间", "Left the last port"), Zoned()]
    eta: Annotated[datetime, Text("预计抵港时间", "Expected arrival"), Zoned(), Tag("ETA")]
    etd: Annotated[datetime, Text("预计离港时间", "Expected departure"), Zoned(), Tag("ETD")]
    next_port: particulars.NextPort
    berth: Annotated[str, Text("邮轮泊位", "Cruise berth"), Length(40)]
    pilot: Annotated[bool, Text("申请引航", "Pilot wanted"), Clause("maritime-traffic-law#pilotage")] = False
    back_by: Annotated[
        datetime | None,
        Text("岸上观光归船时间", "Back on board by"),
        Hint(Text("有旅客上岸观光的填写。", "When passengers go ashore and come back.")),
        Zoned(),
    ] = None
    dues_until: particulars.DuesUntil = None

    health: Annotated[Health, Text("健康申报", "Health"), Section(Text("健康与物品", "Health and stores"))]
    stores: Annotated[list[Store], Text("船用物品", "Ship's stores"), AtLeast(1), Clause("fal-convention#stores")]

    crew_count: particulars.CrewCount
    passenger_count: particulars.PassengerCount
    crew: Annotated[
        list[Crew], Text("船员名单", "Crew list"), AtLeast(1, 3000), Clause("border-inspection-regulation#lists")
    ]
    passengers: Annotated[
        list[Passenger],
        Text("旅客名单", "Passenger list"),
        AtLeast(0, 9000),
        Clause("border-inspection-regulation#lists"),
    ] = []
    groups: Annotated[
        list[Group], Text("免签旅游团", "Visa-free groups"), AtLeast(0, 300), Clause("cruise-visa-free#group")
    ] = []

    returned: Annotated[
        int | None,
        Text("观光后归船人数", "Back on board"),
        Section(Text("离港申报（离港前填写）", "On leaving")),
        Between(0, 9000),
        Later(LEAVING),
        Clause("cruise-visa-free#same-ship"),
    ] = None
    missing: Annotated[list[Missing], Text("未归船人员", "Not back on board"), AtLeast(0, 500)] = []
    embarking: Annotated[
        list[Embarking], Text("本港登船旅客", "Passengers who join here"), AtLeast(0, 9000),
        Clause("border-inspection-regulation#lists"),
    ] = []  # fmt: skip

    @property
    def crossing(self) -> datetime:
        """When the ship enters."""
        return self.eta


class Sailed(Form):
    """The ship's agent reports that she has sailed, or why not."""

    clause: ClassVar[str] = "vessel-entry#exit-permit"

    sailed_at: Annotated[datetime | None, Text("实际驶离时间", "Sailed at"), Zoned(), Tag("ATD")] = None
    delay: Annotated[
        str | None, Text("未能驶离的原因", "Why she could not sail"), Length(300), Clause("vessel-entry#exit-permit")
    ] = None
