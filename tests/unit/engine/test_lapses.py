"""A deadline that ends something by law: the step ends of itself, as of that moment, whoever notices it and when."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kouan.blueprint import APPROVE, Text, Way, review, supply, until
from kouan.blueprint.describe_procedure import description
from kouan.engine import Refused, due, next_lapse
from kouan.engine import commands as ask
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import read_scenarios
from kouan.kernel.event import SYSTEM

from .small import APPLICANT, CUSTOMS, FILED, PORT, file, small, then, within

GIVEN_UP = Way("given-up", Text("逾期视为放弃", "Counts as given up"), ends=True)
HEARD = review("heard", "征求意见 | Opinion", by="port", within=within("5 days"), lapses=APPROVE)
PAY = supply("pay", "缴款 | Pay", within=within("15 days"), lapses=GIVEN_UP)
COME = until("come", "到港 | Arrival", event="arrived", of="bill", by="port", within=within("14 days"), lapses=GIVEN_UP)
FIFTH_DAY = datetime(2026, 3, 7, 15, 59, 59, tzinfo=UTC)
DAY = timedelta(days=1)


def refusal(case, command, actor, at) -> str:
    with pytest.raises(Refused) as refused:
        then(case, command, actor, at)
    return refused.value.problems[0].code


def test_an_opinion_not_given_in_time_counts_as_agreement():
    _, case = file(small(HEARD >> review("decide", "决定 | Decide", by="customs")))
    (event,), case = then(case, ask.Lapse(), SYSTEM, FIFTH_DAY)
    assert (event.kind, event.actor, event.happened_at) == ("decided", SYSTEM, FIFTH_DAY)
    assert event.payload["reason"] == (
        "“征求意见”的期限已于 2026-03-07 23:59 届满：同意。 | The time for “Opinion” ended at 2026-03-07 23:59: Approve."
    )
    assert [step.name for step in case.open_steps] == ["decide"]


def test_it_is_not_too_late_until_it_is():
    _, case = file(small(HEARD))
    assert refusal(case, ask.Lapse(), SYSTEM, FIFTH_DAY - timedelta(microseconds=1)) == "not-lapsed"
    assert (
        then(case, ask.Decide("heard", "refuse", "不宜"), PORT, FIFTH_DAY - timedelta(seconds=1))[1].status == "refused"
    )


def test_nobody_but_the_system_lets_time_pass():
    _, case = file(small(HEARD))
    assert refusal(case, ask.Lapse(), CUSTOMS, FIFTH_DAY) == "not-yours"
    assert refusal(case, ask.Lapse(), APPLICANT, FIFTH_DAY) == "not-yours"


def test_nobody_chooses_what_only_time_brings():
    _, case = file(small(review("heard", "征求意见 | Opinion", by="port", within=within("5 days"), lapses=GIVEN_UP)))
    assert refusal(case, ask.Decide("heard", "given-up", "逾期"), PORT, FILED) == "unknown-outcome"


def test_a_deadline_ends_the_case_as_lapsed_and_not_as_refused():
    _, case = file(small(PAY))
    events, case = then(case, ask.Lapse(), SYSTEM, FILED + 20 * DAY)
    assert [event.kind for event in events] == ["decided", "closed"]
    assert (case.status, case.ended_at) == ("lapsed", datetime(2026, 3, 17, 15, 59, 59, tzinfo=UTC))


def test_what_is_done_too_late_is_refused_even_where_the_system_has_not_noticed_yet():
    _, case = file(small(PAY & review("look", "查看 | Look", by="customs")))
    late = FILED + 20 * DAY
    assert refusal(case, ask.Supply("pay"), APPLICANT, late) == "wrong-status"
    assert refusal(case, ask.Withdraw("改期"), APPLICANT, late) == "wrong-status"
    _, agreed = file(small(HEARD >> review("decide", "决定 | Decide", by="customs")))
    assert refusal(agreed, ask.Decide("heard", "refuse", "不宜"), PORT, late) == "lapsed"
    assert refusal(agreed, ask.Return("heard", "不清"), PORT, late) == "lapsed"


def test_whoever_acts_after_a_deadline_records_it_in_its_place():
    _, case = file(small(HEARD & review("look", "查看 | Look", by="customs")))
    (first, second, _), case = then(case, ask.Decide("look", "approve"), CUSTOMS, FILED + 9 * DAY)
    assert (first.payload["step"], first.happened_at) == ("heard", FIFTH_DAY)
    assert (second.payload["step"], second.happened_at) == ("look", FILED + 9 * DAY)
    assert case.status == "done"


def test_a_clock_that_stands_still_reaches_no_deadline():
    _, case = file(small(HEARD))
    _, asked = then(case, ask.Ask("heard", "吨位？"), PORT, FILED + DAY)
    assert next_lapse(asked) is None
    assert refusal(asked, ask.Lapse(), SYSTEM, FILED + 90 * DAY) == "not-lapsed"
    _, answered = then(asked, ask.Answer(1, "3000"), APPLICANT, FILED + 31 * DAY)
    assert next_lapse(answered)[0] == due(answered, HEARD) == datetime(2026, 4, 7, 15, 59, 59, tzinfo=UTC)
    for stop, actor in ((ask.Suspend("停电"), CUSTOMS), (ask.Return("heard", "不清"), PORT)):
        assert next_lapse(then(case, stop, actor, FILED + DAY)[1]) is None


def test_one_deadline_may_bring_the_next():
    _, case = file(small(HEARD >> PAY))
    events, case = then(case, ask.Lapse(), SYSTEM, FILED + 60 * DAY)
    assert [event.happened_at for event in events] == [FIFTH_DAY, *[FIFTH_DAY + 15 * DAY] * 2]
    assert case.status == "lapsed"


def test_an_event_that_does_not_come_in_time_is_waited_for_no_longer():
    _, case = file(small(COME), bills=["B1"])
    assert then(case, ask.Decide("come", "done"), SYSTEM, FILED + 13 * DAY)[1].status == "done"
    assert then(case, ask.Lapse(), SYSTEM, FILED + 15 * DAY)[1].status == "lapsed"


def test_what_ended_with_its_limit_is_not_reopened():
    _, case = file(small(HEARD >> review("decide", "决定 | Decide", by="customs")))
    assert refusal(case, ask.Return("decide", "重听", reopen=("heard",)), CUSTOMS, FILED + 9 * DAY) == "cannot-reopen"


STORIES = """
filings: {one: {bills: [B1]}}
scenarios:
  heard:
    title: 按时回复 | Heard in time
    filing: one
    at: "2026-03-02T09:00+08:00"
    moves: [{by: port, decide: heard}]
    expect: {status: done}
  unheard:
    title: 不予同意 | Refused
    filing: one
    at: "2026-03-02T09:00+08:00"
    moves: [{by: port, decide: heard, outcome: refuse, reason: 不宜}]
    expect: {status: refused}
  silent:
    title: 逾期视为同意 | Silence is agreement
    filing: one
    at: "2026-03-02T09:00+08:00"
    moves:
      - {lapse: heard, after: 4 days, refused: not-lapsed}
      - {lapse: heard}
      - {by: port, decide: heard, refused: wrong-status}
    expect: {status: done, outcomes: {heard: approve}}
