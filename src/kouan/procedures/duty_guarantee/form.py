"""What is given in guarantee: for whom, by whom, how much, until when, for what."""

from datetime import date
from typing import Annotated, ClassVar

from kouan.blueprint import (
    AtLeast,
    Choice,
    Clause,
    Code,
    Form,
    Hint,
    Identifier,
    Length,
    Pattern,
    Refers,
    Section,
    Text,
)
from kouan.procedures._application.applicant import CompanyName, Contact, Phone, Uscc
from kouan.procedures._guarantee.words import GUARANTORS, METHODS, USES, Instrument, Yuan

FIRM, GUARANTOR = "firm", "guarantor"
FILED_BY = Choice(
    {
        FIRM: Text("企业申请，附担保凭证", "By the firm, with the instrument"),
        GUARANTOR: Text("担保人传输电子保函或保单", "By the guarantor, as electronic letter or policy"),
    }
)


class Guarantor(Form):
    """Who answers for the duty, and for how much of it."""

    clause: ClassVar[str] = "guarantee-regulation#applicant"

    uscc: Annotated[str, Text("担保人代码", "Guarantor, credit code"), Identifier("uscc"), Refers("organisation")]
    name: Annotated[CompanyName, Text("担保人名称", "Guarantor, name")]
    kind: Annotated[str, Text("担保人类型", "Kind of guarantor"), GUARANTORS]
    share: Annotated[
        Yuan,
        Text("担保金额（元）", "Its share, yuan"),
        Hint(Text("联合担保各自的份额；单独担保填全额。", "In a joint guarantee its own share; alone, the whole.")),
    ]


class Filing(Form):
    """A guarantee for duty, offered to customs."""

    clause: ClassVar[str] = "guarantee-regulation#general"

    filed_by: Annotated[
        str,
        Text("申请方式", "Filed by"),
        Section(Text("申请", "Application")),
        FILED_BY,
        Clause("gacc-2018-155#bank-guarantee"),
    ] = FIRM
    firm_uscc: Annotated[Uscc, Text("纳税企业代码", "Firm that owes the duty, credit code")]
    firm_name: Annotated[CompanyName, Text("纳税企业名称", "Firm, name")]
    customs_code: Annotated[str, Text("海关备案编码", "Customs code"), Identifier("customs-code")]
    office: Annotated[
        str,
        Text("受理海关", "Customs office"),
        Hint(Text("企业备案地海关。", "Where the firm is filed.")),
        Code("customs-district"),
    ]
    contact: Contact
    phone: Phone

    method: Annotated[
        str,
        Text("担保方式", "How it is given"),
        Section(Text("担保", "The guarantee")),
        METHODS,
        Clause("guarantee-regulation#forms"),
    ]
    uses: Annotated[
        list[Annotated[str, USES]],
        Text("担保用途", "What it is for"),
        AtLeast(1, 3),
        Clause("gacc-2018-155#kinds"),
    ]
    rolling: Annotated[
        bool,
        Text("循环额度", "Rolling"),
        Hint(
            Text(
                "总担保填是：缴税后额度恢复。单票担保填否。",
                "Yes for a general guarantee, restored as duty is paid; no for one shipment.",
            )
        ),
        Clause("gacc-2018-155#single-or-rolling"),
    ]
    shipment: Annotated[
        str | None,
        Text("所保提运单号", "Bill of the shipment it covers"),
        Hint(Text("单票担保填写。", "For a guarantee of one shipment.")),
        Length(40),
        Clause("gacc-2018-155#single-or-rolling"),
    ] = None
    scope: Annotated[
        list[Annotated[str, Code("customs-district")]],
        Text("适用海关", "Customs offices where it holds"),
        Hint(Text("不填为全国海关通用。", "None for every office in the country.")),
        Clause("gacc-2017-45#guarantee"),
    ] = []
    amount: Annotated[Yuan, Text("担保金额（元）", "Amount, yuan")]
    valid_from: Annotated[date, Text("有效期起", "Valid from"), Clause("gacc-2017-45#valid")]
    valid_to: Annotated[date, Text("有效期止", "Valid to"), Clause("gacc-2017-45#valid")]
    instrument: Annotated[
        Instrument,
        Text("担保凭证编号", "Number of the instrument"),
        Hint(Text("保函、保单、担保书或者保证金收据的编号。", "Of the letter, policy, deed or deposit receipt.")),
        Pattern(r"[0-9A-Za-z\u4e00-\u9fff〔〕()（）\-/]{4,60}", "BH-2026-0417"),
    ]
    issued_on: Annotated[date, Text("出具日期", "Issued on")]

    guarantors: Annotated[
        list[Guarantor],
        Text("担保人", "Guarantors"),
        Section(Text("担保人", "Guarantors")),
        Clause("guarantee-regulation#applicant"),
    ] = []
    undertaking: Annotated[
        bool,
        Text("企业逾期未缴时，担保人无条件代缴", "On default the guarantor pays, no questions asked"),
        Clause("gacc-2017-45#overdue"),
    ] = False
