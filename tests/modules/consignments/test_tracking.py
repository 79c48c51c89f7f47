"""Tracking: what happened, whose turn it is, until when; and how little the public is told."""

from datetime import timedelta

import pytest

from kouan.kernel.event import SYSTEM
from kouan.modules.consignments import public
from kouan.runtime import objects
from tests.modules.consignments.port import (
    AGENT,
    BILL,
    BOOKING,
    BOX,
    CALL,
    MORNING,
    OTHER,
    TERMINAL,
    Port,
    box,
    customs,
    importer,
    rival,
    terminal,
)

DECLARATION = "390220261000000001"


@pytest.fixture
def inspected(port: Port) -> Port:
    """A box that was discharged and is to be inspected."""
    port.announce()
    port.manifest()
    port.later(24)
    port.arrive()
    port.later()
    port.discharge(yard="A0101")
    port.later()
    port.case("1", "filed", ("declaration", DECLARATION, "case"), ("bill", BILL), ("container", BOX))
    port.case("1", "inspection-ordered", ("container", BOX), authority="customs", reason="布控命中")
    return port


def test_the_timeline_tells_event_time_record_time_and_who(inspected: Port):
    [track] = public.track(importer, container=BOX)
    assert [entry.kind for entry in track.entries] == ["manifested", "arrived", "discharged", "inspection-ordered"]
    manifested, _, discharged, _ = track.entries
    assert (manifested.happened_at, manifested.party) == (MORNING, AGENT)
    assert manifested.recorded_at > manifested.happened_at
    assert (discharged.detail.zh, discharged.detail.en) == ("场位 A0101", "yard position A0101")


def test_whose_turn_it_is_until_when(inspected: Port):
    [track] = public.track(importer, bill=BILL)
    terminal_moves = track.holders[0]
    assert (terminal_moves.who.en, terminal_moves.what.en) == ("Terminal", "move it to inspection")
    assert terminal_moves.until == inspected.now + timedelta(hours=24)
    public.move_to_inspection(terminal, public.MoveToInspection(happened_at=inspected.later(), container=BOX))
    customs_inspects = public.holders(box())[0]
    assert (customs_inspects.who.en, customs_inspects.what.en) == ("Customs", "inspect it")
    assert customs_inspects.until == inspected.now + timedelta(hours=24)


def test_what_procedures_tell_of_bill_box_and_ship_stands_in_their_timelines_once(port: Port):
    port.announce()
    port.manifest()
    until = (MORNING + timedelta(days=2)).isoformat()
    space = {"voyage": "HP-NS-260318B", "barge": "粤港驳 88", "loads_at": until, "trade": "import"}
    permit = {"permit": "boarding", "number": "DL26-4C1D22AA", "valid_until": until, "persons": 3}
    port.case("1", "sale-permitted", ("bill", BILL))
    port.case("2", "barge-space-booked", ("container", BOX), **space)
    port.case("2", "barge-space-rolled", ("container", BOX), voyage="HP-NS-260318B", cause="water")
    port.case("3", "border-permit-issued", ("vessel-call", CALL), **permit)
    port.case("4", "passengers-landed", ("vessel-call", CALL), landed=1, toured=2)
    port.hear()
    entries = public.box_timeline(customs, box())
    assert [entry.kind for entry in entries] == [
        "manifested", "sale-permitted", "barge-space-booked", "barge-space-rolled",
    ]  # fmt: skip
    assert entries[2].detail.en.startswith("HP-NS-260318B, 粤港驳 88, ")
    of_the_ship = {entry.kind: entry.detail.en for entry in public.call_timeline(public.call(customs, CALL))}
    assert of_the_ship["border-permit-issued"].startswith("DL26-4C1D22AA, for 3, until ")
    assert of_the_ship["passengers-landed"] == "1 landed for good, 2 went ashore"
    assert (box().released_at, box().holders) == (None, ["customs"])


