"""A work of art: what identifies it, who appraised it, what becomes of it outside the zone."""

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
    Later,
    Length,
    Pattern,
    Positive,
    Refers,
    Section,
    Text,
)
from kouan.procedures._zone.particulars import Declaration

BACK = "back"
"""The step in which works shown outside the zone are accounted for."""

RETURNED, SOLD, LEFT = "returned", "sold", "left"
FATES = Choice(
    {
        RETURNED: Text("运回区内", "Back in the zone"),
        SOLD: Text("成交并已进口完税", "Sold, imported and taxed"),
        LEFT: Text("直接复运出境", "Left the country from there"),
    }
)
OVER_100 = frozenset({"970121", "970122", "970129", "970210", "970310", "970531", "970610", "970690"})
UNDER_100 = frozenset({"970191", "970192", "970199", "970290", "970390", "970539"})
"""Subheadings that the Harmonized System keeps for what is over, and not over, a hundred years old."""


class Work(Form):
    """One work (逐件)."""

    clause: ClassVar[str] = "art-measures#catalogue"

    number: Annotated[
        str,
        Text("作品登记号", "Registered number"),
        Hint(Text("入区时编定，以后各次都用同一号码。", "Given on entry, and used ever after.")),
        Pattern(r"[A-Z0-9-]{4,30}", "BA-2026-0007"),
        Refers("artwork"),
    ]
    title: Annotated[str, Text("作品名称", "Title"), Length(120)]
    artist: Annotated[str, Text("作者", "Artist"), Length(100)]
    year: Annotated[int, Text("创作年份", "Year made"), Between(-3000, 2100)]
    medium: Annotated[str, Text("材质与技法", "Medium"), Length(100)]
    size: Annotated[str, Text("尺寸（厘米）", "Size, cm"), Pattern(r"[0-9.]+(×[0-9.]+){1,2}", "80×60"), Length(40)]
    hs_code: Annotated[str, Text("商品编号", "Commodity code"), Code("hs10"), Clause("hs-convention#six-digits")]
    origin: Annotated[str, Text("原产国（地区）", "Origin"), Code("country")]
    value: Annotated[Decimal, Text("鉴定估价", "Appraised value"), Positive(), Digits(14, 2)]
    appraiser: Annotated[str | None, Text("鉴定评估机构", "Appraiser"), Length(100), Clause("guangzhou-2019#23")] = None
    appraisal: Annotated[
        str | None, Text("鉴定评估书编号", "Number of the appraisal"), Length(40), Clause("guangzhou-2019#23")
    ] = None
    price: Annotated[
        Decimal | None,
        Text("成交价格", "Price"),
        Hint(Text("成交出区进口的填写。", "When sold and imported.")),
        Positive(),
        Digits(14, 2),
        Clause("order-213#transaction-value"),
    ] = None
    relic: Annotated[
        bool, Text("属文物进出境审核范围", "Subject to review as a relic"), Clause("relics-entry-exit#before-1949")
    ] = False
    relic_record: Annotated[
        str | None,
        Text("文物临时进境登记号", "Relic register number"),
        Length(40),
        Clause("relics-entry-exit#register"),
    ] = None
    endangered: Annotated[
        bool,
        Text("含濒危物种成分", "Contains endangered species"),
        Clause("endangered-species-regulation#certificate"),
    ] = False
    certificate: Annotated[
        str | None,
        Text("允许进出口证明书编号", "Certificate of the species office"),
        Length(40),
        Clause("endangered-species-regulation#certificate"),
    ] = None
    fate: Annotated[
        str | None,
        Text("去向", "What became of it"),
        Section(Text("出区展示结束（展后填写）", "After the show")),
        FATES,
        Later(BACK),
    ] = None
    fate_on: Annotated[date | None, Text("日期", "Day"), Later(BACK)] = None
    declaration: Annotated[
        Declaration,
        Text("进口或出境报关单号", "Declaration of import or exit"),
        Hint(Text("成交或复运出境的填写。", "When sold or taken out.")),
    ] = None
