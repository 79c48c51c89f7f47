"""Fields that an application for a licence has in both directions."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Protocol

from kouan.blueprint import Between, Clause, Code, Digits, Hint, Length, Positive, Text
from kouan.procedures._licence.words import BATCHES, MEASURES

HsCode = Annotated[str, Text("商品编号", "Commodity code"), Code("hs10")]
Goods = Annotated[str, Text("商品名称", "Name of goods"), Length(120)]
Specification = Annotated[str | None, Text("规格、等级", "Specification"), Length(200)]
Quantity = Annotated[Decimal, Text("数量", "Quantity"), Positive(), Digits(14, 5)]
Unit = Annotated[
    str,
    Text("单位", "Unit"),
    Hint(Text("用该商品的法定单位；千克的也可以用吨。", "A legal unit of the goods; tonnes will do for kilograms.")),
    Code("unit"),
]
UnitPrice = Annotated[Decimal, Text("单价", "Unit price"), Positive(), Digits(14, 5)]
Currency = Annotated[str, Text("币制", "Currency"), Code("currency")]
Total = Annotated[Decimal, Text("总值", "Total value"), Positive(), Digits(15, 2)]
Measure = Annotated[
    str,
    Text("核销方式", "Written off"),
    Hint(Text("海关逐票从许可证上扣减数量或金额。", "Customs takes quantity or value off with every declaration.")),
    MEASURES,
]
Bulk = Annotated[
    bool,
    Text("大宗散装货物", "Bulk goods"),
    Hint(Text("允许规定幅度内的溢装。", "It may be exceeded by the set share.")),
]
Office = Annotated[
    str,
    Text("报关口岸", "Customs office"),
    Hint(Text("一证一关：只能在这个海关报关。", "A licence is used at this office only.")),
    Code("customs-district"),
]
Mode = Annotated[str, Text("贸易方式", "Kind of trade"), Code("supervision-mode")]
Contract = Annotated[str, Text("合同号", "Contract"), Length(60)]
Batch = Annotated[str, Text("批次", "Batches"), BATCHES]
Uses = Annotated[
    int | None,
    Text("计划使用次数", "Uses planned"),
    Hint(Text("非一批一证填写。", "For several batches.")),
    Between(2, 99),
]
EndUser = Annotated[str | None, Text("最终用户", "End user"), Length(120), Clause("dual-use-measures#end-user")]
EndUse = Annotated[str | None, Text("最终用途", "End use"), Length(300), Clause("dual-use-measures#end-user")]
Registration = Annotated[
    str | None,
    Text("农药、兽药登记证号", "Registration of the pesticide or drug"),
    Length(40),
    Clause("release-notices#registered"),
]
Remarks = Annotated[str | None, Text("备注", "Remarks"), Length(255)]


class Application(Protocol):
    """What the shared demands read of an application; both forms have these fields."""

    kind: str
    hs_code: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    currency: str
    total: Decimal
    measured_by: str
    bulk: bool
    office: str
    mode: str
    contract: str
    batch: str
    uses: int | None
    planned_on: date
    end_user: str | None
    end_use: str | None
    registration: str | None
