"""What is written down on the way: deposit, the importer's answer, request and reply abroad, visit, determination."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from kouan.blueprint import (
    AtLeast,
    Between,
    Choice,
    Circumstances,
    Clause,
    Computed,
    Digits,
    Emit,
    Facts,
    Finding,
    Form,
    Hint,
    Length,
    Positive,
    Rule,
    Section,
    Text,
    Way,
    rule,
)
from kouan.kernel.clock import local_date
from kouan.procedures.origin_verification.form import Filing

ANSWERED, PARTLY, UNANSWERED = "answered", "partly", "unanswered"
CONSENT, REFUSED_VISIT = "consent", "refused-visit"
GRANTED, DENIED = "granted", "denied"
HELD = {"authority": "customs", "reason-code": "origin"}
PLACED = Emit("hold-placed", of="bill", data=HELD, only=lambda facts, _: not facts.filing.released)
FREED = Emit("hold-lifted", of="bill", data=HELD)
LIFTED = Emit("hold-lifted", of="bill", data=HELD, only=lambda facts, _: is_still_held(facts))
TAKEN_BACK = Emit(
    "hold-lifted", of="bill", data=HELD, only=lambda facts, _: is_still_held(facts) and not facts.outcome("close")
)


def is_still_held(facts: Facts) -> bool:
    """Whether the goods were not released and nobody gave a deposit for them."""
    return not facts.filing.released and facts.outcome("deposit") != "done"


OPENED = (Way("done", Text("已立案，暂缓享惠", "Opened, preference held back"), emits=(PLACED,)),)
SENT = (Way("sent", Text("已发出，对方已收到", "Sent, and received there")),)
VISITED = (Way("visited", Text("已核查", "Visited")),)
SETTLED = (Way("done", Text("已办理", "Done")),)
NO_DEPOSIT = Way("no-deposit", Text("逾期未交保，货物不放行", "No deposit in time, the goods stay"))
NO_ANSWER = Way("no-answer", Text("进口商逾期没有答复", "No answer from the importer in time"))
REPLIED = (
    Way(ANSWERED, Text("已答复，信息完整", "Answered in full")),
    Way(PARTLY, Text("已答复，信息不足", "Answered, not enough")),
)
SILENT = Way(UNANSWERED, Text("逾期没有答复", "No answer in time"))
CONSENTED = (
    Way(CONSENT, Text("同意实地核查", "The visit is agreed to")),
    Way(REFUSED_VISIT, Text("拒绝实地核查", "The visit is refused")),
)
NO_CONSENT = Way("no-consent", Text("三十日内没有答复", "No answer in thirty days"))
DETERMINED = (
    Way(GRANTED, Text("具备原产资格，给予优惠", "Originating, the preference is granted")),
    Way(DENIED, Text("不予享惠", "The preference is denied"), adverse=True),
)


def _told(facts: Facts, _: Any) -> dict[str, Any]:
    """What others hear of the proof."""
    return {"member": facts.filing.member, "ground": facts.outcomes["determine"].data.get("ground", "")}


CLOSED = (
    Way(
        GRANTED,
        Text("核实无误，结案", "Confirmed, closed"),
        emits=(Emit("origin-confirmed", of="origin-proof"), LIFTED),
    ),
    Way(
        DENIED,
        Text("不予享惠，结案", "Denied, closed"),
        emits=(Emit("preference-denied", of="origin-proof", tells=_told), LIFTED),
    ),
)
KINDS = Choice({"cash": Text("保证金", "Cash deposit"), "guarantee": Text("保函或保险", "Guarantee or insurance")})
TO_WHOM = Choice(
    {
        "authority": Text("出口方主管机构", "Competent authority"),
        "issuer": Text("签证机构", "Issuing body"),
        "exporter": Text("出口商", "Exporter"),
        "producer": Text("生产商", "Producer"),
    }
)
GROUNDS = Choice(
    {
        "not-originating": Text("不具备原产资格", "Not originating"),
        "no-answer": Text("逾期没有答复", "Nobody answered in time"),
        "visit-refused": Text("拒绝实地核查", "The visit was refused"),
        "false": Text("证明不是该机构签发", "Not issued by that body"),
        "transport": Text("不符合直接运输", "Not transported directly"),
        "insufficient": Text("信息不足以认定", "Too little to tell"),
    }
)


class Deposit(Form):
    """What stands in for the duty while the origin is verified."""

    clause: ClassVar[str] = "rcep#suspension"

    kind: Annotated[str, Text("担保方式", "Kind"), KINDS]
    number: Annotated[str, Text("凭证编号", "Number"), Length(40)]
    amount: Annotated[Decimal, Text("金额（元）", "Amount, CNY"), Positive(), Digits(13, 2)]


@rule("deposit-low", basis="rcep#suspension")
def the_deposit_covers_the_difference(deposit: Deposit, on: Circumstances) -> Iterator[Finding]:
    """税款差额 {least} 元，应足额担保。 | The duty in question is CNY {least}; cover all of it."""
    if isinstance(on.before, Filing) and deposit.amount < on.before.difference:
        yield "amount", {"least": on.before.difference}


class Answer(Form):
    """What the importer answers."""

    clause: ClassVar[str] = "rcep#verification"

    answer: Annotated[str, Text("答复", "Answer"), Length(4000)]
    withdraws: Annotated[bool, Text("放弃享惠", "Gives up the preference")] = False


class Request(Form):
    """The written request abroad; its time runs from receipt."""

    clause: ClassVar[str] = "rcep#verification"

    to: Annotated[str, Text("请求对象", "Asked"), TO_WHOM, Section(Text("书面请求", "Request"))]
    number: Annotated[str, Text("核查函号", "Number of the request"), Length(40)]
    sent_on: Annotated[date, Text("发出日期", "Sent on")]
    received_on: Annotated[date, Text("对方收到日期", "Received there on"), Clause("rcep#reply-30-90")]
    reply_days: Annotated[
        int,
        Text("要求答复的日数", "Days to reply"),
        Hint(Text("自对方收到之日起 30 至 90 日。", "From receipt, 30 to 90.")),
        Between(1, 365),
        Clause("rcep#reply-30-90"),
    ]


@rule("request-order", basis="rcep#reply-30-90")
def it_was_sent_then_received(request: Request, on: Circumstances) -> Iterator[Finding]:
    """收到日期应不早于发出、不晚于今日。 | It is received not before it was sent and not later than today."""
    if not request.sent_on <= request.received_on <= local_date(on.moment):
        yield "received_on"


@rule("reply-days", basis="rcep#reply-30-90")
def the_time_to_reply_is_that_of_the_agreement(request: Request, on: Circumstances) -> Iterator[Finding]:
    """答复时间应为 {least} 至 {most} 日。 | The time to reply is {least} to {most} days."""
    least, most = on.terms.number("reply-least"), on.terms.number("reply-most")
    if not least <= request.reply_days <= most:
        yield "reply_days", {"least": least, "most": most}


REQUEST_RULES: tuple[Rule, ...] = (it_was_sent_then_received, the_time_to_reply_is_that_of_the_agreement)


class Reply(Form):
    """What came back."""

    clause: ClassVar[str] = "rcep#reply-30-90"

    received_on: Annotated[date, Text("收到答复日期", "Reply received on"), Section(Text("答复", "Reply"))]
    authentic: Annotated[bool, Text("证明真实", "The proof is authentic")]
    originating: Annotated[bool, Text("对方认为具备原产资格", "The other side holds the goods originating")]
    contents: Annotated[str, Text("答复内容", "What it says"), Length(4000)]


@rule("reply-ahead", basis="rcep#reply-30-90")
def the_reply_has_come(reply: Reply, on: Circumstances) -> Iterator[Finding]:
    """收到日期不能晚于今日。 | It cannot be received on a day to come."""
    if reply.received_on > local_date(on.moment):
        yield "received_on"


class Visit(Form):
    """The record of a visit to the premises."""

    clause: ClassVar[str] = "rcep#verification"

    began: Annotated[date, Text("开始日期", "Began"), Section(Text("实地核查", "Visit"))]
    ended: Annotated[date, Text("结束日期", "Ended")]
    officers: Annotated[list[Annotated[str, Length(30)]], Text("核查人员", "Officers"), AtLeast(2, 10)]
    findings: Annotated[str, Text("核查情况", "Findings"), Length(4000)]


@rule("visit-order", basis="rcep#verification")
def the_visit_is_over(visit: Visit, on: Circumstances) -> Iterator[Finding]:
    """结束日期应不早于开始、不晚于今日。 | It ended not before it began and not later than today."""
    if not visit.began <= visit.ended <= local_date(on.moment):
        yield "ended"


class Determination(Form):
    """The written determination, with its reasons."""

    clause: ClassVar[str] = "rcep#determination"

    facts: Annotated[str, Text("查明的事实", "Facts"), Section(Text("认定", "Determination")), Length(4000)]
    reasons: Annotated[str, Text("理由和依据", "Reasons and law"), Length(4000)]
    ground: Annotated[
        str | None,
        Text("不予享惠的情形", "Ground of denial"),
        Hint(Text("不予享惠的填写。", "When the preference is denied.")),
        GROUNDS,
        Clause("rcep#denial"),
    ] = None


@rule("ground-unfounded", basis="rcep#denial", given="ground")
def the_ground_is_on_record(determination: Determination, on: Circumstances) -> Iterator[Finding]:
    """办理记录中没有逾期不答复或者拒绝核查的情形，请核对不予享惠的理由。
    | On record nobody was silent, or nobody refused a visit; check the ground of denial.
    """
    silent = on.outcome("answer") == NO_ANSWER.code or on.outcome("reply") == UNANSWERED
    refused = on.outcome("consent") in (REFUSED_VISIT, NO_CONSENT.code)
    if (determination.ground == "no-answer" and not silent) or (
        determination.ground == "visit-refused" and not refused
    ):
        yield "ground"


class Settled(Form):
    """The deposit given back or turned into duty, or the duty paid."""

    clause: ClassVar[str] = "tariff-law-2024#guarantee"

    voucher: Annotated[str, Text("凭证编号", "Voucher"), Length(40)]
    amount: Annotated[Decimal, Text("金额（元）", "Amount, CNY"), Positive(), Digits(13, 2)]


@rule("settled-low", basis="tariff-law-2024#pay-15-days")
def all_is_settled(settled: Settled, on: Circumstances) -> Iterator[Finding]:
    """税款差额 {least} 元，金额不足；应全部结清。 | The duty in question is CNY {least}; settle all of it."""
    if isinstance(on.before, Filing) and settled.amount < on.before.difference:
        yield "amount", {"least": on.before.difference}


def close(facts: Facts) -> Computed:
    """How it ended and what duty was in question."""
    filing: Filing = facts.filing
    return Computed(facts.outcome("determine"), "", {"difference": f"{filing.difference:f}"})
