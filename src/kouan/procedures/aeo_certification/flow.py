"""The way to a level: fostered where wished, accepted, looked at on paper and on the spot, decided in ninety days."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, ClassVar

from kouan.blueprint import (
    Computed,
    Emit,
    Facts,
    Flow,
    Form,
    Length,
    Text,
    Way,
    Within,
    auto,
    review,
    supply,
)
from kouan.kernel.clock import local_date
from kouan.procedures._application.months import months_after
from kouan.procedures.aeo_certification.form import ADVANCED, FOSTER
from kouan.procedures.aeo_certification.rules import REASSESSED_RULES

LISTED = (Way("list", Text("列入培育名单", "On the list")), Way("refuse", Text("不列入", "Not on it"), ends=True))
COACHED = (
    Way("ready", Text("培育完成", "Ready")),
    Way("leave", Text("终止培育", "Fostering ended"), ends=True),
)
ACCEPTED = (Way("accept", Text("受理", "Accepted")), Way("refuse", Text("不予受理", "Not accepted"), ends=True))
PAPERS = (
    Way("meets", Text("书面符合", "In order on paper")),
    Way("fails", Text("书面不符", "Not in order"), adverse=True),
)
RECTIFY = "rectify"
VISITED = (
    Way("meets", Text("现场符合", "In order on the spot")),
    Way(RECTIFY, Text("规范改进", "To be put right")),
    Way("fails", Text("现场不符", "Not in order"), adverse=True),
)
CERTIFIED_OR_NOT = (
    Way("pass", Text("通过认证", "Certified")),
    Way("refuse", Text("不予通过", "Not certified"), ends=True),
)


class Improvement(Form):
    """What the firm has put right."""

    clause: ClassVar[str] = "aeo-improvement#ninety-days"

    report: Annotated[str, Text("规范改进报告", "What was put right, and how"), Length(2000)]
    finished_on: Annotated[date, Text("完成日期", "Finished on")]


def is_fostered(facts: Facts) -> bool:
    """申请先列入培育名单 | The firm asks to be fostered first"""
    return "list" in facts.outcomes or bool(facts.filing.wish == FOSTER)


def is_in_order(facts: Facts) -> bool:
    """书面认证符合 | In order on paper"""
    return facts.outcome("papers") == "meets"


def is_to_improve(facts: Facts) -> bool:
    """现场认证要求规范改进 | The visit asks for something to be put right"""
    return facts.outcome("visit") == RECTIFY


def enter(facts: Facts) -> Computed:
    """The level, since when, and for the advanced level the day of the next review."""
    since, level = local_date(facts.outcomes["decide"].at), facts.filing.level
    data = {"level": level, "since": since.isoformat()}
    if level == ADVANCED:
        years = int(facts.circumstances.terms.number("review-years"))
        data["review_by"] = months_after(since, 12 * years).isoformat()
    return Computed("entered", "", data)


def _given(facts: Facts, _: object) -> dict[str, str]:
    """What is said of a firm whose level is entered."""
    return {"authority": "customs", **facts.outcomes["enter"].data}


ENTERED = Way(
    "entered", Text("已登记", "Entered"), emits=(Emit("credit-level-given", of="organisation", tells=_given),)
)


def _fostered(limit: Callable[[str], Within]) -> Flow:
    return (
        review(
            "list",
            "列入培育名单 | On the list to foster",
            by="commerce",
            desk="general",
            within=limit("list"),
            ways=LISTED,
        )
        >> review(
            "coach", "海关培育 | Coaching by customs", by="customs", desk="credit", within=limit("coach"), ways=COACHED
        )
        >> supply("reassess", "重新自评 | Assessed anew", completes=True, rules=REASSESSED_RULES)
    )


def flow(limit: Callable[[str], Within]) -> Flow:
    """The three steps after acceptance share the ninety days; what the firm puts right meanwhile is not counted."""
    decide = review(
        "decide", "认证决定 | Decision", by="customs", desk="credit", within=limit("decide"), ways=CERTIFIED_OR_NOT
    )
    return (
        _fostered(limit).when(is_fostered)
        >> review("accept", "受理 | Acceptance", by="customs", desk="credit", within=limit("accept"), ways=ACCEPTED)
        >> review("papers", "书面认证 | On paper", by="customs", desk="credit", within=limit("papers"), ways=PAPERS)
        >> review(
            "visit", "实地认证 | On the spot", by="customs", desk="credit", within=limit("visit"), ways=VISITED
        ).when(is_in_order)
        >> supply("improve", "规范改进 | Put right", form=Improvement, within=limit("improve")).when(is_to_improve)
        >> decide
        >> auto("enter", "登记等级 | Level entered", compute=enter, ways=(ENTERED,))
    )
