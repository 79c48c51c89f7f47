"""A claim: the exporter and its class, the period, exports, purchases or the credit left, what is claimed."""

from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import (
    AtLeast,
    Between,
    Choice,
    Clause,
    Digits,
    Form,
    Hint,
    Identifier,
    Length,
    Pattern,
    Positive,
    Section,
    Text,
)
from kouan.procedures._application import applicant
from kouan.procedures.export_tax_refund.goods import Export, Purchase

TRADER, PRODUCER = "trader", "producer"
KINDS = Choice(
    {
        TRADER: Text("外贸企业（免退税）", "Trader, exempt and refund"),
        PRODUCER: Text("生产企业（免抵退税）", "Producer, exempt, credit and refund"),
    }
)
FIRST, SECOND, THIRD, FOURTH = "1", "2", "3", "4"
CLASSES = Choice(
    {
        FIRST: Text("一类", "Class one"),
        SECOND: Text("二类", "Class two"),
        THIRD: Text("三类", "Class three"),
        FOURTH: Text("四类", "Class four"),
    }
)


class Filing(Form):
    """A claim for the refund of VAT on exports."""

    clause: ClassVar[str] = "guangzhou-2019#25"

    exporter_uscc: Annotated[
        applicant.Uscc, Text("出口企业代码", "Exporter, credit code"), Section(Text("出口企业", "Exporter"))
    ]
    exporter_name: Annotated[applicant.CompanyName, Text("出口企业名称", "Exporter, name")]
    customs_code: Annotated[str, Text("海关企业代码", "Customs code"), Identifier("customs-code")]
    contact: applicant.Contact
    phone: applicant.Phone
    tax_office: Annotated[str, Text("主管税务机关", "Tax bureau in charge"), Length(60)]
    kind: Annotated[str, Text("企业类型", "Kind of exporter"), KINDS]
    grade: Annotated[str, Text("退税管理类别", "Refund class"), CLASSES, Clause("sat-2016-46#classes")]

    period: Annotated[
        str,
        Text("所属期", "Period"),
        Section(Text("申报", "Claim")),
        Pattern(r"20[0-9]{2}(0[1-9]|1[0-2])", "202602"),
        Clause("sat-2012-24#period"),
    ]
    batch: Annotated[str, Text("申报批次", "Batch"), Pattern(r"[0-9]{3}", "001")]
    exports: Annotated[
        list[Export], Text("出口明细", "Exports"), Section(Text("出口明细", "Exports")), AtLeast(1, 1000)
    ]
    purchases: Annotated[
        list[Purchase],
        Text("进货明细", "Purchases"),
        Section(Text("进货明细（外贸企业）", "Purchases, for traders")),
        AtLeast(0, 1000),
        Clause("mof-2012-39#trader"),
    ] = []
    credit_left: Annotated[
        Decimal | None,
        Text("期末留抵税额", "Credit left over, yuan"),
        Section(Text("生产企业", "For producers")),
        Hint(Text("当期增值税申报表上的数。", "As on the VAT return of the period.")),
        Between(0),
        Digits(14, 2),
        Clause("mof-2012-39#producer"),
    ] = None
    claimed: Annotated[
        Decimal,
        Text("申请退税额", "Refund claimed, yuan"),
        Section(Text("申请", "Claimed")),
        Positive(),
        Digits(14, 2),
        Clause("guangzhou-2019#25"),
    ]
    bank_account: Annotated[str, Text("退税账户", "Account to be paid"), Pattern(r"[0-9]{8,30}", "4405016800000123456")]
    records: Annotated[
        bool,
        Text("备案单证齐备或将在十五日内备齐", "Records are kept, or will be within fifteen days"),
        Clause("sat-2022-9#records"),
    ]
