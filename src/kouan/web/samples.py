"""Made-up values that show every component on the style page."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Annotated

from kouan.blueprint import (
    AtLeast,
    Choice,
    Clause,
    Code,
    Form,
    Hint,
    Identifier,
    Length,
    Positive,
    Problem,
    Refers,
    Section,
    Text,
)
from kouan.web.bars import Happening, Hold, StepBar
from kouan.web.charts import Chart, Edge, Node, Point, Series, Span

CUSTOMS, MARITIME, BORDER = Text("海关", "Customs"), Text("海事", "Maritime"), Text("边检", "Border control")


class Licence(Form):
    """A licence used by one line."""

    kind: Annotated[str, Text("证件", "Licence"), Code("licence")]
    number: Annotated[str, Text("编号", "Number"), Length(32)]


class Line(Form):
    """One line of goods."""

    hs_code: Annotated[
        str, Text("商品编号", "HS code"), Code("hs10"), Hint(Text("输入“苹果”或 apple 即可查到", "Type 苹果 or apple"))
    ]
    name: Annotated[str, Text("商品名称", "Name of goods"), Length(255), Clause("gacc-2019-18#line-name")]
    quantity: Annotated[Decimal, Text("成交数量", "Quantity"), Positive()]
    unit: Annotated[str, Text("成交单位", "Unit"), Code("unit")]
    price: Annotated[Decimal, Text("总价", "Total price"), Positive()]
    origin: Annotated[str, Text("原产国", "Country of origin"), Code("country")]
    licences: Annotated[list[Licence], Text("许可证件", "Licence")] = []


class Sample(Form):
    """A small declaration."""

    consignee: Annotated[
        str,
        Section(Text("谁在申报", "Who files")),
        Text("收货人统一社会信用代码", "Consignee's credit code"),
        Identifier("uscc"),
        Hint(Text("18 位", "18 characters")),
    ]
    call: Annotated[str, Text("航次", "Vessel call"), Refers("vessel-call")]
    arrival: Annotated[datetime, Text("抵港时间", "Arrival")]
    transport: Annotated[
        str, Section(Text("怎样运来", "How it comes")), Text("运输方式", "Transport"), Code("transport-mode")
    ]
    mode: Annotated[str, Text("监管方式", "Supervision mode"), Code("supervision-mode")]
    path: Annotated[
        str,
        Text("申报方式", "Way of filing"),
        Choice({"0": Text("一步申报", "One step"), "1": Text("两步申报", "Two steps")}),
    ]
    fresh: Annotated[bool, Text("鲜活易腐，申请优先", "Perishable: ask for priority")] = False
    remarks: Annotated[str | None, Text("备注", "Remarks"), Length(255)] = None
    lines: Annotated[list[Line], Text("商品", "Goods line"), AtLeast(1, 50)]


TYPED = {
    "consignee": "91440800MA4W1X2C3",
    "arrival": "2026-03-02T01:30:00Z",
    "transport": "2",
    "mode": "0110",
    "path": "0",
    "fresh": True,
    "lines": [
        {
            "hs_code": "0808100000",
            "name": "鲜苹果",
            "quantity": "26400",
            "unit": "035",
            "price": "31 680",
            "origin": "CHL",
            "licences": [{"kind": "A"}],
        },
        {
            "hs_code": "0806100000",
            "name": "鲜葡萄",
            "quantity": "12000",
            "unit": "035",
            "price": "21600.00",
            "origin": "CHL",
        },
    ],
}
WARNING = Problem(
    "price-low",
    "/lines/1/price",
    Text(
        "总价：单价 1.80 低于近 90 日同类申报的一半，请核对。",
        "Total price: 1.80 each is under half of recent filings; check it.",
    ),
    "gacc-2019-18#logic-price-relations",
    "warning",
)


def bars(now: datetime) -> list[StepBar]:
    """Four agencies at work on one case."""
    hours = timedelta(hours=1)
    return [
        StepBar(Text("单证审核", "Documents"), CUSTOMS, "done", 1.2 * hours, 2 * hours, by=Text("张伟", "Zhang Wei")),
        StepBar(
            Text("危险货物审核", "Dangerous goods"), MARITIME, "running", 0.9 * hours, 4 * hours, now + 3.1 * hours
        ),
        StepBar(Text("船员核查", "Crew"), BORDER, "late", 3.4 * hours, 2 * hours, now - 1.4 * hours),
        StepBar(Text("靠泊计划", "Berth"), Text("港口", "Port"), "returned", 0.5 * hours, 2 * hours),
        StepBar(Text("放行", "Release"), CUSTOMS, "waiting", timedelta(), hours),
    ]


def happenings(now: datetime) -> list[Happening]:
    """What happened to a box, and what is still to come."""
    ago = timedelta(hours=1)
    return [
        Happening(Text("放行", "Release"), CUSTOMS, None),
        Happening(
            Text("退回补正", "Returned for correction"),
            CUSTOMS,
            now - 2 * ago,
            detail=Text("第 2 项净重大于毛重。", "Line 2: net weight exceeds gross weight."),
            tone="warn",
        ),
        Happening(Text("单证审核通过", "Documents passed"), CUSTOMS, now - 3 * ago, tone="good"),
        Happening(
            Text("卸船", "Discharged"), Text("一号码头", "Terminal 1"), now - 9 * ago, now - 7 * ago, tone="brand"
        ),
        Happening(Text("提交申报", "Filed"), Text("某某报关行", "A broker"), now - 30 * ago, tone="brand"),
    ]


def holds(now: datetime) -> list[Hold]:
    """Two holds on one box."""
    return [
        Hold(CUSTOMS, Text("布控查验", "Selected for inspection"), now),
        Hold(MARITIME, Text("危险货物申报未完成", "Dangerous goods report open"), now),
    ]


def charts(now: datetime) -> list[Chart]:
    """One chart of each kind."""
    return [_line(), _bars(), _gantt(now), _scatter(), _graph()]


def _line() -> Chart:
    return Chart(
        "line",
        Text("进口整体通关时间", "Import clearance time"),
        Text("小时", "hours"),
        axis=Text("日期", "Day"),
        categories=[f"03-{day:02d}" for day in range(1, 15)],
        promised=36,
        series=(
            Series(Text("中位数", "Median"), [34, 33, 35, 31, 30, 33, 29, 28, 30, 27, 26, 28, 25, 24]),
            Series(Text("九成以内", "90 %"), [52, 50, 55, 49, 47, 50, 45, 43, 46, 42, 41, 43, 39, 38]),
        ),
    )


def _bars() -> Chart:
    return Chart(
        "bar",
        Text("各单位按时办结", "Done in time by agency"),
        Text("件", "cases"),
        axis=Text("单位", "Agency"),
        categories=(CUSTOMS, MARITIME, BORDER, Text("港口", "Port")),
        horizontal=True,
        stacked=True,
        series=(
            Series(Text("按时", "In time"), [412, 96, 143, 88], ["#", "#", "#", "#"], "good"),
            Series(Text("超时", "Late"), [9, 4, 2, 11], ["#", "#", "#", "#"], "bad"),
        ),
    )


def _gantt(now: datetime) -> Chart:
    day = timedelta(days=1)
    return Chart(
        "gantt",
        Text("泊位计划", "Berth plan"),
        Text("", ""),
        spans=(
            Span("1#", now, now + 0.9 * day, "MSC AURORA", "brand"),
            Span("1#", now + 1.1 * day, now + 1.8 * day, "COSCO PEACE", "quiet"),
            Span("2#", now + 0.2 * day, now + 1.4 * day, "EVER GLORY", "good"),
            Span("3#", now + 0.5 * day, now + 1.0 * day, "HAIFENG 12", "warn"),
        ),
    )


def _scatter() -> Chart:
    return Chart(
        "scatter",
        Text("单价与数量", "Price against quantity"),
        Text("美元/千克", "USD/kg"),
        axis=Text("数量（千克）", "Quantity, kg"),
        points=tuple(Point(900 * n, 2.4 - 0.06 * n + (n * 7 % 5) * 0.12, f"D{n:03d}") for n in range(1, 28)),
    )


def _graph() -> Chart:
    return Chart(
        "graph",
        Text("谁等谁", "Who waits for whom"),
        Text("件", "cases"),
        axis=Text("来自", "From"),
        nodes=(
            Node("t", Text("申报人", "Trader"), 60),
            Node("c", CUSTOMS, 120),
            Node("m", MARITIME, 40),
            Node("q", Text("码头", "Terminal"), 80),
        ),
        edges=(Edge("t", "c", 40), Edge("c", "q", 70), Edge("t", "m", 20), Edge("m", "q", 16)),
    )
