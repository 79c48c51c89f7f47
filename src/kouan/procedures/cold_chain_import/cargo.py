"""What is in the boxes and how cold it was kept: kinds of product, batches, reefers with seal and logger."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import (
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
)

ARRIVE = "arrive"
"""The step in which seals and temperatures are told after the ship has arrived."""

MEAT, FISH, FRUIT = "meat", "fish", "fruit"
KINDS = Choice(
    {
        MEAT: Text("冷冻肉类", "Frozen meat"),
        FISH: Text("冷冻水产品", "Frozen fish and seafood"),
        FRUIT: Text("鲜水果", "Fresh fruit"),
    }
)
CHAPTERS = {MEAT: "02", FISH: "03", FRUIT: "08"}
FROZEN = frozenset({MEAT, FISH})
PERMITTED = frozenset({MEAT, FRUIT})
"""Kinds that need a quarantine permit."""
REEFERS = frozenset({"12", "22"})
Degrees = Annotated[Decimal, Between(-60, 40), Digits(2, 1)]


class Batch(Form):
    """One batch of one product as the plant made it."""

    clause: ClassVar[str] = "order-248#register"

    number: Annotated[str, Text("生产批号", "Batch"), Length(40)]
    hs_code: Annotated[str, Text("商品编号", "Commodity code"), Code("hs10")]
    name: Annotated[str, Text("品名", "Name"), Length(100)]
    made_on: Annotated[
        date,
        Text("生产或采收日期", "Made or picked on"),
        Hint(Text("有多日的填最早一日。", "The earliest, if there are several.")),
        Clause("order-248#term"),
    ]
    best_before: Annotated[date | None, Text("保质期至", "Best before"), Clause("food-safety-law#release")] = None
    packages: Annotated[int, Text("件数", "Packages"), Between(1, 999999)]
    net_weight: Annotated[Decimal, Text("净重（千克）", "Net weight, kg"), Positive(), Digits(9, 2)]


class Reefer(Form):
    """One reefer: sealed at the plant, its logger read on arrival."""

    clause: ClassVar[str] = "gb-31605#temperature"

    container: Annotated[str, Text("箱号", "Container"), Identifier("container"), Refers("container")]
    container_type: Annotated[str, Text("箱型", "Type of container"), Code("container-type")]
    seal: Annotated[str, Text("装箱封志号", "Seal on packing"), Pattern(r"[A-Z0-9-]{4,20}", "CL884213")]
    logger: Annotated[str, Text("温度记录仪编号", "Temperature logger"), Length(30)]
    set_at: Annotated[Degrees, Text("设定温度（摄氏度）", "Set temperature, °C")]
    seal_found: Annotated[
        str | None,
        Text("到港封志号", "Seal found on arrival"),
        Section(Text("到港情况（抵港以后填写）", "On arrival")),
        Pattern(r"[A-Z0-9-]{4,20}", "CL884213"),
        Later(ARRIVE),
    ] = None
    warmest: Annotated[
        Decimal | None,
        Text("全程最高温度（摄氏度）", "Warmest on the way, °C"),
        Between(-60, 60),
        Digits(2, 1),
        Later(ARRIVE),
    ] = None
