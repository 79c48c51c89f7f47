"""Header fields: price terms, costs, packages, weights, marks, guarantee, inspection (GACC Announcement 2019-18)."""

from datetime import date
from typing import Annotated, ClassVar

from kouan.blueprint import (
    Clause,
    Code,
    Form,
    Hint,
    Identifier,
    Length,
    Pattern,
    Positive,
    Refers,
    Tag,
    Text,
)
from kouan.procedures._declaration.words import AT_COMPLETION, Amount, Mass
from kouan.procedures._guarantee.words import KIND

DeliveryTerms = Annotated[
    str | None,
    Text("成交方式", "Delivery terms"),
    AT_COMPLETION,
    Code("delivery-terms"),
    Tag("TransMode"),
    Clause("gacc-2019-18#head-25"),
]
PackageType = Annotated[
    str | None,
    Text("包装种类", "Kind of packages"),
    AT_COMPLETION,
    Code("package-type"),
    Tag("WrapType"),
    Clause("gacc-2019-18#head-22"),
]
Packages = Annotated[
    int | None,
    Text("件数", "Packages"),
    AT_COMPLETION,
    Positive(),
    Tag("PackNo"),
    Clause("gacc-2019-18#head-23"),
]
GrossWeight = Annotated[
    Mass, Text("毛重（千克）", "Gross weight, kg"), AT_COMPLETION, Tag("GrossWet"), Clause("gacc-2019-18#head-24")
]
NetWeight = Annotated[
    Mass, Text("净重（千克）", "Net weight, kg"), AT_COMPLETION, Tag("NetWt"), Clause("gacc-2019-18#head-24")
]
Marks = Annotated[str | None, Text("标记唛码", "Marks"), Length(400), Tag("MarkNo"), Clause("gacc-2019-18#head-28")]
Remarks = Annotated[str | None, Text("备注", "Remarks"), Length(255), Tag("NoteS"), Clause("gacc-2019-18#head-28")]
RelatedFiling = Annotated[
    str | None,
    Text("关联备案号", "Related filing"),
    Pattern(r"[A-Z][0-9A-Z]{11}", "C51011A00001"),
    Tag("RelManNo"),
    Clause("gacc-2019-18#head-28"),
]
RelatedDeclaration = Annotated[
    str | None,
    Text("关联报关单号", "Related declaration"),
    Identifier("declaration"),
    Tag("RelId"),
    Clause("gacc-2019-18#head-28"),
]
BondedPlace = Annotated[
    str | None, Text("保税监管场所", "Bonded place"), Length(10), Tag("BonNo"), Clause("gacc-2019-18#head-28")
]


class Cost(Form):
    """Freight, insurance or another cost: a rate of the goods' value, a price per tonne, or a total.

    In the official message each part's tag is that of the cost (``Fee``, ``Insur``, ``Other``) and its own joined.
    """

    clause: ClassVar[str] = "gacc-2019-18#head-26"

    mark: Annotated[str, Text("标记", "Kind"), Code("cost-mark"), Tag("Mark")]
    amount: Annotated[Amount, Text("费率或金额", "Rate or amount"), Tag("Rate")]
    currency: Annotated[str | None, Text("币制", "Currency"), Code("currency"), Tag("Curr")] = None


Freight = Annotated[Cost | None, Text("运费", "Freight"), Tag("Fee"), Clause("gacc-2019-18#head-26")]
Insurance = Annotated[Cost | None, Text("保费", "Insurance"), Tag("Insur"), Clause("gacc-2019-18#head-26")]
OtherCost = Annotated[
    Cost | None,
    Text("杂费", "Other costs"),
    Hint(Text("应计入价格的填正值，应扣除的填负值。", "Positive when added to the price, negative when deducted.")),
    Tag("Other"),
    Clause("gacc-2019-18#head-26"),
]
GuaranteeNumber = Annotated[
    str | None,
    Text("担保备案编号", "Guarantee reference"),
    Pattern(r"[0-9A-Z][0-9A-Z\-]{5,31}", "GD2026670100001"),
    Refers(KIND),
    Tag("ChkSurety"),
    Clause("gacc-2017-45#declare"),
]

Office = Annotated[str | None, Pattern(r"\d{6}", "471800"), Clause("gacc-2019-18#head-32")]
DepartureDate = Annotated[
    date | None, Text("启运日期", "Date of departure"), Tag("DespDate"), Clause("gacc-2019-18#head-32")
]
InspectionBill = Annotated[
    str | None, Text("B/L 号", "B/L number"), Length(50), Tag("BLNo"), Clause("gacc-2019-18#head-32")
]
SpecialBusiness = Annotated[
    str | None,
    Text("特殊业务标识", "Special business"),
    Code("special-business-flag"),
    Tag("SpecDeclFlag"),
    Clause("gacc-2019-18#head-32"),
]
