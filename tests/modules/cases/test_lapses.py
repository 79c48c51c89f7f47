"""Deadlines that end a step by law come to pass without anybody, once, as of their moment, on either database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from kouan.engine import Refused
from kouan.engine import commands as ask
from kouan.kernel.clock import from_micros, now, to_micros
from kouan.kernel.event import SYSTEM
from kouan.modules.cases import public as cases
from kouan.modules.cases.models import Lapsing
from kouan.modules.cases.services.acting import act_as_system
from kouan.runtime import log
from kouan.runtime.subscribers import drain

from .people import CODE as UNTIMED
from .people import FILING, IMPORTER, officer, trader
from .timed import FILED, HEARD_BY, PAID_BY, timed

pytestmark = pytest.mark.django_db(transaction=True)

__all__ = ["timed"]
WATCH = ("cases-lapsing",)
SECOND = timedelta(seconds=1)


@pytest.fixture
def me():
    return trader(IMPORTER)


def filed(me, timed, **form):
    return cases.file_case(me, timed, {"ship": "COSCO ARIES", **form}, at=FILED)["id"]


def lapsed(case):
    return [event for event in log.read(f"case/{case}") if "lapsed" in event.payload]


def test_a_deadline_comes_to_pass_at_its_moment_and_not_before(me, timed):
    case = filed(me, timed)
    drain(WATCH, at=HEARD_BY - SECOND)
    assert lapsed(case) == []
    drain(WATCH, at=HEARD_BY + timedelta(hours=3))
    (event,) = lapsed(case)
    assert (event.actor, event.happened_at) == (SYSTEM, HEARD_BY)
    view = cases.case_view(me, case)
    assert [step["name"] for step in view["steps"] if "outcome" not in step] == ["pay"]
    assert view["steps"][0]["reason"].endswith("Approve.")
    assert from_micros(view["due"]) == PAID_BY


def test_a_second_look_ends_nothing_twice(me, timed):
    case = filed(me, timed)
    for _ in range(3):
        drain(WATCH, at=HEARD_BY)
    assert len(lapsed(case)) == 1


def test_two_servers_that_look_at_once_end_it_once(me, timed):
    case = filed(me, timed)

    def look(_):
        try:
            act_as_system(case, ask.Lapse(), at=HEARD_BY)
            return "ended"
        except Refused as refused:
            return refused.problems[0].code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as servers:
        assert sorted(servers.map(look, range(2))) == ["ended", "not-lapsed"]
    assert len(lapsed(case)) == 1


def test_a_case_that_lapses_is_over_and_everybody_hears_of_it(me, timed):
    case = filed(me, timed)
    drain(WATCH, at=PAID_BY)
    drain(("cases-notices",))
    assert cases.case_view(me, case)["status"] == "lapsed"
    said = [notice.text.zh for notice in cases.notices(me)]
    assert any("“征求意见”的期限已于 2026-03-07 23:59 届满：同意。" in words for words in said)
    assert any(words.endswith("逾期终止。") for words in said)
    assert any("“征求意见”" in notice.text.zh for notice in cases.notices(officer("port")))
    assert not Lapsing.objects.exists()


def test_a_late_decision_is_refused_though_no_server_looked_meanwhile(me, timed):
    case = filed(me, timed)
    with pytest.raises(Refused) as refused:
        cases.act(officer("port"), case, ask.Decide("heard", "refuse", "不宜"), at=HEARD_BY + SECOND)
    assert [problem.code for problem in refused.value.problems] == ["lapsed"]
    assert "2026-03-07 23:59" in refused.value.problems[0].message.en


def test_a_clock_that_was_stopped_is_looked_at_when_it_runs_again(me, timed):
    case = filed(me, timed)
    cases.act(officer("port"), case, ask.Ask("heard", "吨位？"), at=FILED + timedelta(days=1))
    assert not Lapsing.objects.exists()
    drain(WATCH, at=PAID_BY)
    assert lapsed(case) == []
    cases.act(me, case, ask.Answer(1, "3000"), at=FILED + timedelta(days=11))
    assert from_micros(Lapsing.objects.get().look_at) == HEARD_BY + timedelta(days=11)


def test_a_case_that_cannot_be_dealt_with_keeps_no_other_waiting(me, timed, monkeypatch):
    broken, sound = filed(me, timed), filed(me, timed)
    from kouan.modules.cases.subscribers import lapsing

    def act(case_id, command, *, at):
        if case_id == broken:
            raise ValueError("broken")
        return act_as_system(case_id, command, at=at)

    monkeypatch.setattr(lapsing, "act_as_system", act)
    drain(WATCH, at=HEARD_BY)
    assert (len(lapsed(broken)), len(lapsed(sound))) == (0, 1)
    assert Lapsing.objects.get(case_id=broken).look_at == to_micros(HEARD_BY + timedelta(hours=1))


def test_rows_made_anew_know_the_deadline(me, timed):
    case = filed(me, timed)
    Lapsing.objects.all().delete()
    cases.rebuild([case])
    assert from_micros(Lapsing.objects.get().look_at) == HEARD_BY


def test_a_procedure_without_such_deadlines_is_never_looked_at(me):
    cases.file_case(me, UNTIMED, FILING, at=now() - timedelta(days=400))
    assert not Lapsing.objects.exists()
