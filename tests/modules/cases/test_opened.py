"""What an agency opens of its own accord: whom it is about sees it, hears of it and answers; a stranger does none of these."""

import pytest

from kouan.engine import Refused
from kouan.engine import commands as ask
from kouan.modules.cases import public as cases
from kouan.runtime.subscribers import drain

from .opened import inquiry
from .people import IMPORTER, RIVAL, officer, trader

pytestmark = pytest.mark.django_db(transaction=True)

__all__ = ["inquiry"]
CUSTOMS = officer("customs", "officer", "audit")


@pytest.fixture
def case(inquiry):
    return cases.file_case(CUSTOMS, inquiry, {"matter": "申报价格", "firm": IMPORTER})


def test_it_is_the_agency_s_and_about_the_firm(case):
    assert (case["filer"], case["principal"]) == ("customs", IMPORTER)
    assert cases.case_view(trader(IMPORTER), case["id"])["number"] == case["number"]
    for stranger in (trader(RIVAL), officer("msa")):
        with pytest.raises(cases.NotFound):
            cases.case_view(stranger, case["id"])


def test_a_firm_cannot_open_it(inquiry):
    with pytest.raises(Refused, match="Customs"):
        cases.file_case(trader(IMPORTER), inquiry, {"matter": "申报价格", "firm": IMPORTER})
    with pytest.raises(Refused, match="Customs"):
        cases.file_case(officer("msa"), inquiry, {"matter": "申报价格", "firm": IMPORTER})


def test_an_agency_needs_no_mandate_and_may_know_of_every_object(inquiry, monkeypatch):
    known = {("bill", "B1"): {"manifested": True, "known_to": [RIVAL]}}
    monkeypatch.setattr("kouan.runtime.objects.Inquiry.facts", lambda self, answers: known)
    case = cases.file_case(CUSTOMS, inquiry, {"matter": "货物去向", "firm": IMPORTER, "bill": "B1"})
    assert dict(cases.history(CUSTOMS, case["id"]).state.circumstances.objects) == known


def test_the_firm_hears_of_it_and_of_its_turn(case):
    drain()
    cases.act(CUSTOMS, case["id"], ask.Decide("notify", "approve"))
    drain()
    me = trader(IMPORTER)
    said = [notice.text.zh for notice in cases.notices(me)]
    assert f"海关开立了 {case['number']}，涉及贵单位。" in said
    assert any("陈述申辩" in words for words in said)
    assert not any("陈述申辩" in notice.text.zh for notice in cases.notices(CUSTOMS))
    assert [row.id for row in cases.waiting_for_me(me)] == [case["id"]]
    assert not cases.waiting_for_me(CUSTOMS).exists()


def test_the_firm_replies_and_cannot_withdraw(case):
    me = trader(IMPORTER)
    cases.act(CUSTOMS, case["id"], ask.Decide("notify", "approve"))
    with pytest.raises(Refused, match="Customs"):
        cases.act(me, case["id"], ask.Withdraw("不服"))
    assert cases.act(me, case["id"], ask.Supply("reply"))["steps"][-1]["name"] == "conclude"


def test_what_is_returned_lies_with_the_agency_that_opened_it(case):
    cases.act(CUSTOMS, case["id"], ask.Return("notify", "事由不清"))
    assert [row.id for row in cases.waiting_for_me(CUSTOMS)] == [case["id"]]
    assert not cases.waiting_for_me(trader(IMPORTER)).exists()
    assert cases.act(CUSTOMS, case["id"], ask.Resubmit({"matter": "价格", "firm": IMPORTER}))["status"] == "open"


def test_what_is_about_nobody_the_agency_does_itself(inquiry):
    case = cases.file_case(CUSTOMS, inquiry, {"matter": "专项"})["id"]
    cases.act(CUSTOMS, case, ask.Decide("notify", "approve"))
    assert [row.id for row in cases.waiting_for_me(CUSTOMS)] == [case]
    assert cases.act(CUSTOMS, case, ask.Supply("reply"))["status"] == "open"
