"""Manifests: changed, late, wrong."""

import pytest

from kouan.engine import Refused
from kouan.modules.consignments import public
from tests.modules.consignments.port import BILL, BOX, OTHER, Port, agent, bill, box, container, customs, kinds, msa


def test_sent_again_unchanged_it_does_nothing(port: Port):
    port.announce()
    port.manifest()
    port.later()
    port.manifest()
    assert kinds(f"bill/{BILL}") == ["manifested"]


def test_a_change_says_why(port: Port):
    port.announce()
    port.manifest()
    with pytest.raises(Refused) as refused:
        port.manifest(packages=120)
    assert refused.value.problems[0].code == "reason-missing"
    assert port.manifest(packages=120, reason="件数更正").packages == 120
    assert kinds(f"bill/{BILL}") == ["manifested", "manifest-amended"]


def test_a_box_that_joins_later_comes_under_what_holds_the_bill(port: Port):
    port.announce()
    port.manifest()
    port.hold(msa, "msa", bill=BILL)
    port.manifest(boxes=(BOX, OTHER), reason="补报")
    assert box(OTHER).holders == ["customs", "msa"]


def test_a_box_that_joins_a_released_bill_is_not_released_with_it(port: Port):
    port.announce()
    port.manifest()
    port.release()
    port.manifest(boxes=(BOX, OTHER), reason="补报")
    assert (box(BOX).held_by, box(OTHER).holders) == ("", ["customs"])
    assert bill().released_at is None


def test_a_box_left_out_is_forgotten_unless_it_was_seen(port: Port):
    port.announce()
    third = container(3)
    port.manifest(boxes=(BOX, OTHER, third))
    port.discharge(OTHER)
    port.manifest(boxes=(BOX,), reason="误报")
    assert box(OTHER).bill_numbers == []
    assert box(OTHER).holders == ["customs"]
    with pytest.raises(public.NotFound):
        public.box(customs, third)


def test_a_bill_is_of_one_call(port: Port):
    port.announce()
    port.announce("VC-2026-000124")
    port.manifest()
    with pytest.raises(Refused) as refused:
        port.manifest(call="VC-2026-000124", reason="改配")
    assert refused.value.problems[0].code == "other-call"


def test_a_box_is_named_once_and_a_bill_in_containers_names_some(port: Port):
    port.announce()
    for boxes, said in (((BOX, BOX), "named twice"), ((), "must say in which")):
        with pytest.raises(Refused, match=said):
            port.manifest(boxes=boxes)


def test_a_call_is_announced_once_and_then_changed(port: Port):
    port.announce()
    with pytest.raises(Refused, match="is taken"):
        port.announce()
    changed = public.update_call(agent, public.UpdateCall(happened_at=port.now, call="VC-2026-000123", berth="7"))
    assert (changed.berth, changed.ship) == ("7", "EVER GOLDEN")
    first = port.arrive()
    port.later()
    second = port.arrive()
    assert second.arrived_at is not None
    assert first.arrived_at is not None
    assert second.arrived_at > first.arrived_at


def test_nothing_has_happened_in_the_future(port: Port):
    port.now = port.now.replace(year=2036)
    with pytest.raises(Refused) as refused:
        port.announce()
    assert refused.value.problems[0].code == "in-the-future"
