"""The application, with the firm's own assessment."""

from datetime import date
from typing import Annotated, ClassVar

from kouan.blueprint import AtLeast, Choice, Clause, Code, Form, Hint, Identifier, Length, Section, Text
from kouan.procedures._application.applicant import CompanyName, Contact, Phone, Uscc
from kouan.procedures.aeo_certification.standard import TRADES, Answer, TradeAnswer

ADVANCED, CERTIFIED = "advanced", "certified"
LEVELS = Choice(
    {
        ADVANCED: Text("高级认证企业", "Advanced certified enterprise"),
        CERTIFIED: Text("认证企业", "Certified enterprise"),
    }
)
CERTIFY, FOSTER = "certify", "foster"
WISHES = Choice(
    {
        CERTIFY: Text("申请认证", "Apply for certification"),
        FOSTER: Text("先列入培育名单", "Be fostered first"),
    }
)


class Filing(Form):
    """Application for AEO certification, or for a place on the list of firms to foster."""

    clause: ClassVar[str] = "aeo-standard#general"

    wish: Annotated[
        str,
        Text("申请内容", "What is applied for"),
        Section(Text("申请", "Application")),
        Hint(Text("尚未达标的可先申请培育，辅导后再认证。", "A firm not there yet may be coached first.")),
        WISHES,
        Clause("guangzhou-2019#26"),
    ] = CERTIFY
    level: Annotated[str, Text("申请的等级", "Level applied for"), LEVELS, Clause("order-282#levels")]
    office: Annotated[str, Text("备案地海关", "Customs office where filed"), Code("customs-district")]
    applicant_uscc: Annotated[Uscc, Text("企业代码", "Firm, credit code"), Section(Text("企业", "The firm"))]
    applicant_name: Annotated[CompanyName, Text("企业名称", "Firm, name")]
    customs_code: Annotated[str, Text("海关备案编码", "Customs code"), Identifier("customs-code")]
    is_small: Annotated[bool, Text("中小企业", "Small or medium enterprise"), Clause("order-282#certified")] = False
    contact: Contact
    phone: Phone
    trades: Annotated[
        list[Annotated[str, TRADES]],
        Text("经营类别", "Trades"),
        Hint(Text("有单项标准的类别，逐一自评。", "Those with a special standard, each scored below.")),
        AtLeast(0, 10),
        Clause("aeo-standard#special"),
    ] = []
    assessed_on: Annotated[date, Text("自评日期", "Assessed on"), Section(Text("自评", "Self-assessment"))]
    assessed_by: Annotated[str, Text("自评负责人", "Assessed by"), Length(40)]
    answers: Annotated[list[Answer], Text("通用标准", "General standard"), AtLeast(1, 18)]
    special: Annotated[list[TradeAnswer], Text("单项标准", "Special standards"), AtLeast(0, 10)] = []
    offences: Annotated[
        bool,
        Text("一年内受过海关行政处罚", "Penalised by customs within a year"),
        Hint(Text("有的须附情况说明。", "If so, a statement goes with it.")),
        Clause("aeo-standard#general"),
    ] = False
