"""A bunkering trip: barge, fuel and account, the ships to be supplied, and what was really supplied."""

from datetime import datetime
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
    Later,
    Length,
    Pattern,
    Positive,
    Refers,
    Section,
    Text,
    Zoned,
)

REPORT = "report"
SINGLE, ONE_FOR_MANY, MANY_FOR_ONE, MANY_PLACES = "single", "one-for-many", "many-for-one", "many-places"
MODES = Choice(
    {
        SINGLE: Text("一船一供", "One barge, one ship"),
        ONE_FOR_MANY: Text("一船多供", "One barge, many ships"),
        MANY_FOR_ONE: Text("多船一供", "Several barges, one ship"),
        MANY_PLACES: Text("一船多地多供（跨关区）", "One barge, many ships in several customs districts"),
    }
)
FUELS = Choice(
    {
        "VLSFO": Text("低硫燃料油（VLSFO）", "Very low sulphur fuel oil"),
        "HSFO": Text("高硫燃料油（380CST 等）", "High sulphur fuel oil"),
        "MGO": Text("船用轻柴油（MGO）", "Marine gas oil"),
        "BIO": Text("生物燃料调和油", "Bio-blend"),
    }
)
Tonnes = Annotated[Decimal, Between(0), Digits(6, 3)]
Supplied = Annotated[Decimal, Positive(), Digits(6, 3)]
Sulphur = Annotated[Decimal, Between(0, 5), Digits(1, 3)]
Trip = Annotated[str, Pattern(r"[0-9A-Z-]{4,30}", "GY03-2026-0118")]

OF_THE_REPORT = frozenset(
    {"remaining", "cancelled", "supplied", "supplied_at", "delivery_note", "sample", "density", "heat"}
)
"""What is filled in after the trip; everything else stands as it was agreed to."""


class Order(Form):
    """One supply order: a ship, the fuel planned for it, and after the trip what it took."""

    clause: ClassVar[str] = "bonded-bunkering#order"

    call: Annotated[
        str,
        Text("受油船航次", "Call of the receiving ship"),
        Section(Text("受油船", "Receiving ship")),
        Pattern(r"[A-Z0-9-]{4,32}", "VC-2026-000123"),
        Refers("vessel-call"),
    ]
    imo: Annotated[str, Text("受油船 IMO 编号", "IMO number of the receiving ship"), Identifier("imo")]
    ship: Annotated[str, Text("受油船英文船名", "Receiving ship"), Length(60)]
    scrubber: Annotated[bool, Text("装有废气清洗装置", "Cleans its exhaust"), Clause("marpol-annex-vi#sulphur")] = False
    office: Annotated[str, Text("供油地海关", "Customs office of the place"), Code("customs-district")]
    place: Annotated[str, Text("供油地点", "Place of supply"), Length(60), Clause("bonded-bunkering#operation")]
    planned_at: Annotated[datetime, Text("计划供油时间", "Planned for"), Zoned()]
    planned: Annotated[Supplied, Text("计划供油量（吨）", "Planned, tonnes")]
    cancelled: Annotated[
        bool,
        Text("未供（订单取消）", "Not supplied, order cancelled"),
        Section(Text("实际供油（航次结束后填写）", "Really supplied, after the trip")),
    ] = False
    supplied: Annotated[
        Decimal | None, Text("实际供油量（吨）", "Supplied, tonnes"), Positive(), Digits(6, 3), Later(REPORT)
    ] = None
    supplied_at: Annotated[datetime | None, Text("供油完毕时间", "Supply ended"), Zoned(), Later(REPORT)] = None
    delivery_note: Annotated[
        str | None,
        Text("燃油交付单号（BDN）", "Bunker delivery note"),
        Length(40),
        Refers("bunker-delivery-note"),
        Clause("marpol-annex-vi#delivery-note"),
        Later(REPORT),
    ] = None
    sample: Annotated[
        str | None,
        Text("油样封签号", "Seal of the sample"),
        Length(40),
        Clause("marpol-annex-vi#delivery-note"),
        Later(REPORT),
    ] = None
    density: Annotated[
        Decimal | None,
        Text("密度（15℃，千克/立方米）", "Density at 15 °C, kg/m³"),
        Between(700, 1100),
        Digits(4, 1),
        Later(REPORT),
    ] = None
    heat: Annotated[
        Decimal | None, Text("供油温度（℃）", "Temperature, °C"), Between(-20, 90), Digits(2, 1), Later(REPORT)
    ] = None


