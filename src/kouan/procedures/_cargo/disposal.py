"""Goods that failed: returned, destroyed or treated under customs; what may be sold or used is told on the log."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Annotated, ClassVar

from kouan.blueprint import (
    Choice,
    Circumstances,
    Emit,
    Facts,
    Finding,
    Flow,
    Form,
    Hint,
    Length,
    Rule,
    Text,
    Way,
    Within,
    review,
    rule,
    supply,
)
from kouan.kernel.clock import local_date
from kouan.kernel.event import ObjectRef
from kouan.procedures._cargo.fields import DeclarationIfAny, Name
from kouan.procedures._cargo.rules import the_declaration_is_an_export

DISPOSE = "dispose"
RETURN, DESTROY, TREAT = "return", "destroy", "treat"
MEASURES = Choice(
    {
        RETURN: Text("退运", "Returned abroad"),
        DESTROY: Text("销毁", "Destroyed"),
        TREAT: Text("技术处理", "Treated"),
    }
)
PERMIT = (Emit("sale-permitted", of="bill"), Emit("sale-permitted", of="declaration"))
PERMITTED = (Way("done", Text("准许销售或使用", "May be sold or used"), emits=PERMIT),)
ORDERED = (
    Way(RETURN, Text("退运", "To be returned abroad")),
    Way(DESTROY, Text("销毁", "To be destroyed")),
    Way(TREAT, Text("技术处理", "To be treated")),
)
SETTLED = (
    Way("disposed", Text("已退运或销毁，不得销售使用", "Returned or destroyed, not to be sold or used")),
    Way("treated", Text("技术处理后合格，准许销售或使用", "Treated and passed, may be sold or used"), emits=PERMIT),
)


def was_permitted(facts: Facts, _: ObjectRef) -> bool:
    """Whether the goods had been given leave to be sold or used."""
    return facts.outcome("permit") == "done" or facts.outcome("verify") == "treated"


SALE_TAKEN_BACK = tuple(Emit("sale-withdrawn", of=kind, only=was_permitted) for kind in ("bill", "declaration"))


class Disposal(Form):
    """What was done with goods that failed."""

    clause: ClassVar[str] = "commodity-inspection-regulation#failing-safety"

    measure: Annotated[str, Text("处理方式", "What was done"), MEASURES]
    done_on: Annotated[date, Text("完成日期", "Done on")]
    place: Annotated[Name, Text("处理地点", "Where")]
    declaration: Annotated[
        DeclarationIfAny,
        Text("退运报关单号", "Declaration of return"),
        Hint(Text("退运的填写。", "When the goods went back.")),
    ] = None
    note: Annotated[str, Text("处理经过", "How"), Length(500)]


@rule("measure-differs", basis="commodity-inspection-regulation#failing-safety")
def what_was_ordered_is_done(disposal: Disposal, on: Circumstances) -> Iterator[Finding]:
    """处置决定是{ordered}，应照此处理。 | The decision was: {ordered}; do that."""
    ordered = on.outcome("order")
    if ordered and disposal.measure != ordered:
        yield "measure", {"ordered": MEASURES.options[ordered]}


@rule("return-undeclared", basis="commodity-inspection-regulation#failing-safety")
def a_return_is_declared(disposal: Disposal) -> Iterator[Finding]:
    """退运的须填出口报关单号。 | Goods that went back need their export declaration."""
    if disposal.measure == RETURN and disposal.declaration is None:
        yield "declaration"


@rule("disposal-ahead", basis="commodity-inspection-regulation#failing-safety")
def it_has_been_done(disposal: Disposal, on: Circumstances) -> Iterator[Finding]:
    """完成日期不能晚于今日。 | It cannot have been done on a day to come."""
    if disposal.done_on > local_date(on.moment):
        yield "done_on"


DISPOSAL_RULES: tuple[Rule, ...] = (
    what_was_ordered_is_done,
    a_return_is_declared,
    it_has_been_done,
    the_declaration_is_an_export,
)


def disposed(limit: Callable[[str], Within]) -> Flow:
    """What failed is returned, destroyed or treated, and customs sees that it was. Terms: order, dispose, verify."""
    return (
        review(
            "order",
            "不合格处置决定 | Decision on failing goods",
            by="customs",
            desk="release",
            within=limit("order"),
            ways=ORDERED,
        )
        >> supply(
            DISPOSE,
            "处置情况报告 | Disposal reported",
            form=Disposal,
            rules=DISPOSAL_RULES,
            within=limit("dispose"),
        )
        >> review(
            "verify",
            "处置核实 | Disposal verified",
            by="customs",
            desk="inspection",
            within=limit("verify"),
            ways=SETTLED,
        )
    )
