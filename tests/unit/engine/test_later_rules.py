"""Rules of a later step read how the steps before it ended, and what was filled in there."""

from collections.abc import Iterator
from typing import Annotated

import pytest

from kouan.blueprint import APPROVE, Circumstances, Finding, Form, Text, Way, review, rule, supply
from kouan.engine import Refused
from kouan.engine import commands as ask

from .small import APPLICANT, CUSTOMS, PORT, file, small, then

ON_CONDITION = Way("on-condition", Text("有条件同意", "On condition"))


class Tonnes(Form):
    tonnes: Annotated[int, Text("吨数", "Tonnes")]


@rule("more-than-agreed", basis="order-236#accept")
def no_more_than_agreed(said: Tonnes, on: Circumstances) -> Iterator[Finding]:
    """不能超过同意的 {most} 吨。 | No more than the {most} tonnes agreed."""
    most = on.outcomes["agree"].data["tonnes"] if on.outcome("agree") == "on-condition" else 999
    if said.tonnes > most:
        yield "tonnes", {"most": most}


@rule("not-before-agreed", basis="order-236#accept")
def nothing_has_ended_at_filing(filing: Form, on: Circumstances) -> Iterator[Finding]:
    """申报时尚无环节办结。 | No step has ended when it is filed."""
    if not on.step and on.outcomes:
        yield "note"


LATER = small(
    review("agree", "同意 | Agree", by="customs", ways=(APPROVE, ON_CONDITION), form=Tonnes)
    >> supply("load", "装载 | Load", form=Tonnes, rules=(no_more_than_agreed,))
    >> review("count", "点数 | Count", by="port", form=Tonnes, rules=(no_more_than_agreed,)),
    rules=(nothing_has_ended_at_filing,),
)


def agreed(outcome: str):
    _, case = file(LATER)
    return then(case, ask.Decide("agree", outcome, data={"tonnes": 100}), CUSTOMS)[1]


def refusal(case, command, actor) -> list[str]:
    with pytest.raises(Refused) as refused:
        then(case, command, actor)
    return [f"{each.code}@{each.path}: {each.message.en}" for each in refused.value.problems]


def test_what_the_applicant_supplies_is_held_against_what_was_decided():
    case = agreed("on-condition")
    found = refusal(case, ask.Supply("load", {"tonnes": 101}), APPLICANT)
    assert found == ["more-than-agreed@/tonnes: No more than the 100 tonnes agreed."]
    assert then(case, ask.Supply("load", {"tonnes": 100}), APPLICANT)[1].outcomes["load"].data == {"tonnes": 100}
    assert then(agreed("approve"), ask.Supply("load", {"tonnes": 101}), APPLICANT)[1].status == "open"


def test_so_is_what_an_officer_fills_in():
    _, case = then(agreed("on-condition"), ask.Supply("load", {"tonnes": 90}), APPLICANT)
    found = refusal(case, ask.Decide("count", "approve", data={"tonnes": 101}), PORT)
    assert found == ["more-than-agreed@/tonnes: No more than the 100 tonnes agreed."]
    assert then(case, ask.Decide("count", "approve", data={"tonnes": 95}), PORT)[1].status == "done"


def test_a_corrected_filing_is_judged_with_what_was_decided_before():
    _, case = then(agreed("approve"), ask.Supply("load", {"tonnes": 90}), APPLICANT)
    _, returned = then(case, ask.Return("count", "数量不清"), PORT)
    assert refusal(returned, ask.Resubmit({}), APPLICANT) == [
        "not-before-agreed@/note: No step has ended when it is filed."
    ]
