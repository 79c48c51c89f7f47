"""A step may wait for one of several events, each of which ends it in a way of its own."""

from datetime import date

from kouan.blueprint import Text, Way, until
from kouan.blueprint.describe_procedure import description
from kouan.engine import commands as ask
from kouan.engine.audit import audit
from kouan.kernel.event import SYSTEM

from .small import file, small, then

CLEARED, HELD = Way("cleared", Text("查验正常", "Cleared")), Way("held", Text("扣留", "Held"), ends=True)


def waiting(ways=(CLEARED, HELD), **events):
    kinds = {kind.replace("_", "-"): code for kind, code in events.items()}
    return small(until("outcome", "等待结果 | Outcome", event=kinds, of="bill", by="customs", ways=ways))


EITHER = waiting(inspection_cleared="cleared", hold_placed="held")


def test_the_way_is_that_of_the_event():
    _, case = file(EITHER, bills=["B1"])
    assert case.open_steps[0].events == {"inspection-cleared": "cleared", "hold-placed": "held"}
    assert then(case, ask.Decide("outcome", "cleared"), SYSTEM)[1].status == "done"
    assert then(case, ask.Decide("outcome", "held", "B1 hold-placed"), SYSTEM)[1].status == "refused"


def test_a_single_event_brings_the_first_way():
    one = small(until("come", "到港 | Arrival", event="arrived", of="bill", by="port"))
    assert file(one)[1].open_steps[0].events == {"arrived": "done"}


def findings(procedure) -> list[str]:
    return [finding.en for finding in audit(procedure, (), date(2026, 3, 2))]


def test_the_check_wants_a_way_for_every_event_and_an_event_for_every_way():
    lost = "small: step outcome has no outcome “lost”, into which hold-placed should end it."
    assert lost in findings(waiting(inspection_cleared="cleared", hold_placed="lost"))
    assert "small: step outcome: no event brings its outcome “held”." in findings(waiting(inspection_cleared="cleared"))
    assert not [each for each in findings(EITHER) if "brings" in each or "should end" in each]


def test_the_description_names_what_is_awaited():
    said = description(EITHER, date(2026, 3, 2))["flow"]["awaits"]
    assert said == {"of": "bill", "events": {"inspection-cleared": "cleared", "hold-placed": "held"}}


def test_the_check_wants_a_wait_for_what_comes_again_and_again_to_be_fresh():
    def moved(**more):
        return small(until("move", "移箱 | Move", event="discharged", of="container", by="port", **more))

    said = "small: step move waits for a “container”, which comes again and again, and is not fresh."
    assert said in findings(moved())
    assert said not in findings(moved(fresh=True))
