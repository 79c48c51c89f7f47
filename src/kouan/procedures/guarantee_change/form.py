"""What is to change, by how much, from which paper."""

from datetime import date
from typing import Annotated, ClassVar

from kouan.blueprint import Choice, Clause, Form, Hint, Length, Section, Text
from kouan.procedures._application.applicant import CompanyName, Contact, Phone, Uscc
from kouan.procedures._guarantee.words import Instrument, Number, YuanOrNone

RAISE, LOWER, EXTEND, END = "raise", "lower", "extend", "end"
MATTERS = Choice(
    {
        RAISE: Text("增加额度", "More"),
        LOWER: Text("减少额度", "Less"),
        EXTEND: Text("延长有效期", "Longer"),
        END: Text("解除担保", "Discharge"),
    }
)
BY_AMOUNT = frozenset({RAISE, LOWER})


class Filing(Form):
    """A change of a guarantee that customs have accepted."""

    clause: ClassVar[str] = "guarantee-regulation#change"

    guarantee: Annotated[Number, Text("担保备案编号", "Guarantee"), Section(Text("担保", "The guarantee"))]
    applicant_uscc: Annotated[
        Uscc,
        Text("申请单位代码", "Applicant, credit code"),
        Hint(Text("纳税企业或者担保人。", "The firm, or its guarantor.")),
    ]
    applicant_name: Annotated[CompanyName, Text("申请单位名称", "Applicant, name")]
    contact: Contact
    phone: Phone
    matter: Annotated[str, Text("变更事项", "What changes"), Section(Text("变更", "The change")), MATTERS]
    amount: Annotated[
        YuanOrNone,
        Text("增加或减少的金额（元）", "By how much, yuan"),
        Hint(Text("填变动的部分，不填变更后的总额。", "The difference, not the new sum.")),
    ] = None
    valid_to: Annotated[date | None, Text("新的有效期止", "Valid to"), Clause("gacc-2017-45#valid")] = None
    instrument: Annotated[
        Instrument | None,
        Text("批单或变更函编号", "Number of the endorsement"),
        Hint(Text("担保人出具；增加额度和延长有效期时填写。", "The guarantor's; for more or longer.")),
    ] = None
    reason: Annotated[str, Text("变更理由", "Reason"), Length(500, 4)]
