"""Security with the last ten ports, and the maritime declaration of health."""

from datetime import date
from typing import Annotated, ClassVar

from kouan.blueprint import AtLeast, Between, Choice, Clause, Code, Form, Hint, Length, Section, Tag, Text

Level = Annotated[int, Between(1, 3)]


class PortOfCall(Form):
    """A port the ship lay in, the latest first."""

    clause: ClassVar[str] = "fal-convention#security"

    port: Annotated[str, Text("港口", "Port"), Code("unlocode"), Tag("PortOfCall")]
    arrived: Annotated[date, Text("抵达日期", "Arrived"), Tag("DateOfArrival")]
    departed: Annotated[date, Text("离开日期", "Departed"), Tag("DateOfDeparture")]
    level: Annotated[Level, Text("保安等级", "Security level"), Tag("SecurityLevel")] = 1


class Security(Form):
    """Security of ship and voyage (SOLAS chapter XI-2)."""

    clause: ClassVar[str] = "solas#isps"

    certificate: Annotated[
        str, Text("国际船舶保安证书编号", "Ship security certificate"), Length(40), Tag("ISSCNumber")
    ]
    certificate_until: Annotated[date, Text("保安证书有效期至", "Valid until"), Tag("ISSCExpiry")]
    level: Annotated[Level, Text("船舶当前保安等级", "Present security level"), Tag("CurrentShipSecurityLevel")] = 1
    officer: Annotated[str, Text("公司保安员", "Company security officer"), Length(60), Tag("CSOName")]
    officer_phone: Annotated[
        str, Text("公司保安员 24 小时电话", "His or her phone, 24 hours"), Length(30), Tag("CSOPhone")
    ]
    measures: Annotated[
        str | None,
        Text("特别或附加保安措施", "Special or additional measures"),
        Hint(Text("船舶或最近港口保安等级高于 1 时填写。", "When ship or ports were above level 1.")),
        Length(300),
    ] = None
    ports: Annotated[
        list[PortOfCall],
        Text("最近十个停靠港", "Last ten ports of call"),
        Hint(Text("从上一港起，由近到远。", "From the last port backwards.")),
        AtLeast(1, 10),
        Clause("fal-convention#security"),
    ]


SANITATION = Choice(
    {
        "exemption": Text("免予卫生控制证书", "Exemption certificate"),
        "control": Text("卫生控制证书", "Control certificate"),
    }
)


class Health(Form):
    """Maritime declaration of health."""

    clause: ClassVar[str] = "fal-convention#health"

    sanitation: Annotated[str, Text("船舶卫生证书", "Ship sanitation certificate"), SANITATION]
    sanitation_until: Annotated[date, Text("卫生证书有效期至", "Valid until")]
    infected_area: Annotated[
        bool,
        Text("四周内到过疫区", "Was in an infected area in the last four weeks"),
        Section(Text("健康询问", "Questions")),
        Clause("border-health-law#declare"),
    ]
    deaths: Annotated[bool, Text("航行中有人死亡（意外除外）", "Somebody died, other than by accident")]
    infectious: Annotated[bool, Text("有传染病或疑似病例", "Infectious disease or suspicion of it")]
    ill_now: Annotated[bool, Text("现有病人", "Somebody is ill now")]
    dead_rats: Annotated[bool, Text("鼠类反常死亡", "Unusual mortality of rats")]
    stowaways: Annotated[bool, Text("有偷渡者", "Stowaways on board")]
    details: Annotated[str | None, Text("情况说明", "Details"), Length(500)] = None

    @property
    def is_suspect(self) -> bool:
        """Whether quarantine must look before anyone boards, leaves or works."""
        return self.infected_area or self.deaths or self.infectious or self.ill_now or self.dead_rats
