"""RCEP 进口货物原产地核查（zhanjiang-2022#12）：对存疑证明及时联系缔约方海关核查。"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

from kouan.blueprint import (
    Document,
    Facts,
    Flow,
    Procedure,
    Step,
    Terms,
    Text,
    Within,
    auto,
    plain_numbering,
    review,
    supply,
)
from kouan.kernel.clock import SHANGHAI
from kouan.procedures.origin_verification.form import ABROAD, IMPORTER, VISIT, Filing
from kouan.procedures.origin_verification.inquiry import (
    CLOSED,
    CONSENT,
    CONSENTED,
    DENIED,
    DETERMINED,
    FREED,
    GRANTED,
    NO_ANSWER,
    NO_CONSENT,
    NO_DEPOSIT,
    OPENED,
    PARTLY,
    REPLIED,
    REQUEST_RULES,
    SENT,
    SETTLED,
    SILENT,
    TAKEN_BACK,
    VISITED,
    Answer,
    Deposit,
    Determination,
    Reply,
    Request,
    Settled,
    Visit,
    all_is_settled,
    close,
    the_deposit_covers_the_difference,
    the_ground_is_on_record,
    the_reply_has_come,
    the_visit_is_over,
)
from kouan.procedures.origin_verification.rules import RULES


def is_held_back(facts: Facts) -> bool:
    """货物尚未放行 | The goods are not released yet"""
    return not facts.filing.released


def asks_the_importer(facts: Facts) -> bool:
    """问进口商 | The importer is asked"""
    return IMPORTER in facts.filing.routes


def asks_abroad(facts: Facts) -> bool:
    """请出口方答复 | The exporting side is asked"""
    return ABROAD in facts.filing.routes


def is_visited(facts: Facts) -> bool:
    """拟实地核查，或者答复信息不足而有地址可查 | A visit is planned, or the reply was not enough"""
    filing = facts.filing
    return bool(VISIT in filing.routes or (facts.outcome("reply") == PARTLY and filing.premises))


def is_agreed(facts: Facts) -> bool:
    """对方同意实地核查 | The visit is agreed to"""
    return facts.outcome("consent") == CONSENT


def has_deposit(facts: Facts) -> bool:
    """交了担保 | A deposit was given"""
    return facts.outcome("deposit") == "done"


def is_given_back(facts: Facts) -> bool:
    """给予优惠且交了担保 | The preference is granted and a deposit was given"""
    return facts.outcome("determine") == GRANTED and has_deposit(facts)


def is_converted(facts: Facts) -> bool:
    """不予享惠且交了担保 | The preference is denied and a deposit was given"""
    return facts.outcome("determine") == DENIED and has_deposit(facts)


def is_owed(facts: Facts) -> bool:
    """不予享惠且没有担保 | The preference is denied and there is no deposit"""
    return facts.outcome("determine") == DENIED and not has_deposit(facts)


def reply_counts_from(facts: Facts) -> datetime:
    """From when the longest time to reply counts, so that it ends when the days that the request gave have passed.

    Those run from receipt (rcep#reply-30-90); a request that gives fewer than the most counts from so much earlier.
    """
    asked, most = facts.outcomes["request"].data, int(facts.circumstances.terms.number("reply-most"))
    day = date.fromisoformat(asked["received_on"]) + timedelta(days=int(asked["reply_days"]) - most)
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)


_origin = partial(review, by="customs", desk="origin")
_duty = partial(review, by="customs", desk="duty", ways=SETTLED, form=Settled, rules=(all_is_settled,))


def _flow(limit: Callable[[str], Within]) -> Flow:
    """Opened; goods on deposit while importer and partner are asked; a visit; a determination; the duty settled."""
    return (
        auto("open", "立案并暂缓享惠 | Opened, preference held back", ways=OPENED)
        >> (_deposit(limit).when(is_held_back) & _asked(limit))
        >> _visit(limit).when(is_visited)
        >> _origin(
            "determine",
            "认定 | Determination",
            within=limit("determine"),
            ways=DETERMINED,
            form=Determination,
            rules=(the_ground_is_on_record,),
        )
        >> _settled(limit)
        >> auto("close", "结案并通报 | Closed and told", compute=close, ways=CLOSED)
    )


def _deposit(limit: Callable[[str], Within]) -> Flow:
    return supply(
        "deposit",
        "交保放行 | Released on a deposit",
        form=Deposit,
        rules=(the_deposit_covers_the_difference,),
        within=limit("deposit"),
        emits=(FREED,),
        lapses=NO_DEPOSIT,
    )


def _asked(limit: Callable[[str], Within]) -> Flow:
    """Importer and exporting side at the same time; who does not answer in time has not answered."""
    return supply(
        "answer", "进口商答复 | The importer answers", form=Answer, within=limit("answer"), lapses=NO_ANSWER
    ).when(asks_the_importer) & (
        _origin(
            "request",
            "发出核查请求 | Request sent",
            within=limit("request"),
            ways=SENT,
            form=Request,
            rules=REQUEST_RULES,
        )
        >> _reply(limit)
    ).when(asks_abroad)


def _reply(limit: Callable[[str], Within]) -> Step:
    return _origin(
        "reply",
        "出口方答复 | The exporting side replies",
        within=limit("reply"),
        ways=REPLIED,
        form=Reply,
        rules=(the_reply_has_come,),
        since=reply_counts_from,
        lapses=SILENT,
    )


def _visit(limit: Callable[[str], Within]) -> Flow:
    return _origin(
        "consent",
        "是否同意实地核查 | Is the visit agreed to",
        within=limit("consent"),
        ways=CONSENTED,
        lapses=NO_CONSENT,
    ) >> _origin(
        "visit", "实地核查 | Visit", within=limit("visit"), ways=VISITED, form=Visit, rules=(the_visit_is_over,)
    ).when(is_agreed)


def _settled(limit: Callable[[str], Within]) -> Flow:
    return (
        _duty("refund", "退还担保 | Deposit given back", within=limit("settle")).when(is_given_back)
        & _duty("convert", "保证金转税 | Deposit turned into duty", within=limit("settle")).when(is_converted)
        & supply("pay", "补缴税款 | Duty paid", form=Settled, rules=(all_is_settled,), within=limit("pay")).when(
            is_owed
        )
    )


def _headline(filing: Filing) -> Text:
    what = f"{filing.importer_name} · {filing.number} · {filing.member}"
    return Text(what, what)


procedure = Procedure(
    code="origin-verification",
    title=Text("RCEP 原产地核查", "Verification of origin under RCEP"),
    summary=Text(
        "海关对存疑的 RCEP 原产地证明立案核查：凭担保放货，同时问进口商和缔约方，必要时实地核查，限期认定并结清税款。",
        "Customs verifies an RCEP proof that it doubts: goods go on a deposit while importer and exporting side are "
        "asked at once, premises are visited where needed, and a reasoned determination settles the duty.",
    ),
    basis=("zhanjiang-2022#12", "rcep#verification", "rcep#determination", "order-255#verification"),
    lead="customs",
    category=Text("原产地", "Origin"),
    form=Filing,
    rules=RULES,
    documents=(
        Document("proof", Text("原产地证明", "Proof of origin"), "rcep#verification"),
        Document("invoice", Text("发票和提单", "Invoice and bill of lading"), "rcep#verification", required=False),
        Document(
            "evidence",
            Text("生产和采购资料", "Evidence of making and buying"),
            "rcep#records",
            required=False,
            step="answer",
        ),
    ),
    flow=_flow,
    terms=Terms.beside(__file__),
    numbering=plain_numbering("OV"),
    object_kind="origin-verification",
    audience=("importer", "customs-broker"),
    opened_by=("customs",),
    principal=lambda filing: filing.importer_uscc,
    headline=_headline,
    takes_back=(TAKEN_BACK,),
)
