"""What a case draws on a balance, and that it gives back what it holds, exactly and once."""

from datetime import timedelta
from decimal import Decimal

import pytest

from kouan.engine import Refused, moved, replay
from kouan.engine import commands as ask

from .purse import APPLICANT, OFFICER, PURSE, PURSES, START, file, known


def filed(amount: str, facts=None, **more):
    return moved(PURSES, None, file(amount, facts, **more), APPLICANT, START)


def act(case, command, actor=OFFICER, now=START + timedelta(hours=1), facts=None):
    return moved(PURSES, case, command, actor, now, facts)


def balances(events):
    return [(e.kind.removeprefix("balance-"), e.payload.get("amount")) for e in events if e.kind.startswith("balance-")]


def held(case):
    return case.held[PURSE].reserved, case.held[PURSE].used


def test_enough_is_reserved_and_said_on_the_log():
    events, case = filed("400", known(1000))
    assert [event.kind for event in events] == ["filed", "decided", "balance-reserved"]
    assert events[2].payload == {"step": "reserve", "amount": "400", "reserved": "400", "used": "0"}
    assert (events[2].objects[-1].kind, events[2].objects[-1].id) == PURSE
    assert held(case) == (Decimal(400), 0)


def test_too_little_takes_the_other_way_and_draws_nothing():
    events, case = filed("400", known("399.99"))
    assert not balances(events)
    assert [step.name for step in case.open_steps] == ["cash"]


@pytest.mark.parametrize("closed", [{"valid": False}, {"times_left": 0}])
def test_a_balance_that_is_closed_bears_nothing(closed):
    assert not balances(filed("1", known(1000, **closed))[0])


def test_a_returned_case_gives_back_and_a_corrected_one_draws_anew():
    _, case = filed("400", known(1000))
    returned, case = act(case, ask.Return("look", "金额有误"), facts=known(600))
    assert balances(returned) == [("released", "400")]
    assert held(case) == (0, 0)
    again, case = act(case, ask.Resubmit({"purse": "P-1", "amount": "700"}), APPLICANT, facts=known(1000))
    assert balances(again) == [("reserved", "700")]
    assert case.outcomes["reserve"].code == "reserved"


def test_a_corrected_case_that_finds_too_little_goes_the_other_way():
    _, case = filed("400", known(1000))
    _, case = act(case, ask.Return("look", "金额有误"), facts=known(600))
    events, case = act(case, ask.Resubmit({"purse": "P-1", "amount": "700"}), APPLICANT, facts=known(650))
    assert not balances(events)
    assert [step.name for step in case.open_steps] == ["cash"], "the officer looks once it is paid otherwise"
    assert "look" not in case.opened
    _, case = act(case, ask.Supply("cash"), APPLICANT, START + timedelta(hours=3))
    assert [step.name for step in case.open_steps] == ["look"]


def test_an_amended_case_swaps_what_it_holds():
    _, case = filed("400", known(1000))
    events, case = act(case, ask.Amend({"purse": "P-1", "amount": "900"}), APPLICANT, facts=known(600))
    assert balances(events) == [("released", "400"), ("reserved", "900")], "what it gives back counts as left"
    assert held(case) == (Decimal(900), 0)


@pytest.mark.parametrize(
    ("command", "actor"),
    [
        (ask.Withdraw("不再需要"), APPLICANT),
        (ask.Void("重复"), OFFICER),
        (ask.Decide("look", "refuse", "不符"), OFFICER),
    ],
)
def test_a_case_that_fails_gives_everything_back(command, actor):
    _, case = filed("400", known(1000))
    events, case = act(case, command, actor)
    assert balances(events) == [("released", "400")]
    assert held(case) == (0, 0)


def test_paying_gives_back_and_spending_uses_up():
    _, case = filed("400", known(1000))
    _, case = act(case, ask.Decide("look", "approve"))
    paid, case = act(case, ask.Supply("pay"), APPLICANT)
    assert balances(paid) == [("released", "400")]
    assert case.status == "done"
    _, case = filed("400", known(1000), spends=True)
    _, case = act(case, ask.Decide("look", "approve"))
    assert case.status == "done"
    assert held(case) == (0, Decimal(400))
    voided, case = act(case, ask.Void("删单"))
    assert balances(voided) == [("restored", "400")]
    assert held(case) == (0, 0)


def test_after_what_binds_the_applicant_changes_nothing_any_more():
    _, case = filed("400", known(1000))
    _, case = act(case, ask.Decide("look", "approve"))
    for command, code in (
        (ask.Withdraw("不再需要"), "already-bound"),
        (ask.Amend({"purse": "P-1", "amount": "1"}), "already-decided"),
    ):
        with pytest.raises(Refused) as refused:
            act(case, command, APPLICANT)
        assert [problem.code for problem in refused.value.problems] == [code]
    voided, case = act(case, ask.Void("删单"))
    assert balances(voided) == [("released", "400")]


def test_conditions_read_what_was_recorded_whatever_is_known_later():
    events, case = filed("400", known(1000))
    more, case = act(case, ask.Return("look", "金额有误"), facts=known(600))
    last, case = act(case, ask.Resubmit({"purse": "P-1", "amount": "700"}), APPLICANT, facts=known(650))
    again = replay(PURSES, (*events, *more, *last))
    assert (again.outcomes, again.opened, again.passed, again.held, again.dropped) == (
        case.outcomes,
        case.opened,
        case.passed,
        case.held,
        case.dropped,
    )


def test_an_amount_finer_than_a_balance_counts_is_no_amount():
    with pytest.raises(ValueError, match="digits"):
        filed("0.000001", known(1000))
