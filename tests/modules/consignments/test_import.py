"""An import from the announcement of its ship to the gate."""

import pytest

from kouan.engine import Refused
from kouan.modules.consignments import public
from kouan.runtime import log
from tests.modules.consignments.port import (
    BILL,
    BOX,
    CALL,
    OTHER,
    Port,
    agent,
    bill,
    box,
    carrier,
    customs,
    importer,
    kinds,
    msa,
    tally_clerk,
    terminal,
)


def test_a_box_comes_is_declared_inspected_released_and_leaves(port: Port):
    port.announce()
    port.later()
    port.manifest()
    assert box().held_by == ",customs,"
    assert box().place == "aboard"

    port.later(24)
    port.arrive()
    port.discharge(yard="A0101")
    public.tally(tally_clerk, public.Tally(happened_at=port.later(), container=BOX, packages=10))
    port.later()
    port.case("1", "filed", ("bill", BILL), ("container", BOX))
    port.case("1", "declared", ("bill", BILL), mode="ordinary", direction="import")
    port.case("1", "inspection-ordered", ("bill", BILL), authority="customs")
    port.case("1", "inspection-ordered", ("container", BOX), authority="customs")
    [errand] = public.errands(terminal)
    assert (errand.to_do, errand.notice.box_id) == ("move", f"{BOX}/{CALL}")
    assert errand.due is not None

    public.plan_inspection(
        terminal, public.PlanInspection(happened_at=port.now, container=BOX, planned_at=port.later(2))
    )
    public.move_to_inspection(terminal, public.MoveToInspection(happened_at=port.now, container=BOX, site="CIC-3"))
    assert box().place == "inspection"
    port.later(3)
    port.case("1", "inspection-cleared", ("bill", BILL), authority="customs")
    port.case("1", "inspection-cleared", ("container", BOX), authority="customs")
    assert public.errands(terminal)[0].to_do == "return"
    public.return_to_yard(terminal, public.ReturnToYard(happened_at=port.later(), container=BOX, yard="A0102"))
    assert public.errands(terminal) == []

    assert box().released_at is None
    port.release()
    assert box().released_at is not None
    assert bill().released_at is not None
    port.later()
    gone = port.gate_out(truck="鲁B12345")
    assert (gone.place, gone.truck) == ("out", "鲁B12345")
    assert kinds(gone.stream)[-2:] == ["released", "gated-out"]


def test_every_event_says_what_it_is_about_and_who_did_it(port: Port):
    port.announce()
    port.manifest()
    port.arrive()
    port.discharge()
    arrived = next(event for event in log.read(f"call/{CALL}") if event.kind == "arrived")
    assert {(ref.kind, ref.id) for ref in arrived.objects} == {
        ("vessel-call", CALL),
        ("bill", BILL),
        ("container", BOX),
    }
    assert arrived.actor.party == agent.party
    [discharged] = log.read(f"container/{BOX}/{CALL}")
    assert [(ref.kind, ref.qualifier) for ref in discharged.objects] == [
        ("container", ""),
        ("bill", "part"),
        ("vessel-call", "call"),
    ]


def test_released_on_arrival_when_declared_in_advance_and_not_selected(port: Port):
    port.announce()
    port.manifest(boxes=(BOX, OTHER))
    port.case("1", "filed", ("bill", BILL))
    port.case("1", "declared", ("bill", BILL), mode="advance", direction="import")
    port.later(20)
    assert box().released_at is None
    port.arrive()
    port.release()
    assert [each.released_at is not None for each in (box(BOX), box(OTHER), bill())] == [True, True, True]


def test_a_hold_on_a_bill_covers_its_boxes_and_one_on_a_box_only_it(port: Port):
    port.announce()
    port.manifest(boxes=(BOX, OTHER))
    port.hold(msa, "msa", bill=BILL)
    port.hold(msa, "msa", container=OTHER)
    port.release()
    assert (box(BOX).holders, box(OTHER).holders) == (["msa"], ["msa"])
    port.lift(msa, "msa", container=BOX)
    assert (box(BOX).released_at is not None, box(OTHER).released_at is not None) == (True, False)
    port.lift(msa, "msa", bill=BILL)
    assert box(OTHER).held_by == ""
    assert bill().released_at is not None


