"""A procedure that draws on a purse: reserved by computation, looked at by an officer, paid or spent by the applicant."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

from kouan.blueprint import (
    DONE,
    Computed,
    Facts,
    Form,
    Positive,
    Procedure,
    Refers,
    Take,
    Terms,
    Text,
    Way,
    auto,
    balance,
    commit,
    parse,
    plain_numbering,
    release,
    reserve,
    review,
    supply,
)
from kouan.engine import commands as ask
from kouan.kernel.event import Actor

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
APPLICANT, OFFICER = Actor("91510100569680768F", "clerk"), Actor("customs", "officer")
PURSE = ("purse", "P-1")


class Filing(Form):
    purse: Annotated[str, Text("账户", "Purse"), Refers("purse")]
    amount: Annotated[Decimal, Text("金额", "Amount"), Positive()]
    spends: Annotated[bool, Text("用掉", "Spend it")] = False


def found(facts: Facts) -> Computed:
    known = balance(facts.circumstances, "purse", facts.filing.purse)
    return Computed("reserved" if known is None or known.bears(facts.filing.amount) else "short", "")


def is_to_be_paid(facts: Facts) -> bool:
    """余额足够，不用掉 | There is enough, and it is not spent"""
    return facts.outcome("reserve") == "reserved" and not facts.filing.spends


def is_short(facts: Facts) -> bool:
    """余额不足 | There is not enough"""
    return facts.outcome("reserve") == "short"


def spends(facts: Facts) -> bool:
    """用掉 | It is spent"""
    return bool(facts.filing.spends)


WAYS = (
    Way(
        "reserved",
        Text("已占用", "Reserved"),
        draws=(reserve("purse", lambda facts: [Take(facts.filing.purse, facts.filing.amount)]),),
    ),
    Way("short", Text("余额不足", "Not enough")),
)

PURSES = Procedure(
    code="purse-use",
    title=Text("使用账户", "Use of a purse"),
    summary=Text("测试", "Test"),
    basis=(),
    lead="customs",
    form=Filing,
    flow=lambda limit: (
        auto("reserve", "占用 | Reserve", compute=found, ways=WAYS)
        >> supply("cash", "另行缴纳 | Pay otherwise").when(is_short)
        >> review("look", "审核 | Look", by="customs")
        >> auto("hand-over", "放行 | Hand over", binds=True)
        >> supply("pay", "缴款 | Pay", draws=(release("purse"),)).when(is_to_be_paid)
        >> auto("spend", "用掉 | Spend", ways=(Way("done", DONE.title, draws=(commit("purse"),)),)).when(spends)
    ),
    terms=Terms({}),
    numbering=plain_numbering("PU"),
    category=Text("测试", "Test"),
)


def known(left: str | int, **more: Any) -> dict[tuple[str, str], Any]:
    """What is known of the purse."""
    return {PURSE: {"granted": "1000", "left": str(left), "unit": "CNY", "holder": APPLICANT.party, **more}}


def file(amount: str, facts: Any = None, **more: Any) -> ask.File:
    """A filing over an amount."""
    return ask.File(parse(Filing, {"purse": "P-1", "amount": amount, **more}), (), facts or {}, "00")
