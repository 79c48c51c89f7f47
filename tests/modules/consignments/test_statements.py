"""What procedures accept, change and delete of manifests makes the bills here, in whatever order it is heard."""

from itertools import permutations
from typing import Any

import pytest

from kouan.engine import Refused
from kouan.kernel.event import Actor
from kouan.modules.consignments import public
from kouan.modules.consignments.models import Bill
from kouan.runtime import objects
from kouan.runtime.models import SubscriberCursor
from tests.modules.consignments.port import (
    AGENT,
    BILL,
    BOX,
    CALL,
    IMPORTER,
    OTHER,
    Port,
    agent,
    bill,
    box,
    customs,
    importer,
    kinds,
    rival,
)

WAYBILL, HOUSE = "784-12345675", "784-12345675_XM0001"
SENDER = Actor(AGENT, "agent-1")
WHOLE = {
    "mode": "container-ship", "direction": "import", "call": CALL, "conveyance": "EVER GOLDEN", "voyage": "012E",
    "cargo": "container", "load_port": "SGSIN", "discharge_port": "CNZNG", "consignee": IMPORTER,
    "consignee_name": "澄湾果业", "shipper_name": "LION CITY", "goods": "鲜苹果", "packages": 100, "gross_weight": "18000",
    "boxes": [{"container": BOX, "iso_type": "45G1", "packages": 100, "gross_weight": "18000", "fullness": "full"}],
}  # fmt: skip
FLIGHT = {"mode": "air", "direction": "import", "voyage": "MF8618", "conveyance": "B-2868", "packages": 60}
FLIGHT |= {"gross_weight": "720", "goods": "芯片", "consignee": IMPORTER, "load_port": "SIN", "discharge_port": "XMN"}


def says(port: Port, case: str, kind: str, number: str = BILL, *, heard: bool = True, **said: Any) -> None:
    """A case of the ship's side says something of a bill."""
    if f"case/{case}" not in port.cases:
        port.case(case, "filed", ("bill", number), heard=False, by=SENDER)
    port.case(case, kind, ("bill", number), heard=heard, **said)


def changes(*rows: tuple[str, str, str, str | None]) -> list[dict[str, Any]]:
    return [
        {"item": item, "before": before, "after": after} | ({"box": crate} if crate else {})
        for item, before, after, crate in rows
    ]


def facts(number: str = BILL) -> dict[str, Any]:
    known = objects.facts([("bill", number)], __import__("datetime").datetime.now(__import__("datetime").UTC))
    return dict(known[("bill", number)])


def test_an_accepted_manifest_makes_the_bill_and_its_boxes_under_customs(port: Port):
    port.announce()
    says(port, "1", "manifest-accepted", **WHOLE)
    made = bill()
    assert (made.call_id, made.packages, made.goods, made.sender) == (CALL, 100, "鲜苹果", AGENT)
    assert box().holders == ["customs"]
    assert box().iso_type == "45G1"
    assert public.bill(importer, BILL).number == BILL
    with pytest.raises(public.NotFound):
        public.bill(rival, BILL)


def test_its_line_on_the_timeline_leads_to_the_case(port: Port):
    port.announce()
    says(port, "1", "manifest-accepted", **WHOLE)
    _, entries = public.track_bill(importer, BILL)
    [line] = [entry for entry in entries if entry.kind == "manifested"]
    from kouan.runtime import log

    [told] = log.at_positions([line.position])
    assert (told.kind, told.stream, line.party) == ("manifest-accepted", "case/1", AGENT)


def test_told_twice_it_is_one(port: Port):
    port.announce()
    says(port, "1", "manifest-accepted", **WHOLE)
    SubscriberCursor.objects.filter(name="consignments-manifests").update(position=0)
    port.hear()
    assert kinds(f"bill/{BILL}") == ["manifested"]


def test_the_rest_that_follows_completes_it(port: Port):
    port.announce()
    says(port, "1", "manifest-accepted", **WHOLE)
    sealed = [WHOLE["boxes"][0] | {"seal": "SG118820"}]
    says(port, "1", "manifest-completed", **WHOLE | {"boxes": sealed})
    assert box().seal == "SG118820"
    assert kinds(f"bill/{BILL}") == ["manifested", "manifest-amended"]


