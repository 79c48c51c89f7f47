"""What the consignee reports after the goods have left the port: their arrival, and what became of failing goods."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, ClassVar

from kouan.blueprint import Choice, Circumstances, Clause, Finding, Form, Hint, Length, Rule, Section, Text, Zoned, rule
from kouan.kernel.clock import local_date
from kouan.procedures._cargo.fields import DeclarationIfAny, Name
from kouan.procedures._cargo.rules import the_declaration_is_an_export

RETURN, DESTROY, TREAT = "return", "destroy", "treat"
MEASURES = Choice(
    {
        RETURN: Text("退运", "Returned abroad"),
        DESTROY: Text("销毁", "Destroyed"),
        TREAT: Text("技术处理", "Treated"),
    }
)


class Arrival(Form):
    """Arrival at the site."""

    clause: ClassVar[str] = "gacc-2019-160#conditional-release"

    left_at: Annotated[datetime, Text("提离时间", "Left the port at"), Zoned()]
    arrived_at: Annotated[datetime, Text("运抵时间", "Arrived at"), Zoned()]
    complete: Annotated[bool, Text("件数相符", "All packages there")]
    intact: Annotated[
        bool, Text("封志和外包装完好", "Seals and packing intact"), Clause("gacc-2019-160#transfer-check")
    ]
    receiver: Annotated[Name, Text("签收人", "Received by")]
    explained: Annotated[str | None, Text("异常说明", "What is wrong"), Length(500)] = None


@rule("left-first", basis="gacc-2019-160#conditional-release")
def goods_leave_before_they_arrive(arrival: Arrival) -> Iterator[Finding]:
    """运抵时间应晚于提离时间。 | Goods arrive after they have left."""
    if arrival.arrived_at <= arrival.left_at:
        yield "arrived_at"


@rule("arrival-ahead", basis="gacc-2019-160#conditional-release")
def they_have_arrived(arrival: Arrival, on: Circumstances) -> Iterator[Finding]:
    """运抵时间不能晚于现在；货物运抵后再报告。 | The arrival cannot lie ahead; report once the goods are there."""
    if arrival.arrived_at > on.moment:
        yield "arrived_at"


@rule("irregular-unexplained", basis="gacc-2019-160#transfer-check")
def what_is_wrong_is_told(arrival: Arrival) -> Iterator[Finding]:
    """件数不符或封志破损的，须填异常说明。 | Packages missing or a seal broken: say what happened."""
    if not (arrival.complete and arrival.intact) and arrival.explained is None:
        yield "explained"


ARRIVAL_RULES: tuple[Rule, ...] = (goods_leave_before_they_arrive, they_have_arrived, what_is_wrong_is_told)


class Disposal(Form):
    """What was done with goods that failed."""

    clause: ClassVar[str] = "gacc-2019-160#failing"

    measure: Annotated[str, Text("处理方式", "What was done"), Section(Text("处理情况", "Disposal")), MEASURES]
    done_on: Annotated[date, Text("完成日期", "Done on")]
    place: Annotated[Name, Text("处理地点", "Where")]
    declaration: Annotated[
        DeclarationIfAny,
        Text("退运报关单号", "Declaration of return"),
        Hint(Text("退运的填写。", "When the goods went back.")),
    ] = None
    note: Annotated[str, Text("处理经过", "How"), Length(500)]


@rule("return-undeclared", basis="gacc-2019-160#failing")
def a_return_is_declared(disposal: Disposal) -> Iterator[Finding]:
    """退运的须填出口报关单号。 | Goods that went back need their export declaration."""
    if disposal.measure == RETURN and disposal.declaration is None:
        yield "declaration"


@rule("disposal-ahead", basis="gacc-2019-160#failing")
def it_has_been_done(disposal: Disposal, on: Circumstances) -> Iterator[Finding]:
    """完成日期不能晚于今日。 | It cannot have been done on a day to come."""
    if disposal.done_on > local_date(on.moment):
        yield "done_on"


DISPOSAL_RULES: tuple[Rule, ...] = (a_return_is_declared, it_has_been_done, the_declaration_is_an_export)
