"""Who opens a case corrects and withdraws it; whom it is about answers and supplies, be that a firm or the agency itself."""

from datetime import date

import pytest

from kouan.blueprint import review, supply
from kouan.blueprint.describe_procedure import description
from kouan.engine import Refused, opener, respondent
from kouan.engine import commands as ask
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import read_scenarios

from .small import APPLICANT, CUSTOMS, PORT, file, small, then

FLOW = review("look", "查看 | Look", by="port") >> supply("reply", "陈述申辩 | Reply")
FIRM = "91510100569680768F"
AUDIT = small(FLOW, opened_by=("customs",), principal=lambda filing: filing.firm)


def refusal(case, command, actor) -> str:
    with pytest.raises(Refused) as refused:
        then(case, command, actor)
    return refused.value.problems[0].message.en


def test_a_procedure_is_opened_by_applicants_unless_it_says_otherwise():
    assert file(small(FLOW))[1].status == "open"
    with pytest.raises(Refused, match="the applicant"):
        file(small(FLOW), by=CUSTOMS)


def test_what_an_agency_opens_nobody_else_opens():
    assert file(AUDIT, by=CUSTOMS, firm=FIRM)[1].filed_by == CUSTOMS
    for other in (APPLICANT, PORT):
        with pytest.raises(Refused, match="Customs"):
            file(AUDIT, by=other, firm=FIRM)


def test_some_are_opened_by_either():
    either = small(FLOW, opened_by=("applicant", "customs"))
    assert opener(file(either, by=CUSTOMS)[1]) == "customs"
    assert opener(file(either)[1]) == "applicant"


def test_the_agency_that_opened_it_corrects_and_withdraws_it():
    _, case = file(AUDIT, by=CUSTOMS, firm=FIRM)
    assert "Customs" in refusal(case, ask.Withdraw("撤"), APPLICANT)
    assert "Customs" in refusal(case, ask.Amend({"firm": FIRM}), APPLICANT)
    assert "Customs" in refusal(case, ask.Withdraw("撤"), PORT)
    _, returned = then(case, ask.Return("look", "事实不清"), PORT)
    assert "Customs" in refusal(returned, ask.Resubmit({"firm": FIRM}), APPLICANT)
    assert then(returned, ask.Resubmit({"firm": FIRM}), CUSTOMS)[1].status == "open"
    assert then(case, ask.Withdraw("不予立案"), CUSTOMS)[1].status == "withdrawn"


def test_whom_it_is_about_answers_and_supplies():
    _, case = file(AUDIT, by=CUSTOMS, firm=FIRM)
    _, asked = then(case, ask.Ask("look", "账册？"), PORT)
    assert "the applicant" in refusal(asked, ask.Answer(1, "在"), CUSTOMS)
    _, answered = then(asked, ask.Answer(1, "在"), APPLICANT)
    _, decided = then(answered, ask.Decide("look", "approve"), PORT)
    assert "the applicant" in refusal(decided, ask.Supply("reply"), CUSTOMS)
    assert then(decided, ask.Supply("reply"), APPLICANT)[1].status == "done"


def test_what_is_about_nobody_the_agency_answers_and_supplies_itself():
    _, case = file(AUDIT, by=CUSTOMS)
    assert (opener(case), respondent(case)) == ("customs", "customs")
    _, case = then(case, ask.Decide("look", "approve"), PORT)
    assert "Customs" in refusal(case, ask.Supply("reply"), APPLICANT)
    assert then(case, ask.Supply("reply"), CUSTOMS)[1].status == "done"


STORY = """
filings: {one: {firm: 91510100569680768F}}
scenarios:
  opened:
    title: 海关立案 | Opened by customs
    filing: one
    at: "2026-03-02T09:00+08:00"
    moves: [{by: port, decide: look}, {supply: reply}]
    expect: {status: done}
  refused:
    title: 不予同意 | Refused
    filing: one
    by: customs
    at: "2026-03-02T09:00+08:00"
    moves: [{by: port, decide: look, outcome: refuse, reason: 证据不足}]
    expect: {status: refused}
"""


def test_a_story_is_opened_by_the_first_who_may():
    assert [tell(AUDIT, story).mismatches for story in read_scenarios(STORY)] == [[], []]


def test_the_check_knows_the_agencies_that_open():
    found = audit(
        small(FLOW, opened_by=("applicant", "navy")),
        read_scenarios(STORY.replace("    by: customs\n", "")),
        date(2026, 3, 2),
    )
    assert any("“navy”" in finding.en for finding in found)
    assert description(AUDIT, date(2026, 3, 2))["opened_by"] == ["customs"]