def test_a_change_changes_what_it_names(port: Port):
    port.announce()
    says(port, "1", "manifest-accepted", **WHOLE)
    said = changes(
        ("packages", "100", "96", None), ("gross-weight", "18000", "17280", None), ("goods", "鲜苹果", "鲜梨", None),
        ("consignee", "澄湾果业", "澄湾水果", None), ("port", "SGSIN", "MYPKG", None), ("packages", "100", "96", BOX),
        ("package-type", "22", "4M", None), ("gross-weight", "x", "heavy", None),
    )  # fmt: skip
    says(port, "2", "manifest-changed", changes=said)
    now = bill()
    assert (now.packages, str(now.gross_weight), now.goods, now.consignee_name) == (96, "17280.000", "鲜梨", "澄湾水果")
    assert (now.load_port, now.discharge_port, box().packages) == ("MYPKG", "CNZNG", 96)


def test_a_deleted_bill_is_off_the_manifest_and_its_unseen_boxes_are_forgotten(port: Port):
    port.announce()
    says(port, "1", "manifest-accepted", **WHOLE)
    assert facts()["manifested"] is True
    says(port, "2", "manifest-deleted", ground="direct")
    assert bill().deleted_at is not None
    assert facts() == {}, "rules find it on no manifest"
    with pytest.raises(public.NotFound):
        box()
    assert kinds(f"bill/{BILL}") == ["manifested", "manifest-deleted"], "and nobody released it"


def test_a_deleted_bill_may_be_sent_anew(port: Port):
    port.announce()
    says(port, "1", "manifest-accepted", **WHOLE)
    says(port, "2", "manifest-deleted", ground="direct")
    says(port, "3", "manifest-accepted", **WHOLE | {"packages": 90})
    assert (bill().deleted_at, bill().packages, box().holders) == (None, 90, ["customs"])


def test_a_box_that_was_seen_stays_held_when_its_bill_is_deleted(port: Port):
    port.announce()
    says(port, "1", "manifest-accepted", **WHOLE)
    port.discharge()
    says(port, "2", "manifest-deleted", ground="direct")
    assert (box().bill_numbers, box().holders) == ([], ["customs"])


STORY = (
    ("1", "manifest-accepted", WHOLE),
    ("2", "manifest-changed", {"changes": changes(("packages", "100", "96", None))}),
    ("1", "manifest-completed", WHOLE | {"packages": 96, "goods": "鲜苹果（一级）"}),
    ("3", "manifest-changed", {"changes": changes(("goods", "鲜苹果（一级）", "鲜梨", None))}),
)


@pytest.mark.parametrize("order", list(permutations(range(4))), ids=str)
def test_heard_in_any_order_it_comes_to_the_same(port: Port, order: tuple[int, ...]):
    from django.db import transaction

    from kouan.modules.consignments.services.taking_up_manifests import take_up_manifest
    from kouan.runtime import log

    port.announce()
    for case, kind, said in STORY:
        says(port, case, kind, heard=False, **said)
    told = log.events_of("bill", BILL, {"manifest-accepted", "manifest-changed", "manifest-completed"})
    for index in order:
        with transaction.atomic():
            take_up_manifest(told[index])
    assert (bill().packages, bill().goods) == (96, "鲜梨")


def test_what_the_ship_s_side_registers_and_what_a_case_says_are_one_manifest(port: Port):
    port.announce()
    port.manifest(packages=80)
    says(port, "1", "manifest-accepted", **WHOLE)
    assert bill().packages == 100
    port.manifest(packages=80, reason="更正")
    assert bill().packages == 80
    assert bill().sender == AGENT, "what only the case said is kept"
    says(port, "2", "manifest-changed", changes=changes(("goods", "鲜苹果", "鲜梨", None)))
    assert (bill().packages, bill().goods) == (80, "鲜梨")


def test_what_was_decided_before_the_bill_was_known_is_caught_up_with(port: Port):
    port.announce()
    port.arrive()
    port.case("9", "declared", ("bill", BILL), mode="advance", direction="import")
    port.release(case="9")
    says(port, "1", "manifest-accepted", **WHOLE)
    assert bill().declared_mode == "advance"
    assert bill().released_at is not None
    assert {"declared_at", "released_at", "arrived_at"} <= facts().keys()


