"""What can be disclosed, under which item of the law, and one act of it."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import (
    Between,
    Choice,
    Clause,
    Digits,
    Form,
    Hint,
    Identifier,
    Length,
    Refers,
    Text,
)

TAX, REBATE, CONSUMPTION, STATISTICS = "tax", "rebate", "consumption", "statistics"
ORDER, PROCEDURE, INSPECTION, LICENCE = "order", "procedure", "inspection", "licence"
KINDS = Choice(
    {
        TAX: Text("少缴、漏缴税款", "Tax short paid"),
        REBATE: Text("影响出口退税", "Export rebate"),
        CONSUMPTION: Text("加工贸易单耗申报不实", "Unit consumption in processing trade"),
        STATISTICS: Text("影响海关统计", "Customs statistics"),
        ORDER: Text("影响海关监管秩序", "Order of customs control"),
        PROCEDURE: Text("监管货物程序性违规", "Procedure with goods under control"),
        INSPECTION: Text("检验业务违规", "Commodity inspection"),
        LICENCE: Text("影响许可证件管理", "Licence management"),
    }
)
ITEMS = Choice(
    {
        "15-1": Text("处罚条例第十五条第一项（统计）", "Penalty Regulation 15(1), statistics"),
        "15-2": Text("处罚条例第十五条第二项（监管秩序）", "Penalty Regulation 15(2), order"),
        "15-3": Text("处罚条例第十五条第三项（许可证件）", "Penalty Regulation 15(3), licences"),
        "15-4": Text("处罚条例第十五条第四项（税款）", "Penalty Regulation 15(4), tax"),
        "15-5": Text("处罚条例第十五条第五项（退税）", "Penalty Regulation 15(5), rebates"),
        "18": Text("处罚条例第十八条（监管货物）", "Penalty Regulation 18, goods under control"),
        "inspection": Text("进出口商品检验法规", "Law on commodity inspection"),
    }
)
ITEMS_OF: dict[str, frozenset[str]] = {
    TAX: frozenset({"15-4", "18"}),
    REBATE: frozenset({"15-5"}),
    CONSUMPTION: frozenset({"18"}),
    STATISTICS: frozenset({"15-1"}),
    ORDER: frozenset({"15-2"}),
    PROCEDURE: frozenset({"18"}),
    INSPECTION: frozenset({"inspection"}),
    LICENCE: frozenset({"15-3"}),
}
"""Kind → the items of the law it can fall under."""
MONEY = frozenset({TAX, REBATE})
"""Kinds that are measured in money owed to the state."""

Yuan = Annotated[Decimal | None, Between(0), Digits(14, 2)]


class Act(Form):
    """One act: on which declaration, what was said, what would have been right, what it cost the state."""

    clause: ClassVar[str] = "gacc-2023-127#report"

    declaration: Annotated[
        str, Text("报关单号", "Declaration"), Identifier("declaration"), Refers("declaration", "disclosed")
    ]
    line: Annotated[int | None, Text("项号", "Line"), Between(1, 50)] = None
    happened_on: Annotated[
        date,
        Text("违规发生日期", "Day of the act"),
        Hint(Text("有连续或继续状态的，填终了之日。", "Of an act that went on, the day it ended.")),
        Clause("gacc-2023-127#two-years"),
    ]
    said: Annotated[str, Text("原申报内容", "What was declared"), Length(300)]
    right: Annotated[str, Text("正确内容", "What is right"), Length(300)]
    due: Annotated[
        Yuan,
        Text("应缴税款或应退税款（元）", "Tax due, or rebate due, CNY"),
        Clause("gacc-2023-127#caps"),
    ] = None
    settled: Annotated[
        Yuan,
        Text("已缴税款或已退（可能退）税款（元）", "Tax paid, or rebate had or to be had, CNY"),
        Clause("gacc-2023-127#caps"),
    ] = None


class Earlier(Form):
    """A disclosure made before."""

    clause: ClassVar[str] = "gacc-2023-127#repeat"

    disclosed_on: Annotated[date, Text("披露日期", "Disclosed on")]
    kind: Annotated[str, Text("违规性质", "Nature of the act"), KINDS]
    item: Annotated[str, Text("所违反的条款", "Item of the law"), ITEMS]
    number: Annotated[str | None, Text("披露编号", "Number of that disclosure"), Length(40)] = None


def short(kind: str, act: Act) -> Decimal:
    """What the act cost the state, in yuan: tax not paid, or rebate too much."""
    due, settled = act.due or Decimal(0), act.settled or Decimal(0)
    return settled - due if kind == REBATE else due - settled
