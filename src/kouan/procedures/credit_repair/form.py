"""What the firm says: why it was found discredited, what it has put right, and that nothing is owed."""

from datetime import date
from typing import Annotated, ClassVar

from kouan.blueprint import Choice, Clause, Code, Form, Hint, Identifier, Length, Section, Text
from kouan.procedures._application.applicant import CompanyName, Contact, Phone, Uscc

REPEATED, TAX_OWED, FINE_OWED, RESISTED = "repeated", "tax-owed", "fine-owed", "resisted"
SMUGGLING, CRIME, BRIBERY = "smuggling", "crime", "bribery"
GROUNDS = Choice(
    {
        CRIME: Text("走私犯罪被追究刑事责任", "Smuggling, convicted"),
        SMUGGLING: Text("走私行为被行政处罚", "Smuggling, penalised"),
        REPEATED: Text("违规次数和罚款超过规定", "Offences and fines above the set number and sum"),
        TAX_OWED: Text("超过三个月未缴税款", "Tax unpaid for more than three months"),
        FINE_OWED: Text("超过六个月未缴罚没款", "Fine or forfeit unpaid for more than six months"),
        RESISTED: Text("抗拒、阻碍海关执法被处罚", "Resisted or hindered customs, penalised"),
        BRIBERY: Text("向海关人员行贿", "Bribed customs staff"),
    }
)
OWING = frozenset({REPEATED, TAX_OWED, FINE_OWED})
"""Grounds after which money is shown to have been paid."""


class Filing(Form):
    """Application for the credit of a discredited firm to be restored."""

    clause: ClassVar[str] = "credit-repair#apply"

    applicant_uscc: Annotated[Uscc, Text("企业代码", "Firm, credit code"), Section(Text("企业", "The firm"))]
    applicant_name: Annotated[CompanyName, Text("企业名称", "Firm, name")]
    customs_code: Annotated[str, Text("海关备案编码", "Customs code"), Identifier("customs-code")]
    office: Annotated[str, Text("作出认定的海关", "Customs office that found it discredited"), Code("customs-district")]
    contact: Contact
    phone: Phone
    decision: Annotated[
        str,
        Text("失信认定文书编号", "Number of the finding"),
        Section(Text("失信认定", "The finding")),
        Length(60),
    ]
    found_on: Annotated[date, Text("认定日期", "Found on")]
    ground: Annotated[str, Text("失信情形", "Ground"), GROUNDS, Clause("credit-repair#grounds")]
    severe: Annotated[
        bool,
        Text("已列入严重失信主体名单", "On the list of the seriously discredited"),
        Clause("credit-repair#severe"),
    ] = False
    corrected: Annotated[
        str,
        Text("纠正措施和消除影响的情况", "What was put right and undone"),
        Section(Text("纠正", "Put right")),
        Length(2000, 20),
    ]
    corrected_on: Annotated[date, Text("完成纠正日期", "Put right on")]
    paid: Annotated[
        bool,
        Text("税款、罚没款已全部缴清", "All tax, fines and forfeits are paid"),
        Hint(Text("由海关税费岗位核对。", "Checked by the duty desk.")),
        Clause("credit-repair#paid"),
    ] = False
    paid_on: Annotated[date | None, Text("缴清日期", "Paid on"), Clause("credit-repair#paid")] = None
    payment: Annotated[str | None, Text("缴款凭证编号", "Number of the receipt"), Length(60)] = None
    repeated_since: Annotated[
        bool,
        Text("认定后又有失信行为", "Discredited conduct again since then"),
        Clause("credit-repair#periods"),
    ] = False
    promise: Annotated[bool, Text("承诺材料真实、守法经营", "The firm promises truth and lawful conduct")]
