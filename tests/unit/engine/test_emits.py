"""What a step puts on the log: for the objects that it is about, with what there is to say of each."""

from datetime import date

from kouan.blueprint import Computed, Emit, Text, Way, auto, review
from kouan.engine import commands as ask
from kouan.engine.audit import audit
from kouan.engine.scenario import read_scenarios

from .small import APPLICANT, CUSTOMS, PORT, file, small, then


def computed(facts):
    return Computed("done", "", {"weights": {"B1": 12, "B2": 0}})


def weight(facts, bill):
    return {"weight": facts.outcomes["weigh"].data["weights"][bill.id]}


def is_laden(facts, bill):
    return facts.outcomes["weigh"].data["weights"][bill.id] > 0


def weighing(**more):
    weighed = Way("done", Text("已过磅", "Weighed"), emits=(Emit("weighed", of="bill", data={"by": "quay"}, **more),))
    return small(auto("weigh", "过磅 | Weigh", compute=computed, ways=(weighed,)))


def said(procedure):
    events, _ = file(procedure, bills=["B1", "B2"])
    return {event.objects[0].id: dict(event.payload) for event in events if event.kind == "weighed"}


def test_an_event_is_put_out_for_every_object_of_its_kind():
    assert said(weighing()) == {"B1": {"step": "weigh", "by": "quay"}, "B2": {"step": "weigh", "by": "quay"}}


def test_an_event_tells_what_was_computed_of_its_object():
    found = said(weighing(tells=weight))
    assert (found["B1"]["weight"], found["B2"]["weight"]) == (12, 0)
    assert found["B1"]["by"] == "quay"


def test_an_event_is_put_out_only_for_the_objects_it_concerns():
    assert list(said(weighing(tells=weight, only=is_laden))) == ["B1"]


BOOKED = Way("done", Text("已预约", "Booked"), emits=(Emit("booked", of="bill"),))


def was_booked(facts, bill):
    return facts.outcome("book") == "done"


BOOKING = small(
    review("agree", "同意 | Agree", by="customs") >> auto("book", "预约 | Book", ways=(BOOKED,))
    >> review("work", "作业 | Work", by="port"),
    takes_back=(Emit("cancelled", of="bill", tells=lambda facts, bill: {"of": bill.id}, only=was_booked),),
)  # fmt: skip


def ended(*commands):
    """The kinds and payloads of what the last command put on the log, after the bill was booked or not."""
    _, case = file(BOOKING, bills=["B1"])
    events = ()
    for command, actor in commands:
        events, case = then(case, command, actor)
    return [(event.kind, dict(event.payload)) for event in events if event.objects and event.kind == "cancelled"]


AGREED = (ask.Decide("agree", "approve"), CUSTOMS)


def test_a_withdrawal_takes_back_what_was_said():
    assert ended(AGREED, (ask.Withdraw("改期"), APPLICANT)) == [("cancelled", {"result": "withdrawn", "of": "B1"})]


def test_a_case_declared_void_takes_it_back_even_after_its_end():
    assert ended(AGREED, (ask.Void("误报"), CUSTOMS)) == [("cancelled", {"result": "void", "of": "B1"})]
    worked = (ask.Decide("work", "approve"), PORT)
    assert ended(AGREED, worked, (ask.Void("误报"), CUSTOMS)) == [("cancelled", {"result": "void", "of": "B1"})]


def test_what_was_never_said_is_not_taken_back():
    assert ended((ask.Withdraw("改期"), APPLICANT)) == []
    assert ended(AGREED, (ask.Decide("work", "refuse", "停工"), PORT)) == []


def test_the_check_wants_a_story_that_takes_back():
    found = audit(BOOKING, (), date(2026, 3, 2))
    assert "small: no scenario is withdrawn, or void, and takes back by cancelled." in [each.en for each in found]


STORY = """
filings: {one: {bills: [B1]}}
scenarios: {weighed: {title: 过磅 | Weighed, filing: one, at: "2026-03-02T09:00+08:00", expect: {status: done}}}
"""


def findings(procedure):
    return [finding.en for finding in audit(procedure, read_scenarios(STORY), date(2026, 3, 2))]


def test_the_check_wants_an_event_to_say_what_the_log_can_keep():
    assert findings(weighing(tells=weight)) == []
    untold = findings(weighing(tells=lambda facts, bill: {"on": date(2026, 3, 2)}))
    assert untold == ["small: scenario weighed: what the event weighed says is not JSON data."]


def test_the_check_wants_the_form_to_name_what_an_event_is_about():
    lost = Way("done", Text("已过磅", "Weighed"), emits=(Emit("weighed", of="parcel"),))
    found = findings(small(auto("weigh", "过磅 | Weigh", ways=(lost,))))
    assert found == ["small: step weigh is about “parcel”, and no field of the form names one."]
