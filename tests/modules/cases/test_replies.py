"""What lies with the applicant has its own time, which their list is ordered by."""

from datetime import UTC, datetime, timedelta

import pytest

from kouan.engine import commands as ask
from kouan.kernel.clock import now, to_micros
from kouan.modules.cases import public as cases

from .people import CODE, FILING, officer, trader
from .rulings import APPLICANT, CUSTOMS, applied

pytestmark = pytest.mark.django_db


@pytest.fixture
def me():
    return trader(APPLICANT)


def ruling(me):
    """The id of an application just made."""
    return applied(me)["id"]


def end_of_the_day_in(days):
    """Midnight in the port, so many days after today."""
    shanghai = (now() + timedelta(hours=8)).date() + timedelta(days=days)
    return to_micros(datetime(shanghai.year, shanghai.month, shanghai.day, 15, 59, 59, tzinfo=UTC))


def test_a_return_shows_the_applicant_until_when_it_must_be_corrected(me):
    case = ruling(me)
    assert "applicant_due" not in cases.case_view(me, case), "it lies with customs"
    returned = cases.act(CUSTOMS, case, ask.Return("accept", "缺合同"))
    assert returned["applicant_due"] == returned["due"] == returned["correction"]["due"] == end_of_the_day_in(5)
    assert cases.waiting_for_me(me).get().applicant_due == end_of_the_day_in(5)
    cases.act(me, case, ask.Withdraw("改期"))
    assert "applicant_due" not in cases.case_view(me, case)


def test_what_must_be_answered_first_stands_on_top_and_what_has_no_time_last(me):
    untimed = cases.file_case(me, CODE, FILING)["id"]
    cases.act(officer("window"), untimed, ask.Return("accept", "部位不清"))
    later, sooner = ruling(me), ruling(me)
    cases.act(CUSTOMS, later, ask.Ask("accept", "成分？"), at=now() + timedelta(days=2))
    cases.act(CUSTOMS, sooner, ask.Ask("accept", "用途？"))
    waiting = list(cases.waiting_for_me(me))
    assert [case.id for case in waiting] == [sooner, later, untimed]
    assert waiting[0].applicant_due == end_of_the_day_in(5)
    assert waiting[2].applicant_due is None
    cases.act(me, sooner, ask.Answer(1, "医用"))
    assert cases.waiting_for_me(me).first().id == later
