"""A question, plea, complaint or report; how it is sorted, answered and rated."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import (
    AGENCIES,
    AtLeast,
    Choice,
    Clause,
    Digits,
    Form,
    Hint,
    Identifier,
    Length,
    Pattern,
    Positive,
    Refers,
    Section,
    Text,
)

WEB = "web"
CHANNELS = Choice(
    {
        WEB: Text("网上", "Online"),
        "counter": Text("口岸大厅", "Counter"),
        "12360": Text("海关 12360", "12360, customs"),
        "95198": Text("单一窗口 95198", "95198, single window"),
        "12345": Text("政务 12345", "12345, government"),
        "12315": Text("市场监管 12315", "12315, market regulation"),
        "12358": Text("价格监督 12358（现并入 12315）", "12358, prices (now part of 12315)"),
        "e-port": Text("地方电子口岸热线", "Hotline of the local e-port"),
    }
)
HOTLINES = frozenset({"12360", "95198", "12345", "12315", "12358", "e-port"})
COMPLAINT, REPORT = "complaint", "report"
KINDS = Choice(
    {
        "question": Text("咨询", "Question"),
        "plea": Text("求助", "Plea for help"),
        COMPLAINT: Text("投诉", "Complaint"),
        REPORT: Text("举报", "Report of wrongdoing"),
        "idea": Text("建议", "Idea"),
    }
)
FEES = "fees"
TOPICS = Choice(
    {
        "clearance": Text("通关", "Clearance"),
        "inspection": Text("查验与检验检疫", "Inspection and quarantine"),
        "manifest": Text("舱单与物流", "Manifest and logistics"),
        FEES: Text("口岸收费", "Port charges"),
        "duty": Text("税款与退税", "Duty and refunds"),
        "ships": Text("船舶与船员", "Ships and crews"),
        "licences": Text("许可与资质", "Licences and qualifications"),
        "system": Text("单一窗口系统", "The single window itself"),
        "conduct": Text("工作作风", "Conduct of staff"),
        "other": Text("其他", "Other"),
    }
)
ANSWERING = ("customs", "msa", "border", "port", "transport", "tax", "market", "commerce", "port-office")
"""Agencies to which an enquiry can be passed, side by side if it concerns several."""
PASSED_TO = Choice({code: AGENCIES[code].title for code in ANSWERING})
DISSATISFIED = "dissatisfied"
RATINGS = Choice(
    {
        "satisfied": Text("满意", "Satisfied"),
        "fair": Text("基本满意", "Fairly satisfied"),
        DISSATISFIED: Text("不满意", "Dissatisfied"),
    }
)


class Filing(Form):
    """One enquiry."""

    clause: ClassVar[str] = "hotline-2020-53#sort"

    channel: Annotated[str, Text("来源", "Channel"), Section(Text("来源与联系人", "Channel and contact")), CHANNELS]
    call_number: Annotated[
        str | None,
        Text("热线工单号", "Number of the call"),
        Hint(Text("热线转来的填写。", "When it came by a hotline.")),
        Length(40),
        Clause("shenzhen-2019#11"),
    ] = None
    asker: Annotated[str | None, Text("联系人", "Contact"), Length(40), Clause("hotline-2020-53#secret")] = None
    phone: Annotated[str | None, Text("联系电话", "Phone"), Pattern(r"\+?[0-9][0-9 \-]{6,24}", "0759-2208000")] = None
    firm_uscc: Annotated[
        str | None, Text("所在企业代码", "Firm, credit code"), Identifier("uscc"), Refers("organisation")
    ] = None
    firm_name: Annotated[str | None, Text("所在企业名称", "Firm, name"), Length(70)] = None
    anonymous: Annotated[
        bool,
        Text("匿名", "Anonymous"),
        Hint(Text("只限举报。", "For reports alone.")),
        Clause("hotline-2020-53#secret"),
    ] = False

    kind: Annotated[str, Text("类别", "Kind"), Section(Text("诉求", "Enquiry")), KINDS]
    topic: Annotated[str, Text("主题", "Topic"), TOPICS]
    subject: Annotated[str, Text("标题", "Subject"), Length(80, 4)]
    content: Annotated[str, Text("内容", "What it is about"), Length(2000, 10)]
    happened_on: Annotated[date | None, Text("发生日期", "Happened on")] = None
    declaration: Annotated[
        str | None, Text("涉及的报关单号", "Declaration concerned"), Identifier("declaration"), Refers("declaration")
    ] = None
    bill: Annotated[
        str | None,
        Text("涉及的提运单号", "Bill of lading concerned"),
        Pattern(r"[0-9A-Z*/_-]{4,40}", "COSU6284512930"),
        Refers("bill"),
    ] = None
    earlier: Annotated[
        str | None, Text("此前的受理编号", "Number of an earlier enquiry"), Pattern(r"EQ-\d{4}-\d{6}", "EQ-2026-000123")
    ] = None
    urgent: Annotated[bool, Text("货物或船舶滞留，急需处理", "Goods or a ship are held up, urgent")] = False
    urgent_why: Annotated[str | None, Text("紧急情况", "Why it is urgent"), Length(300)] = None
    may_publish: Annotated[
        bool,
        Text("同意隐去身份后公开问答", "May be published without names"),
        Clause("hotline-2020-53#secret"),
    ] = False

    payee: Annotated[
        str | None,
        Text("收费单位", "Who charged"),
        Section(Text("收费投诉", "Complaint about a charge")),
        Length(100),
        Clause("port-charges-catalogue#off-list"),
    ] = None
    item: Annotated[
        str | None, Text("收费项目", "Item charged"), Length(100), Clause("port-charges-catalogue#off-list")
    ] = None
    amount: Annotated[Decimal | None, Text("金额（元）", "Amount, yuan"), Positive(), Digits(10, 2)] = None
    charged_on: Annotated[date | None, Text("收费日期", "Charged on")] = None


class Sorting(Form):
    """What reception does with it: answers at once, or passes it on."""

    clause: ClassVar[str] = "hotline-2020-53#sort"

    answer: Annotated[str | None, Text("当场答复", "Answer at once"), Length(2000)] = None
    agencies: Annotated[
        list[Annotated[str, PASSED_TO]],
        Text("转办单位", "Passed to"),
        Hint(Text("涉及几家的同时转，并联会办。", "To several at once where it concerns several.")),
        AtLeast(0, 9),
    ] = []


class Answer(Form):
    """An agency's answer."""

    clause: ClassVar[str] = "hotline-2020-53#answer"

    answer: Annotated[str, Text("答复", "Answer"), Length(2000, 4)]
    legal_basis: Annotated[str | None, Text("依据", "Legal basis"), Length(300)] = None


class Rating(Form):
    """What the asker thinks of it."""

    clause: ClassVar[str] = "hotline-2020-53#rate"

    rating: Annotated[str, Text("评价", "Rating"), RATINGS]
    reason: Annotated[str | None, Text("不满意的原因", "Why dissatisfied"), Length(500)] = None


class Given(Form):
    """An answer as anybody may read it. ``agency``: who gave it."""

    agency: Annotated[
        str, Text("答复单位", "Answered by"), Choice({code: each.title for code, each in AGENCIES.items()})
    ]
    answer: Annotated[str, Text("答复", "Answer")]


class Published(Form):
    """Question and answer as anybody may read them."""

    clause: ClassVar[str] = "hotline-2020-53#secret"

    topic: Annotated[str, Text("主题", "Topic"), TOPICS]
    subject: Annotated[str, Text("标题", "Subject")]
    question: Annotated[str, Text("问题", "Question")]
    answers: Annotated[list[Given], Text("答复", "Answers")]