"""


def findings(procedure, stories=STORIES):
    return [finding.en for finding in audit(procedure, read_scenarios(stories), date(2026, 3, 2))]


def test_a_story_waits_until_the_limit_has_passed():
    told = [tell(small(HEARD), story) for story in read_scenarios(STORIES)]
    assert [story.mismatches for story in told] == [[], [], []]
    assert told[2].case.outcomes["heard"].at == FIFTH_DAY


def test_the_check_wants_a_story_in_which_the_limit_passes():
    assert findings(small(HEARD)) == []
    unsaid = STORIES[: STORIES.index("  silent:")]
    assert findings(small(HEARD), unsaid) == ["small: no scenario lets the limit of step heard pass."]


def test_the_check_finds_a_lapse_without_limit_and_one_with_another_way_s_name():
    endless = review("heard", "征求意见 | Opinion", by="port", lapses=APPROVE)
    assert "small: step heard ends of itself after its limit, and has no limit." in findings(small(endless))
    other = Way("approve", Text("视为同意", "Taken as agreed"))
    mixed = review("heard", "征求意见 | Opinion", by="port", within=within("5 days"), lapses=other)
    assert "small: step heard lapses into “approve”, which is another way of the same name." in findings(small(mixed))


def test_the_description_says_what_silence_means():
    said = description(small(HEARD), date(2026, 3, 2))["flow"]["lapses"]
    assert said == {"code": "approve", "title": {"zh": "同意", "en": "Approve"}, "ends": False, "needs_reason": False}


def test_a_limit_of_waiting_is_no_part_of_what_is_published():
    assert small(HEARD >> COME).limit_on(date(2026, 3, 2)) == small(HEARD).limit_on(date(2026, 3, 2))
