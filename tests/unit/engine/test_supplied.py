"""What the applicant hands in at a step of theirs is known to conditions, computed steps, events and later rules."""

from typing import Annotated

from kouan.blueprint import Computed, Document, Emit, Form, Text, Way, auto, review, supply
from kouan.engine import commands as ask
from kouan.engine import replay
from kouan.engine.scenario import attached

from .small import APPLICANT, CUSTOMS, file, small, then


class Receipt(Form):
    amount: Annotated[int, Text("金额", "Amount")]


def is_much(facts):
    """金额较大 | A large amount"""
    return facts.outcomes["pay"].data["amount"] > 100


def has_proof(facts):
    """已附缴款凭证 | The receipt is attached"""
    return "proof" in facts.circumstances.documents


def doubled(facts):
    return Computed("done", "", {"twice": facts.outcomes["pay"].data["amount"] * 2})


def paid(facts, bill):
    return {"amount": facts.outcomes["pay"].data["amount"], "proved": "proof" in facts.outcomes["pay"].documents}


PAYING = small(
    supply("pay", "缴款 | Pay", form=Receipt, emits=(Emit("paid", of="bill", tells=paid),))
    >> auto("double", "计算 | Compute", compute=doubled, ways=(Way("done", Text("已计算", "Computed")),))
    >> review("check", "复核 | Check", by="customs").when(is_much)
    >> review("file", "归档 | File", by="customs").when(has_proof),
    documents=(Document("proof", Text("凭证", "Receipt"), "order-236#accept", False, step="pay"),),
)


def paying(amount, *documents):
    first, case = file(PAYING, bills=["B1"])
    more, case = then(case, ask.Supply("pay", {"amount": amount}, attached(documents)), APPLICANT)
    return (*first, *more), case


def test_a_condition_and_a_computed_step_read_what_was_supplied():
    _, case = paying(101)
    assert case.outcomes["double"].data == {"twice": 202}
    assert [step.name for step in case.open_steps] == ["check"]
    assert paying(100)[1].status == "done"


def test_an_event_of_the_step_tells_what_was_supplied():
    events, _ = paying(5, "proof")
    said = next(event for event in events if event.kind == "paid").payload
    assert (said["amount"], said["proved"]) == (5, True)


def test_a_document_that_came_with_a_step_is_known_from_then_on():
    assert [step.name for step in paying(5, "proof")[1].open_steps] == ["file"]
    assert paying(5)[1].status == "done"


def test_a_document_that_came_with_an_answer_is_known_from_then_on():
    asked = small(
        review("look", "审核 | Look", by="customs") >> review("file", "归档 | File", by="customs").when(has_proof)
    )
    _, case = file(asked)
    _, case = then(case, ask.Ask("look", "凭证？"), CUSTOMS)
    _, case = then(case, ask.Answer(1, "随附", attached(["proof"])), APPLICANT)
    _, case = then(case, ask.Decide("look", "approve"), CUSTOMS)
    assert [step.name for step in case.open_steps] == ["file"]


def test_the_case_replayed_knows_as_much():
    events, case = paying(101, "proof")
    assert replay(PAYING, events).outcomes == case.outcomes
