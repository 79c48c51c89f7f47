"""What went out, what was bought for it, and the number under which the tax bureau knows an export."""

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
    Length,
    Pattern,
    Positive,
    Refers,
    Text,
)

REASONS = Choice(
    {
        "written-off": Text("经核准可以不收汇", "Allowed to go unreceived"),
        "insured": Text("出口信用保险赔款", "Paid by export credit insurance"),
        "force-majeure": Text("因自然灾害、战争等不能收汇", "Force majeure"),
        "quality": Text("因质量等原因扣款", "Deducted for quality"),
        "offset": Text("进出口收付汇抵扣", "Set off against an import"),
        "in-yuan": Text("跨境贸易人民币结算", "Settled in yuan"),
    }
)
Link = Annotated[str, Pattern(r"[0-9]{6}[0-9A-Z]{4,20}", "2026020001")]
Rate = Annotated[Decimal, Between(0, 17), Digits(2, 2)]
Yuan = Annotated[Decimal, Positive(), Digits(14, 2)]


class Export(Form):
    """One line of an export declaration."""

    clause: ClassVar[str] = "mof-2012-39#scope"

    link: Annotated[
        Link | None,
        Text("关联号", "Link number"),
        Hint(Text("外贸企业填写，与进货对应。", "For traders, tying it to the purchase.")),
        Pattern(r"[0-9]{6}[0-9A-Z]{4,20}", "2026020001"),
        Clause("sat-2012-24#link"),
    ] = None
    declaration: Annotated[
        str,
        Text("出口报关单号", "Export declaration"),
        Hint(
            Text(
                "18 位；加 0 和两位项号就是退税用的 21 位编号。",
                "Eighteen digits; with 0 and the two digits of the item it is the number of 21 used for refunds.",
            )
        ),
        Identifier("declaration"),
        Refers("declaration"),
        Clause("customs-numbers#rebate-21"),
    ]
    item: Annotated[int, Text("项号", "Item"), Between(1, 50), Clause("customs-numbers#rebate-21")]
    exported_on: Annotated[date, Text("出口日期", "Exported on"), Clause("sat-2012-24#period")]
    mode: Annotated[str, Text("监管方式", "Supervision mode"), Code("supervision-mode"), Clause("mof-2012-39#scope")]
    hs_code: Annotated[str, Text("商品代码", "Commodity code"), Code("hs10")]
    name: Annotated[str, Text("商品名称", "Name"), Length(100)]
    unit: Annotated[str, Text("计量单位", "Unit"), Code("unit")]
    quantity: Annotated[Decimal, Text("出口数量", "Quantity"), Positive(), Digits(12, 4)]
    fob: Annotated[Yuan, Text("人民币离岸价", "FOB, yuan")]
    refund_rate: Annotated[Rate, Text("退税率（%）", "Refund rate, per cent")]
    received: Annotated[
        str | None,
        Text("收汇凭证号", "Receipt of the price"),
        Hint(
            Text(
                "四类企业和逾期申报的须填；不能收汇的选理由。", "For class four and late claims; else give the reason."
            )
        ),
        Length(40),
        Clause("sat-2022-9#exchange"),
    ] = None
    unreceived: Annotated[
        str | None, Text("视同收汇的理由", "Reason that counts as received"), REASONS, Clause("sat-2022-9#exchange")
    ] = None

    @property
    def number(self) -> str:
        """The 21 digits by which the tax bureau knows this line: declaration, 0, item."""
        return f"{self.declaration}0{self.item:02d}"


class Purchase(Form):
    """One purchase invoice of goods that were exported."""

    clause: ClassVar[str] = "mof-2012-39#trader"

    link: Annotated[Link, Text("关联号", "Link number"), Clause("sat-2012-24#link")]
    supplier: Annotated[str, Text("供货方代码", "Supplier, credit code"), Identifier("uscc"), Refers("organisation")]
    invoice: Annotated[
        str, Text("发票号码", "Invoice"), Pattern(r"[0-9]{18}|[0-9]{20}", "26442000000012345678"), Length(20)
    ]
    invoiced_on: Annotated[date, Text("开票日期", "Invoiced on")]
    hs_code: Annotated[str, Text("商品代码", "Commodity code"), Code("hs10")]
    unit: Annotated[str, Text("计量单位", "Unit"), Code("unit")]
    quantity: Annotated[Decimal, Text("数量", "Quantity"), Positive(), Digits(12, 4)]
    taxable: Annotated[Yuan, Text("计税金额", "Taxable sum, yuan")]
    tax_rate: Annotated[Rate, Text("征税率（%）", "Rate of tax, per cent")]
    tax: Annotated[Yuan, Text("税额", "Tax, yuan")]
