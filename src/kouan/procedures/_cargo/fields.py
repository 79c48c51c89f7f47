"""How declared goods are named: by declaration, bill, box and line."""

from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import Code, Digits, Form, Identifier, Length, Pattern, Positive, Refers, Text

Declaration = Annotated[str, Identifier("declaration"), Refers("declaration")]
Bill = Annotated[str, Pattern(r"[0-9A-Z*/_-]{4,40}", "COSU6284512930"), Refers("bill")]
Box = Annotated[str, Identifier("container"), Refers("container")]
# A marker inside a union would not be seen, so what may be absent is written out.
DeclarationIfAny = Annotated[str | None, Identifier("declaration"), Refers("declaration")]
BillIfAny = Annotated[str | None, Pattern(r"[0-9A-Z*/_-]{4,40}", "COSU6284512930"), Refers("bill")]
BoxIfAny = Annotated[str | None, Identifier("container"), Refers("container")]
Seal = Annotated[str, Length(20)]
SealIfAny = Annotated[str | None, Length(20)]
Office = Annotated[str, Code("customs-district")]
Name = Annotated[str, Length(100)]
Address = Annotated[str, Length(200)]
Plate = Annotated[str, Pattern(r"[\u4e00-\u9fffA-Z0-9·-]{5,12}", "粤G12345")]
Weight = Annotated[Decimal, Positive(), Digits(12, 3)]
WeightIfAny = Annotated[Decimal | None, Positive(), Digits(12, 3)]
Quantity = Annotated[Decimal, Positive(), Digits(14, 5)]


class Goods(Form):
    """One line of a declaration, as far as another procedure has to know it."""

    clause: ClassVar[str] = "gacc-2019-18#line-hs"

    number: Annotated[int, Text("报关单项号", "Line of the declaration"), Positive()]
    hs_code: Annotated[str, Text("商品编号", "Commodity code"), Code("hs10")]
    name: Annotated[str, Text("商品名称", "Name of goods"), Length(255)]
    quantity: Annotated[Quantity, Text("数量", "Quantity")]
    unit: Annotated[str, Text("单位", "Unit"), Code("unit")]
    origin: Annotated[str, Text("原产国（地区）", "Country of origin"), Code("country")]