def test_one_case_does_not_lift_what_another_holds(port: Port):
    port.announce()
    port.manifest()
    port.case("2", "hold-placed", ("container", BOX), authority="customs", reason="涉嫌侵权")
    port.release(case="1")
    assert box().holders == ["customs"]
    port.case("2", "hold-lifted", ("container", BOX), authority="customs")
    assert box().released_at is not None


def test_a_case_that_says_why_lifts_only_what_it_placed_for_that(port: Port):
    port.announce()
    port.manifest()
    port.case("2", "hold-placed", ("bill", BILL), authority="customs", **{"reason-code": "cold-chain"})
    port.case("2", "hold-lifted", ("bill", BILL), authority="customs", **{"reason-code": "cold-chain"})
    assert (box().holders, box().released_at) == (["customs"], None)
    port.case("3", "hold-placed", ("bill", BILL), authority="customs", **{"reason-code": "cold-chain"})
    port.release(case="1")
    assert box().holders == ["customs"]
    port.case("3", "hold-lifted", ("bill", BILL), authority="customs", **{"reason-code": "cold-chain"})
    assert box().released_at is not None


def test_goods_whose_release_was_taken_back_are_released_by_the_next_case(port: Port):
    port.announce()
    port.manifest()
    port.release(case="1")
    for what in (("bill", BILL), ("container", BOX)):
        port.case("1", "hold-placed", what, heard=False, authority="customs", **{"reason-code": "taken-back"})
    port.hear()
    assert (box().holders, box().released_at) == (["customs"], None)
    port.release(case="2")
    assert (box().holders, box().released_at is not None) == ([], True)


def test_two_bills_in_one_box_are_both_waited_for(port: Port):
    port.announce()
    port.manifest()
    port.manifest("COSU6999999990")
    port.case("1", "filed", ("bill", BILL), ("container", BOX))
    port.release(BILL, "1")
    port.case("1", "hold-lifted", ("container", BOX), authority="customs")
    assert box().holders == ["customs"]
    port.release("COSU6999999990", "2")
    assert box().released_at is not None
    assert box().bill_numbers == [BILL, "COSU6999999990"]


def test_a_new_hold_revokes_the_release_until_it_is_lifted(port: Port):
    port.announce()
    port.manifest()
    port.release()
    first = public.release_signal(box())
    port.hold(customs, "customs", container=BOX)
    assert box().released_at is None
    assert public.release_signal(box()) is None
    assert kinds(box().stream)[-1] == "release-revoked"
    port.lift(customs, "customs", container=BOX)
    second = public.release_signal(box())
    assert first is not None
    assert second is not None
    assert [public.verify_release(each.as_json()).valid for each in (first, second)] == [False, True]


def test_a_hold_that_comes_after_the_box_left_revokes_nothing(port: Port):
    port.announce()
    port.manifest()
    port.discharge()
    port.release()
    port.gate_out()
    port.later()
    port.case("2", "hold-placed", ("container", BOX), authority="customs")
    assert "release-revoked" not in kinds(box().stream)
    with pytest.raises(Refused, match="already reported"):
        port.hold(customs, "customs", container=BOX)


def test_the_carrier_may_hold_for_its_freight(port: Port):
    port.announce()
    port.manifest(carrier_hold=True)
    port.release()
    assert box().holders == ["carrier"]
    public.carrier_release(carrier, public.CarrierRelease(happened_at=port.now, bill=BILL))
    assert box().released_at is not None


def test_a_box_that_no_manifest_names_stays_until_one_does(port: Port):
    port.announce()
    port.arrive()
    port.discharge()
    assert (box().bill_numbers, box().holders) == ([], ["customs"])
    port.later(5)
    port.manifest()
    assert kinds(f"bill/{BILL}") == ["manifested", "arrived"]
    port.release()
    assert box().released_at is not None


def test_bulk_is_released_by_bill(port: Port):
    port.announce()
    port.manifest("BULK2026001", boxes=(), cargo="bulk")
    public.tally_bill(tally_clerk, public.TallyBill(happened_at=port.now, bill="BULK2026001", packages=1))
    assert bill("BULK2026001").released_at is None
    port.release("BULK2026001")
    assert bill("BULK2026001").released_at is not None


def test_importers_cannot_see_to_the_ship_nor_the_ship_to_customs(port: Port):
    port.announce()
    port.manifest()
    with pytest.raises(Refused) as refused:
        port.gate_out(by=importer)
    assert refused.value.problems[0].code == "not-entitled"
    with pytest.raises(Refused, match="for Customs to report"):
        port.lift(agent, "customs", bill=BILL)
