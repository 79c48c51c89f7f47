"""A dispute: the two parties, the contract and what it says of disputes, the claim, and the way wished for."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import (
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
    Section,
    Text,
)
from kouan.procedures._application import applicant

SALE, TECHNOLOGY = "sale", "technology"
KINDS = Choice(
    {
        SALE: Text("国际货物买卖", "International sale of goods"),
        TECHNOLOGY: Text("技术进出口", "Technology import or export"),
        "carriage": Text("运输、货代、滞期", "Carriage, forwarding, demurrage"),
        "insurance": Text("保险", "Insurance"),
        "payment": Text("支付与信用证", "Payment and letters of credit"),
        "agency": Text("代理与服务", "Agency and services"),
        "rights": Text("知识产权", "Intellectual property"),
        "investment": Text("投资与合作", "Investment and cooperation"),
        "other": Text("其他", "Other"),
    }
)
FOUR_YEARS = frozenset({SALE, TECHNOLOGY})
ARBITRATION_HERE, ARBITRATION_ELSEWHERE = "arbitration-here", "arbitration-elsewhere"
COURT_HERE, COURT_ELSEWHERE, NO_CLAUSE = "court-here", "court-elsewhere", "none"
CLAUSES = Choice(
    {
        ARBITRATION_HERE: Text("由本市仲裁委员会仲裁", "Arbitration by the commission here"),
        ARBITRATION_ELSEWHERE: Text("由其他仲裁机构仲裁", "Arbitration elsewhere"),
        COURT_HERE: Text("由中国法院管辖", "Courts of China"),
        COURT_ELSEWHERE: Text("由境外法院管辖", "Courts abroad"),
        NO_CLAUSE: Text("没有约定", "Nothing agreed"),
    }
)
ARBITRABLE = frozenset({ARBITRATION_HERE, ARBITRATION_ELSEWHERE})
MEDIATION, ARBITRATION, COURT, NOTHING = "mediation", "arbitration", "court", "nothing"
PATHS = Choice(
    {
        MEDIATION: Text("调解", "Mediation"),
        ARBITRATION: Text("仲裁", "Arbitration"),
        COURT: Text("诉讼", "Court"),
    }
)
AFTERWARDS = Choice(
    {
        ARBITRATION: Text("转仲裁", "To arbitration"),
        COURT: Text("转诉讼", "To court"),
        NOTHING: Text("到此为止", "No further"),
    }
)
LANGUAGES = Choice({"zh": Text("中文", "Chinese"), "en": Text("英文", "English"), "both": Text("中英文", "Both")})
LAWS = Choice(
    {
        "chinese": Text("中国法律", "Law of China"),
        "cisg": Text("《联合国国际货物销售合同公约》", "CISG"),
        "foreign": Text("外国法律", "Foreign law"),
        "open": Text("没有约定", "Not agreed"),
    }
)
Email = Annotated[str | None, Pattern(r"[^@\s]+@[^@\s]+\.[^@\s]+", "legal@example.com"), Length(100)]


class Filing(Form):
    """An application to settle a foreign-related commercial dispute."""

    clause: ClassVar[str] = "zhanjiang-2022#23"

    claimant_uscc: Annotated[
        applicant.Uscc, Text("申请人代码", "Claimant, credit code"), Section(Text("申请人", "Claimant"))
    ]
    claimant_name: Annotated[applicant.CompanyName, Text("申请人名称", "Claimant, name")]
    contact: applicant.Contact
    phone: applicant.Phone
    email: Annotated[Email, Text("申请人邮箱", "Claimant's e-mail")] = None
    lawyer: Annotated[str | None, Text("代理律师及律所", "Lawyer and firm"), Length(100)] = None

    respondent: Annotated[str, Text("被申请人名称", "Respondent"), Section(Text("被申请人", "Respondent")), Length(120)]
    respondent_country: Annotated[
        str,
        Text("被申请人国别（地区）", "Respondent's country or region"),
        Code("country"),
        Clause("civil-procedure-law#foreign"),
    ]
    respondent_address: Annotated[str, Text("被申请人地址", "Respondent's address"), Length(200)]
    respondent_email: Annotated[Email, Text("被申请人邮箱", "Respondent's e-mail")] = None
    foreign_element: Annotated[
        str | None,
        Text("其他涉外因素", "Other foreign element"),
        Hint(
            Text(
                "双方都在境内的，说明标的物或事实何处在境外。",
                "Where both are here: what of the thing or events is abroad.",
            )
        ),
        Length(300),
        Clause("civil-procedure-law#foreign"),
    ] = None

    kind: Annotated[str, Text("纠纷类型", "Kind of dispute"), Section(Text("纠纷", "Dispute")), KINDS]
    contract: Annotated[str, Text("合同号", "Contract"), Length(60)]
    contract_on: Annotated[date, Text("合同签订日期", "Contract of")]
    law: Annotated[str, Text("适用法律约定", "Law agreed"), LAWS]
    clause_agreed: Annotated[
        str, Text("争议解决条款", "What the contract says of disputes"), CLAUSES, Clause("arbitration-law#agreement")
    ]
    institution: Annotated[
        str | None,
        Text("约定的仲裁机构", "Arbitral institution agreed"),
        Length(100),
        Clause("arbitration-law#agreement"),
    ] = None
    agreed_later: Annotated[
        bool, Text("事后达成了仲裁协议", "Agreed to arbitrate later"), Clause("arbitration-law#agreement")
    ] = False
    arose_on: Annotated[
        date,
        Text("知道权利受损害之日", "Day the harm became known"),
        Hint(Text("时效从这一天起算。", "Time runs from this day.")),
        Clause("civil-code#three-years"),
    ]
    facts: Annotated[str, Text("事实与理由", "Facts and grounds"), Length(4000, 20)]
    demands: Annotated[str, Text("请求事项", "What is asked for"), Length(1000, 5)]
    currency: Annotated[str, Text("币制", "Currency"), Code("currency")]
    claimed: Annotated[Decimal, Text("争议金额", "Sum in dispute"), Positive(), Digits(14, 2)]
    bill: Annotated[
        str | None,
        Text("涉及的提运单号", "Bill of lading concerned"),
        Pattern(r"[0-9A-Z*/_-]{4,40}", "COSU6284512930"),
        Refers("bill"),
    ] = None
    declaration: Annotated[
        str | None, Text("涉及的报关单号", "Declaration concerned"), Identifier("declaration"), Refers("declaration")
    ] = None
    pending: Annotated[
        bool, Text("已在其他机构仲裁或诉讼", "Pending elsewhere"), Clause("civil-procedure-law#arbitration-first")
    ] = False

    path: Annotated[str, Text("选择的方式", "Way wished for"), Section(Text("解决方式", "How to settle it")), PATHS]
    afterwards: Annotated[
        str | None,
        Text("调解不成以后", "If mediation fails"),
        Hint(Text("选调解的填写，一次申请不必再交材料。", "With mediation; nothing has to be handed in again.")),
        AFTERWARDS,
    ] = None
    language: Annotated[str, Text("使用语言", "Language"), LANGUAGES]
    online: Annotated[bool, Text("在线进行", "Online")] = False


class Settlement(Form):
    """The agreement reached by mediation."""

    clause: ClassVar[str] = "civil-procedure-law#confirm"

    signed_on: Annotated[date, Text("签署日期", "Signed on")]
    terms: Annotated[str, Text("协议内容", "What was agreed"), Length(4000, 10)]
    currency: Annotated[str, Text("币制", "Currency"), Code("currency")]
    amount: Annotated[Decimal | None, Text("应付金额", "Sum to be paid"), Positive(), Digits(14, 2)] = None
    perform_by: Annotated[date, Text("履行期限", "To be performed by")]
    confirm: Annotated[
        bool, Text("双方共同申请司法确认", "Both ask for confirmation"), Clause("civil-procedure-law#confirm")
    ]
