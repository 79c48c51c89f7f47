"""The standard that a firm measures itself against: eighteen items for all, more for some trades, each scored."""

from typing import Annotated, ClassVar

from kouan.blueprint import Choice, Form, Length, Text

MET, PARTLY, NOT_MET, NOT_APPLICABLE = "0", "-1", "-2", "na"
SCORES = Choice(
    {
        MET: Text("达标（0）", "Met (0)"),
        PARTLY: Text("部分达标（-1）", "Partly met (-1)"),
        NOT_MET: Text("不达标（-2）", "Not met (-2)"),
        NOT_APPLICABLE: Text("不适用", "Does not apply"),
    }
)
ITEMS = Choice(
    {
        "organisation": Text("内部控制：组织机构", "Internal control: organisation"),
        "trade": Text("内部控制：进出口业务", "Internal control: trade operations"),
        "audit": Text("内部控制：内部审计", "Internal control: internal audit"),
        "systems": Text("内部控制：信息系统", "Internal control: information systems"),
        "accounts": Text("财务状况：会计信息", "Finance: accounts"),
        "solvency": Text("财务状况：偿付能力", "Finance: solvency"),
        "profit": Text("财务状况：盈利能力", "Finance: profitability"),
        "law": Text("守法规范：遵守法律法规", "Compliance: law"),
        "errors": Text("守法规范：报关差错率", "Compliance: rate of errors in declarations"),
        "tax": Text("守法规范：税款", "Compliance: tax"),
        "site": Text("贸易安全：场所", "Security: site"),
        "access": Text("贸易安全：进入", "Security: access"),
        "people": Text("贸易安全：人员", "Security: personnel"),
        "partners": Text("贸易安全：商业伙伴", "Security: business partners"),
        "cargo": Text("贸易安全：货物", "Security: cargo"),
        "containers": Text("贸易安全：集装箱", "Security: containers"),
        "conveyances": Text("贸易安全：运输工具", "Security: conveyances"),
        "crisis": Text("贸易安全：危机管理", "Security: crisis management"),
    }
)
EVERYBODYS = frozenset(
    {"organisation", "trade", "audit", "systems", "accounts", "solvency", "profit", "law", "errors", "tax"}
)
"""Items of control, finance and compliance; only security may have to do with what a firm does not run."""
TRADES = Choice(
    {
        "processing": Text("加工贸易", "Processing trade"),
        "health": Text("卫生检疫", "Health quarantine"),
        "quarantine": Text("动植物检疫", "Animal and plant quarantine"),
        "food": Text("进出口食品", "Food"),
        "commodity": Text("商品检验", "Commodity inspection"),
        "brokerage": Text("代理报关", "Customs brokerage"),
        "express": Text("快件运营", "Express"),
        "logistics": Text("物流运输", "Logistics"),
        "e-commerce": Text("跨境电商平台", "Cross-border e-commerce platform"),
        "services": Text("外贸综合服务", "Foreign trade services"),
    }
)


class Answer(Form):
    """One item of the general standard, scored by the firm."""

    clause: ClassVar[str] = "aeo-standard#general"

    item: Annotated[str, Text("标准", "Item"), ITEMS]
    score: Annotated[str, Text("自评", "Score"), SCORES]
    evidence: Annotated[str | None, Text("依据或整改计划", "Evidence, or plan to meet it"), Length(500)] = None


class TradeAnswer(Form):
    """One special standard, scored by the firm."""

    clause: ClassVar[str] = "aeo-standard#special"

    trade: Annotated[str, Text("经营类别", "Trade"), TRADES]
    score: Annotated[str, Text("自评", "Score"), SCORES]
    evidence: Annotated[str | None, Text("依据或整改计划", "Evidence, or plan to meet it"), Length(500)] = None


def points(score: str) -> int:
    """What a score takes off the hundred, as a number not above zero."""
    return 0 if score == NOT_APPLICABLE else int(score)