def test_rules_know_when_it_was_declared_and_let_go_by_the_carrier(port: Port):
    port.announce()
    says(port, "1", "manifest-accepted", **WHOLE)
    assert not {"declared_at", "carrier_released_at"} & facts().keys()
    port.case("9", "declared", ("bill", BILL), mode="advance", direction="import")
    public.carrier_release(agent, public.CarrierRelease(happened_at=port.later(), bill=BILL))
    assert facts()["declared_at"] == "2026-03-02T00:00:00+00:00"
    assert facts()["carrier_released_at"] == "2026-03-02T01:00:00+00:00"


def test_goods_that_stay_on_board_are_not_the_port_s(port: Port):
    port.announce()
    says(port, "1", "manifest-accepted", **WHOLE | {"movement": "through"})
    assert not Bill.objects.exists()


def test_a_bill_of_a_ship_not_announced_waits_without_her(port: Port):
    says(port, "1", "manifest-accepted", **WHOLE)
    assert bill().call_id is None
    port.announce()
    says(port, "1", "manifest-completed", **WHOLE)
    assert bill().call_id == CALL
    assert box().call_id == CALL


def test_a_bill_that_no_manifest_has_cannot_be_changed_or_deleted(port: Port):
    says(port, "1", "manifest-changed", changes=changes(("packages", "1", "2", None)))
    says(port, "2", "manifest-deleted", ground="direct")
    assert not Bill.objects.exists()


def test_a_waybill_of_a_flight_is_of_no_call_and_has_its_flight(port: Port):
    says(port, "1", "manifest-accepted", WAYBILL, **FLIGHT)
    says(port, "1", "manifest-accepted", HOUSE, **FLIGHT | {"master": WAYBILL, "packages": 20})
    made = bill(HOUSE)
    assert (made.call, made.master, made.voyage) == (None, WAYBILL, "MF8618")
    known = facts(WAYBILL)
    assert (known["vessel"], "voyage" in known, "call" in known) == ("MF8618", False, False)
    assert "arrived_at" not in known
    assert known["known_to"] == sorted([IMPORTER, AGENT])
    assert public.bill(agent, WAYBILL).number == WAYBILL, "its sender stands in for the ship's side"
    with pytest.raises(public.NotFound):
        public.bill(rival, WAYBILL)


def test_it_has_arrived_when_its_sender_says_so_and_its_houses_with_it(port: Port):
    says(port, "1", "manifest-accepted", WAYBILL, **FLIGHT)
    says(port, "1", "manifest-accepted", HOUSE, **FLIGHT | {"master": WAYBILL})
    with pytest.raises(Refused, match="the sender of the manifest"):
        public.report_goods_arrived(importer, public.GoodsArrived(happened_at=port.later(), bill=WAYBILL))
    public.report_goods_arrived(agent, public.GoodsArrived(happened_at=port.now, bill=WAYBILL))
    assert facts(WAYBILL)["arrived_at"] == facts(HOUSE)["arrived_at"] == "2026-03-02T01:00:00+00:00"
    assert kinds(f"bill/{HOUSE}") == ["manifested", "arrived"]


def test_goods_of_a_ship_arrive_with_her(port: Port):
    port.announce()
    says(port, "1", "manifest-accepted", **WHOLE)
    with pytest.raises(Refused) as refused:
        public.report_goods_arrived(agent, public.GoodsArrived(happened_at=port.now, bill=BILL))
    assert refused.value.problems[0].code == "arrives-with-ship"


def test_customs_hold_and_release_goods_of_a_flight(port: Port):
    says(port, "1", "manifest-accepted", WAYBILL, **FLIGHT)
    port.hold(customs, "customs", bill=WAYBILL)
    port.release(WAYBILL, case="9")
    port.lift(customs, "customs", bill=WAYBILL)
    assert bill(WAYBILL).released_at is not None


def test_boxes_of_a_train_are_on_a_visit_of_their_own(port: Port):
    rail = {k: v for k, v in WHOLE.items() if k != "call"} | {
        "mode": "rail",
        "conveyance": "75052",
        "voyage": "20260302",
    }
    says(
        port, "1", "manifest-accepted", "RAIL2026030201", **rail | {"boxes": [WHOLE["boxes"][0] | {"container": OTHER}]}
    )
    crate = public.box(importer, OTHER)
    assert (crate.visit, crate.call_id, crate.place, crate.holders) == ("RAIL2026030201", None, "expected", ["customs"])