def test_an_import_waits_to_be_declared_then_picked_up(port: Port):
    port.announce()
    port.manifest()
    [before] = public.holders(box())
    assert (before.who.en, before.until) == ("The declarant", None)
    port.arrive()
    [waits] = public.holders(box())
    assert waits.clause == "customs-law#time-limit"
    assert waits.until is not None
    port.discharge()
    port.later()
    port.release()
    [free] = public.holders(box())
    assert (free.who.en, free.what.en) == ("The consignee", "pick it up")
    port.gate_out()
    assert public.holders(box()) == []


def test_a_declaration_number_leads_to_its_boxes(inspected: Port, monkeypatch: pytest.MonkeyPatch):
    [track] = public.track(importer, declaration=DECLARATION)
    assert track.box.container == BOX
    for number in (DECLARATION, "390220261000000002"):
        with pytest.raises(public.NotFound):
            public.track(rival, declaration=number)


def test_the_public_needs_both_numbers_and_sees_milestones(inspected: Port):
    track = public.track_publicly(BILL, BOX)
    assert [entry.kind for entry in track.entries] == ["arrived", "discharged", "inspection-ordered"]
    assert {entry.party for entry in track.entries} == {""}
    assert {entry.detail.en for entry in track.entries} == {""}
    for bill, container in ((BILL, OTHER), (BOOKING, BOX), ("", BOX), (BILL, "")):
        with pytest.raises(public.NotFound):
            public.track_publicly(bill, container)


def test_without_a_number_there_is_nothing_to_track(port: Port):
    with pytest.raises(public.NotFound):
        public.track(customs)


def test_the_release_signal_can_be_checked_by_anybody(inspected: Port):
    assert public.release_signal(box()) is None
    inspected.release()
    signal = public.release_signal(box())
    assert signal is not None
    told = signal.as_json()
    assert public.verify_release(told).valid
    forged = public.verify_release({**told, "container": OTHER})
    assert (forged.signed, forged.valid) == (False, False)
    assert not public.verify_release({**told, "signature": "nonsense"}).signed
    with pytest.raises(ValueError, match="not a release signal"):
        public.verify_release({"container": BOX})


def test_rules_are_told_what_the_manifest_says(port: Port):
    port.announce()
    port.manifest(boxes=(BOX, OTHER))
    asked = [("bill", BILL), ("bill", "NOBODY"), ("container", BOX), ("vessel-call", CALL)]
    facts = objects.facts(asked, port.now)
    bill = facts["bill", BILL]
    assert (bill["gross_weight"], bill["packages"], bill["vessel"], bill["voyage"]) == (
        *("18000", 100, "EVER GOLDEN", "012E"),
    )
    assert bill["containers"] == sorted([BOX, OTHER])
    assert "arrived_at" not in bill
    assert facts["bill", "NOBODY"] == {}
    assert facts["container", BOX]["bill"] == BILL
    assert facts["vessel-call", CALL]["status"] == "expected"
    port.arrive()
    assert objects.facts(asked, port.now)["bill", BILL]["arrived_at"] == port.now.isoformat()


def test_rules_are_told_which_horse_is_kept_apart_by_whom(port: Port):
    first, second = ("horse", "985101045512378"), ("horse", "985101045498820")
    for case, horse in (("1", first), ("2", first), ("3", second)):
        port.case(case, "hold-placed", horse, authority="customs")
    port.case("2", "hold-lifted", first, authority="customs")
    port.case("3", "hold-lifted", second, authority="customs")
    assert objects.facts((first, second), port.now) == {first: {"held_by": ["customs"]}, second: {}}


def test_calls_in_port_and_expected_and_how_long_boxes_stand(inspected: Port):
    inspected.announce("VC-2026-000124")
    assert [call.number for call in public.calls_in_port(terminal)] == [CALL]
    assert [call.number for call in public.calls_expected(terminal)] == ["VC-2026-000124"]
    assert [each.container for each in public.held_boxes(terminal)] == [BOX]
    assert public.dwell(box(), inspected.now) == timedelta(hours=1)


def test_the_house_may_report_for_an_adapter(port: Port):
    form = public.AnnounceCall(
        happened_at=port.now, number="VC-2026-000125", ship="MSC ANNA", imo="9811000", eta=port.now, terminal=TERMINAL
    )
    assert public.announce_call(SYSTEM, form, demo=True).demo
