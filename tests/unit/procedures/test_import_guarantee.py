"""Duty on a guarantee: what is set aside, when it falls due to the day, what comes of it when nobody pays."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from kouan.blueprint import parse
from kouan.engine import Refused, due, moved
from kouan.engine import commands as ask
from kouan.engine.scenario import attached
from kouan.kernel.clock import SHANGHAI
from kouan.kernel.event import SYSTEM, Actor
from tests.unit.procedures.samples import AT, IMPORT, form

BROKER, CUSTOMS = Actor("914408007684521034", "clerk"), Actor("customs", "officer")
NUMBER = "GD2026670100031"
REF = ("guarantee", NUMBER)
DUTY = Decimal("123033.36")


def known(left="5000000", **more):
    facts = {
        "granted": "5000000", "left": left, "reserved": "0", "holder": "91440800MA4X7T2Q18", "since": "2026-01-01",
        "until": "2026-12-31", "state": "active", "uses": ["consolidated", "term", "elements"], "rolling": True, **more,
    }  # fmt: skip
    return {REF: facts}


def filed(at=AT, payment="consolidated", facts=None, **changes):
    parsed = parse(IMPORT.form, form("ordinary", payment=payment, guarantee_number=NUMBER, **changes))
    command = ask.File(parsed, attached(("invoice", "mandate")), facts or known(), "calm")
    return moved(IMPORT, None, command, BROKER, at)


def balances(events):
    return [(e.kind.removeprefix("balance-"), e.payload.get("amount")) for e in events if e.kind.startswith("balance-")]


def last_day(case, step):
    return due(case, case.steps[step]).astimezone(SHANGHAI).date()


def test_the_whole_duty_is_set_aside_and_the_goods_leave():
    events, case = filed()
    assert balances(events) == [("reserved", str(DUTY))]
    assert "release" in case.outcomes
    assert [step.name for step in case.open_steps] == ["monthly"]


@pytest.mark.parametrize(("left", "way"), [(DUTY, "reserved"), (DUTY - Decimal("0.01"), "short")])
def test_it_suffices_to_the_fen(left, way):
    _, case = filed(facts=known(str(left)))
    assert case.outcomes["deduction"].code == way
    assert ("release" in case.outcomes) == (way == "reserved"), "without enough left duty is paid before release"


def test_a_guarantee_that_falls_short_says_so_in_one_sentence_in_both_languages():
    _, case = filed(facts=known("100"))
    zh, en = case.outcomes["deduction"].reason.split(" | ")
    assert zh == f"担保 {NUMBER} 可用余额 100.00 元，不足以担保税款 123,033.36 元，本票改为先缴税。"
    assert en == (f"Guarantee {NUMBER} has CNY 100.00 left, which does not secure CNY 123,033.36: duty is paid first.")


@pytest.mark.parametrize(
    ("declared", "last"),
    [
        (datetime(2026, 3, 1, 0, 0, tzinfo=SHANGHAI), date(2026, 4, 8)),  # the 4th to the 6th of April are off
        (datetime(2026, 3, 31, 23, 59, tzinfo=SHANGHAI), date(2026, 4, 8)),
        (datetime(2026, 4, 1, 0, 0, tzinfo=SHANGHAI), date(2026, 5, 11)),  # Labour Day to the 5th, the 9th is worked
        (datetime(2026, 6, 15, 9, 0, tzinfo=SHANGHAI), date(2026, 7, 7)),
    ],
)
def test_consolidated_duty_is_due_on_the_fifth_working_day_of_the_next_month(declared, last):
    day = declared.date()
    changes = {"import_date": str(day), "departure_date": str(day - timedelta(days=20))}
    _, case = filed(declared, **changes)
    assert last_day(case, "monthly") == last


def test_duty_released_before_payment_is_due_within_fifteen_days_of_the_declaration():
    _, case = filed(payment="guarantee")
    assert last_day(case, "deferred") == date(2026, 4, 2)


def test_on_its_last_day_it_is_paid_in_time_and_a_minute_later_it_is_overdue():
    _, case = filed()
    paid = ask.Supply("monthly", {"receipt": "1", "paid_on": "2026-04-08"})
    in_time, late = (
        datetime(2026, 4, day, hour, minute, tzinfo=SHANGHAI) for day, hour, minute in ((8, 23, 59), (9, 0, 1))
    )
    events, _ = moved(IMPORT, case, paid, BROKER, in_time)
    assert balances(events) == [("released", str(DUTY))]
    with pytest.raises(Refused) as refused:
        moved(IMPORT, case, paid, BROKER, late)
    assert refused.value.problems[0].code == "lapsed"


def _overdue():
    _, case = filed()
    moment = datetime(2026, 4, 9, 1, tzinfo=SHANGHAI)
    return moved(IMPORT, case, ask.Lapse(), SYSTEM, moment)


def test_overdue_duty_suspends_the_guarantee_and_still_holds_it():
    events, case = _overdue()
    assert balances(events) == [("suspended", None)]
    assert case.held[REF].reserved == DUTY
    assert [step.name for step in case.open_steps] == ["claim"]


@pytest.mark.parametrize(("paid_on", "days"), [("2026-04-09", 1), ("2026-04-19", 11)])
def test_the_surcharge_is_a_two_thousandth_a_day_from_the_day_after(paid_on, days):
    _, case = _overdue()
    claim = ask.Decide("claim", "claimed", data={"receipt": "DJ-1", "paid_on": paid_on})
    events, case = moved(IMPORT, case, claim, CUSTOMS, datetime(2026, 4, 20, 9, tzinfo=SHANGHAI))
    surcharge = (DUTY * Decimal("0.0005") * days).quantize(Decimal("0.01"))
    assert case.outcomes["settlement"].data == {"surcharge": str(surcharge)}
    assert balances(events) == [("committed", str(DUTY)), ("lowered", str(surcharge))]


def test_a_guarantor_pays_surcharge_only_as_far_as_the_guarantee_goes():
    _, case = _overdue()
    claim = ask.Decide("claim", "claimed", data={"receipt": "DJ-1", "paid_on": "2026-04-19"})
    moment = datetime(2026, 4, 20, 9, tzinfo=SHANGHAI)
    events, _ = moved(IMPORT, case, claim, CUSTOMS, moment, known("12.34"))
    assert balances(events) == [("committed", str(DUTY)), ("lowered", "12.34")]


def test_void_gives_back_even_what_the_guarantor_paid():
    _, case = _overdue()
    claim = ask.Decide("claim", "claimed", data={"receipt": "DJ-1", "paid_on": "2026-04-09"})
    _, case = moved(IMPORT, case, claim, CUSTOMS, datetime(2026, 4, 20, 9, tzinfo=SHANGHAI))
    events, case = moved(IMPORT, case, ask.Void("重复申报"), CUSTOMS, datetime(2026, 4, 21, 9, tzinfo=SHANGHAI))
    assert balances(events) == [("restored", str(DUTY)), ("resumed", None)]
    assert case.held[REF].total == 0
