"""Due times are derived: the clock stands still while the applicant holds the case; 2021 is judged by 2021."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Annotated

import pytest

from kouan.blueprint import Form, Procedure, Terms, Text, parse, plain_numbering, review, supply
from kouan.blueprint.flow import Within, in_series, least_span, span
from kouan.engine import commands as ask
from kouan.engine import due, moved, used, whole_due
from kouan.kernel.calendar import china
from kouan.kernel.clock import SHANGHAI
from kouan.kernel.event import Actor
from kouan.kernel.limit import Limit
from kouan.procedures import procedure as procedure_of

TERMS = """
quick: {kind: limit, title: 快办 | Quick, values: [{since: 2018-01-01, value: 24 hours, clause: a#1}]}
days:
  kind: limit
  title: 审核 | Review
  values:
    - {since: 2018-01-01, value: 5 working days, clause: a#1}
    - {since: 2024-12-01, value: 2 working days, clause: a#2}
"""
APPLICANT, CUSTOMS, MSA = Actor("91510100569680768F", "clerk"), Actor("customs", "o1"), Actor("msa", "o2")


class Empty(Form):
    """Nothing to fill in."""


class Wish(Form):
    board: Annotated[bool, Text("登临", "Board")] = False


def two_reviews(limit):
    return review("customs", "海关 | Customs", by="customs", within=limit("quick")) & review(
        "msa", "海事 | Maritime", by="msa", within=limit("days")
    )


def boarding_if_maritime_wishes(limit):
    """The condition reads what maritime wrote: before maritime has decided there is nothing to read."""
    return review("msa", "海事 | Maritime", by="msa", within=limit("days"), form=Wish) >> review(
        "board", "登临 | Boarding", by="msa", within=limit("quick")
    ).when(is_wished)


def is_wished(facts):
    """海事要登临 | Maritime wishes to board"""
    return facts.outcomes["msa"].data["board"]


RULES = Procedure(
    code="two-reviews", title=Text("两审", "Two reviews"), summary=Text("两审", "Two reviews"), basis=(), lead="customs",
    form=Empty, terms=Terms.read(TERMS), numbering=plain_numbering("T"), category=Text("测试", "Test"),
    flow=two_reviews,
)  # fmt: skip
BOARDING = replace(RULES, code="boarding", flow=boarding_if_maritime_wishes)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)


def filed(when: str, procedure=RULES):
    return moved(procedure, None, ask.File(parse(Empty, {}), entropy="00"), APPLICANT, at(when))[1]


def then(case, command, actor, when):
    return moved(case.procedure, case, command, actor, at(when))[1]


def step(case, name):
    return case.steps[name]


def test_each_step_has_its_own_clock():
    case = filed("2026-03-02T09:00")
    assert due(case, step(case, "customs")) == at("2026-03-03T09:00")
    assert due(case, step(case, "msa")) == at("2026-03-04T23:59:59")
    assert whole_due(case) == at("2026-03-04T23:59:59")


@pytest.mark.parametrize(("wished", "ends"), [(True, "2026-03-05T23:59:59"), (False, "2026-03-04T23:59:59")])
def test_the_whole_counts_a_condition_as_met_until_its_turn_has_come(wished, ends):
    case = filed("2026-03-02T09:00", BOARDING)
    assert whole_due(case) == at("2026-03-05T23:59:59"), "whether somebody boards is not known yet"
    case = then(case, ask.Decide("msa", "approve", data={"board": wished}), MSA, "2026-03-02T10:00")
    assert whole_due(case) == at(ends)


def test_the_whole_is_unknown_while_next_years_holidays_are():
    assert whole_due(filed(f"{max(china().years)}-12-31T09:00")) is None


def test_before_next_years_holidays_are_announced_a_case_goes_its_way_without_that_one_due_time():
    last = max(china().years)
    case = filed(f"{last}-12-31T09:00")
    assert due(case, step(case, "customs")) == at(f"{last + 1}-01-01T09:00")
    assert due(case, step(case, "msa")) is None
    case = then(case, ask.Decide("customs", "approve"), CUSTOMS, f"{last}-12-31T10:00")
    assert case.outcomes["customs"].code == "approve"


def test_a_return_stops_every_clock_and_what_was_left_counts_on():
    case = filed("2026-03-02T09:00")
    case = then(case, ask.Return("customs", "缺页"), CUSTOMS, "2026-03-02T19:00")
    assert due(case, step(case, "customs")) is None
    assert due(case, step(case, "msa")) is None
    case = then(case, ask.Resubmit({}), APPLICANT, "2026-03-05T08:00")
    assert due(case, step(case, "customs")) == at("2026-03-05T22:00"), "14 hours were left"
    assert due(case, step(case, "msa")) == at("2026-03-09T23:59:59"), "no working day was used up"
    assert used(case, step(case, "customs"), at("2026-03-05T10:00")) == timedelta(hours=12)


def test_a_question_stops_the_clock_of_the_one_who_asks():
    case = filed("2026-03-02T09:00")
    case = then(case, ask.Ask("customs", "何时到港？"), CUSTOMS, "2026-03-02T15:00")
    assert due(case, step(case, "customs")) is None
    assert due(case, step(case, "msa")) == at("2026-03-04T23:59:59")
    case = then(case, ask.Answer(1, "明日"), APPLICANT, "2026-03-03T15:00")
    assert due(case, step(case, "customs")) == at("2026-03-04T09:00")


def test_suspension_within_a_question_is_not_counted_twice():
    case = filed("2026-03-02T09:00")
    case = then(case, ask.Ask("customs", "?"), CUSTOMS, "2026-03-02T10:00")
    case = then(case, ask.Suspend("风浪"), MSA, "2026-03-02T11:00")
    case = then(case, ask.Answer(1, "!"), APPLICANT, "2026-03-02T12:00")
    assert due(case, step(case, "customs")) is None
    case = then(case, ask.Resume(), MSA, "2026-03-02T13:00")
    assert due(case, step(case, "customs")) == at("2026-03-03T12:00"), "one hour was used, three stood still"


@pytest.mark.parametrize(("day", "limit"), [("2021-06-01", 5), ("2024-11-30", 5), ("2024-12-01", 2), ("2026-03-02", 2)])
def test_a_filing_is_judged_by_the_terms_of_its_day(day, limit):
    case = filed(f"{day}T09:00")
    within = step(case, "msa").within
    assert within is not None
    assert within.limit.amount == limit
    assert span(case.flow).working_days == limit


def test_it_stays_judged_by_them_when_the_law_changes_while_it_runs():
    case = filed("2024-11-28T09:00")
    case = then(case, ask.Return("customs", "缺页"), CUSTOMS, "2024-11-29T09:00")
    case = then(case, ask.Resubmit({}), APPLICANT, "2024-12-10T09:00")
    assert step(case, "msa").within.limit.amount == 5


def test_real_rules_of_2021_and_of_today_differ():
    ruling = procedure_of("advance-ruling")
    then_, now_ = ruling.rules_on(date(2021, 6, 1)), ruling.rules_on(date(2026, 6, 1))
    assert {rule.code for rule in then_} != {rule.code for rule in now_}


def test_the_applicants_own_time_is_no_part_of_what_the_agencies_promise():
    theirs = Within("t", Limit.of("6 months"), "order-236#decide", True)
    ours = Within("u", Limit.of("5 working days"), "order-236#decide", True)
    stay = supply("stay", "停留 | Stay", within=theirs)
    check = review("check", "查验 | Check", by="customs", within=ours)
    assert span(stay >> check).text.en == "5 working days"
    assert least_span(stay >> check.when(lambda facts: True)).text.en == "at once"
    assert in_series(stay & check).as_json()["months"] == 0


def test_of_several_ways_only_the_longest_counts_whether_side_by_side_or_in_series():
    short, long = (
        review(name, "查验 | Check", by="customs", within=Within(name, Limit.of(limit), "x#1", True))
        for name, limit in (("short", "2 days"), ("long", "5 days"))
    )
    first, second = short.when(lambda facts: True), long.when(lambda facts: False)
    assert span(first | second).text.en == in_series(first | second).text.en == "5 days"
    assert in_series(first & second).text.en == "7 days"
    beside = short & (first | second)
    assert [part.exclusive for part in (first | second | short, beside)] == [True, False]
    assert (len((first | second | short).parts), len(beside.parts)) == (3, 2)
