"""An export from the booking to the ship."""

import pytest

from kouan.engine import Refused
from kouan.modules.consignments import public
from tests.modules.consignments.port import (
    BOOKING,
    BOX,
    CALL,
    OTHER,
    Port,
    agent,
    bill,
    box,
    container,
    customs,
    kinds,
    terminal,
)


def test_boxes_come_in_are_released_and_loaded(port: Port):
    port.announce()
    port.booking(boxes=(BOX, OTHER))
    port.later()
    port.gate_in(BOX, truck="鲁B12345", gross_weight="21500.5")
    assert bill(BOOKING).arrived_at is None
    port.later()
    port.gate_in(OTHER)
    assert kinds(f"bill/{BOOKING}") == ["manifested", "arrived"]

    with pytest.raises(Refused) as refused:
        port.load(BOX)
    assert refused.value.problems[0].clause == "order-172#loaded"
    assert [alarm.move for alarm in public.open_alarms(terminal)] == ["load"]
    assert box(BOX).place == "yard"

    port.later()
    port.release(BOOKING)
    port.later()
    port.load(BOX)
    port.load(OTHER)
    public.record_departure(agent, public.Departure(happened_at=port.later(), call=CALL, next_port="SGSIN"))
    assert {box(BOX).place, box(OTHER).place} == {"loaded"}
    assert public.call(agent, CALL).status == "departed"


def test_a_box_that_comes_before_its_manifest_is_found_by_its_booking(port: Port):
    port.announce()
    early = port.gate_in(BOX, booking=BOOKING)
    assert (early.id, early.holders) == (f"{BOX}/{BOOKING}", ["customs"])
    port.later()
    port.booking()
    assert box().bill_numbers == [BOOKING]
    assert (box().call_id, box().holders) == (CALL, ["customs"])
    assert kinds(f"bill/{BOOKING}") == ["manifested", "arrived"]
    port.release(BOOKING)
    assert box().released_at is not None


def test_a_box_that_nobody_expects_needs_its_booking(port: Port):
    port.announce()
    with pytest.raises(Refused) as refused:
        port.gate_in(container(7))
    assert refused.value.problems[0].code == "booking-missing"


def test_decided_before_the_manifest_came_is_decided(port: Port):
    port.announce()
    port.case("1", "filed", ("bill", BOOKING), ("container", BOX))
    port.case("1", "hold-lifted", ("bill", BOOKING), authority="customs")
    port.later()
    port.booking()
    assert bill(BOOKING).released_at is not None
    assert box().held_by == ""


def test_the_same_container_comes_again(port: Port):
    port.announce()
    port.manifest()
    port.discharge()
    port.release()
    port.gate_out()
    port.later(48)
    port.booking()
    assert (box().id, box().bill_numbers) == (f"{BOX}/{BOOKING}", [BOOKING])
    port.gate_in()
    assert public.box(customs, BOX, CALL).place == "out"
