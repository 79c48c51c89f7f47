"""What a step sends back has its time; what an officer fills in is judged by the step's own rules."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Annotated

import pytest

from kouan.blueprint import (
    Finding,
    Form,
    Procedure,
    Terms,
    Text,
    Way,
    parse,
    plain_numbering,
    review,
    rule,
)
from kouan.blueprint.describe_procedure import description
from kouan.blueprint.facts import Circumstances
from kouan.blueprint.flow import Within
from kouan.engine import Refused, moved, reply_due
from kouan.engine import commands as ask
from kouan.engine.audit import audit
from kouan.kernel.event import Actor
from kouan.kernel.limit import Limit

FILED = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
APPLICANT, OFFICER = Actor("91510100569680768F", "clerk"), Actor("customs", "officer")
FIVE_DAYS = Within("correct", Limit.of("5 days"), "order-236#correct", True)


class Filing(Form):
    matter: Annotated[str, Text("事项", "Matter")]


class Visit(Form):
    on: Annotated[date, Text("到场日期", "Day of the visit")]


@rule("visit-to-come", basis="order-236#accept")
def visits_are_planned_ahead(visit: Visit, on: Circumstances) -> Iterator[Finding]:
    """到场日期应晚于今日。 | The visit must lie ahead."""
    if visit.on <= on.moment.date():
        yield "on"


RULED = Procedure(
    code="ruled", title=Text("裁定", "Ruling"), summary=Text("裁定", "Ruling"), basis=("order-236#accept",),
    lead="customs", form=Filing, category=Text("裁定", "Rulings"), terms=Terms({}), numbering=plain_numbering("R"),
    flow=lambda limit: review(
        "accept", "受理 | Acceptance", by="customs", within=FIVE_DAYS, reply=FIVE_DAYS, form=Visit,
        rules=(visits_are_planned_ahead,),
    ),
)  # fmt: skip


def tell(*commands):
    """The case after filing and these commands, each an hour-offset, an actor and a command."""
    _, case = moved(RULED, None, ask.File(parse(Filing, {"matter": "税则归类"})), APPLICANT, FILED)
    for hours, actor, command in commands:
        _, case = moved(RULED, case, command, actor, FILED + timedelta(hours=hours))
    return case


def codes(refused) -> list[str]:
    return [problem.code for problem in refused.value.problems]


RETURNED = (24, OFFICER, ask.Return("accept", "材料不全"))
CORRECTED = ask.Resubmit({"matter": "原产地"})


def test_a_returned_filing_shows_until_when_it_must_be_corrected():
    case = tell(RETURNED)
    assert reply_due(case, case.correction) == datetime(2026, 3, 8, 15, 59, 59, tzinfo=UTC)


def test_a_correction_in_time_is_taken():
    assert tell(RETURNED, (24 * 6, APPLICANT, CORRECTED)).status == "open"


def test_a_correction_after_its_time_is_refused_and_says_when_that_was():
    with pytest.raises(Refused) as refused:
        tell(RETURNED, (24 * 7, APPLICANT, CORRECTED))
    assert codes(refused) == ["correction-late"]
    assert "2026-03-08" in refused.value.problems[0].message.zh


def test_a_question_has_the_same_time_but_a_late_answer_is_heard():
    case = tell((1, OFFICER, ask.Ask("accept", "成分？")))
    assert reply_due(case, case.questions[1]) == datetime(2026, 3, 7, 15, 59, 59, tzinfo=UTC)
    assert tell((1, OFFICER, ask.Ask("accept", "成分？")), (999, APPLICANT, ask.Answer(1, "钢"))).questions[1].answer


def test_what_an_officer_fills_in_is_judged_by_the_day_it_is_filled_in():
    with pytest.raises(Refused) as refused:
        tell((24, OFFICER, ask.Decide("accept", "approve", data={"on": "2026-03-03"})))
    assert codes(refused) == ["visit-to-come"]
    assert tell((24, OFFICER, ask.Decide("accept", "approve", data={"on": "2026-03-04"}))).status == "done"


def test_a_refusal_needs_its_reason_and_not_the_form():
    assert tell((1, OFFICER, ask.Decide("accept", "refuse", "不属于预裁定事项"))).status == "refused"


def test_the_guide_and_the_check_know_of_both():
    row = description(RULED, date(2026, 3, 2))["flow"]
    assert row["reply"]["clause"] == "order-236#correct"
    assert any("visit-to-come" in finding.en for finding in audit(RULED, (), date(2026, 3, 2)))


def test_a_word_against_the_applicant_needs_its_reason_even_where_the_case_goes_on():
    objection = Way("objects", Text("有异议", "Objects"), adverse=True)
    heard = replace(RULED, flow=lambda limit: review("accept", "受理 | Acceptance", by="customs", ways=(objection,)))
    _, case = moved(heard, None, ask.File(parse(Filing, {"matter": "税则归类"})), APPLICANT, FILED)
    with pytest.raises(Refused) as refused:
        moved(heard, case, ask.Decide("accept", "objects"), OFFICER, FILED)
    assert codes(refused) == ["reason-missing"]
    assert moved(heard, case, ask.Decide("accept", "objects", "泊位不符"), OFFICER, FILED)[1].status == "done"