class Filing(Form):
    """One trip of a bunker barge with bonded fuel."""

    clause: ClassVar[str] = "bonded-bunkering#order"

    supplier_uscc: Annotated[
        str,
        Text("供油企业代码", "Supplier, credit code"),
        Section(Text("供油企业与供油船", "Supplier and barge")),
        Identifier("uscc"),
        Refers("organisation"),
    ]
    supplier: Annotated[str, Text("供油企业名称", "Supplier"), Length(100)]
    licence: Annotated[
        str,
        Text("保税油经营资质文号", "Licence for bonded bunkering"),
        Length(60),
        Clause("bonded-bunkering#qualified"),
    ]
    phone: Annotated[str, Text("联系电话", "Phone"), Pattern(r"\+?[0-9][0-9 \-]{6,24}", "020-34689900")]
    barge: Annotated[str, Text("供油船名称", "Bunker barge"), Length(60)]
    barge_number: Annotated[
        str, Text("船舶识别号", "Ship identification"), Pattern(r"CN[0-9]{11}", "CN20150012345"), Refers("barge")
    ]
    capacity: Annotated[Supplied, Text("载油能力（吨）", "Capacity, tonnes")]

    trip: Annotated[Trip, Text("供油航次号", "Trip"), Section(Text("航次", "Trip")), Refers("bunkering-trip")]
    mode: Annotated[str, Text("供油方式", "Mode of supply"), MODES, Clause("bonded-bunkering#modes")]
    joint_trips: Annotated[
        list[Annotated[str, Trip]],
        Text("合供的其他航次号", "Trips of the other barges"),
        Hint(Text("多船一供时填写。", "When several barges supply one ship.")),
        Clause("bonded-bunkering#modes"),
    ] = []
    ahead: Annotated[
        bool,
        Text("先供后报", "Supply first, declare later"),
        Clause("bonded-bunkering#supply-first"),
    ]
    declaration: Annotated[
        str | None,
        Text("出口报关单号", "Export declaration"),
        Hint(
            Text(
                "先报后供的填写；先供后报的在航次核销后另报。",
                "When declared first; otherwise after the trip is settled.",
            )
        ),
        Identifier("declaration"),
        Refers("declaration"),
    ] = None
    begins: Annotated[datetime, Text("计划装油离库时间", "Trip begins"), Zoned()]
    ends: Annotated[datetime, Text("计划返航时间", "Trip ends"), Zoned()]

    account: Annotated[
        str,
        Text("保税账册号", "Bonded account book"),
        Section(Text("保税油", "Bonded fuel")),
        Pattern(r"[THL][0-9]{4}[A-Z][0-9]{6}", "T5141W000018"),
        Refers("account-book"),
        Clause("bonded-bunkering#account"),
    ]
    tank: Annotated[str, Text("出库油罐", "Tank"), Length(20), Clause("bonded-bunkering#account")]
    owner: Annotated[str, Text("货主", "Owner of the fuel"), Length(100), Clause("bonded-bunkering#account")]
    hs_code: Annotated[str, Text("商品编号", "Commodity code"), Code("hs10"), Clause("bonded-bunkering#account")]
    fuel: Annotated[str, Text("油品", "Fuel"), FUELS]
    sulphur: Annotated[
        Sulphur, Text("硫含量（质量百分比）", "Sulphur, per cent by mass"), Clause("marpol-annex-vi#sulphur")
    ]
    opening: Annotated[
        Tonnes, Text("装油前船存（吨）", "On board before loading, tonnes"), Clause("bonded-bunkering#settle")
    ] = Decimal(0)
    loaded: Annotated[
        Supplied, Text("本航次装油（吨）", "Loaded for the trip, tonnes"), Clause("bonded-bunkering#settle")
    ]

    orders: Annotated[
        list[Order], Text("供油单", "Supply orders"), Section(Text("供油计划与实绩", "Plan and result")), AtLeast(1, 30)
    ]
    remaining: Annotated[
        Decimal | None,
        Text("航次结束船存（吨）", "Remaining after the trip, tonnes"),
        Between(0),
        Digits(6, 3),
        Section(Text("航次核销（航次结束后填写）", "Settling, after the trip")),
        Clause("bonded-bunkering#settle"),
        Later(REPORT),
    ] = None


class Declared(Form):
    """The declaration made after the trip."""

    clause: ClassVar[str] = "bonded-bunkering#supply-first"

    declaration: Annotated[
        str, Text("出口报关单号", "Export declaration"), Identifier("declaration"), Refers("declaration")
    ]
    declared: Annotated[Supplied, Text("报关数量（吨）", "Declared, tonnes")]
