"""船边直提: onto a truck at the ship's side, or into the yard and why."""

from datetime import timedelta

import pytest

from kouan.engine import Refused
from kouan.modules.consignments import public
from tests.modules.consignments.port import BILL, BOX, Port, box, carrier, importer, kinds


def ask(port: Port) -> public.Box:
    form = public.DirectPickup(
        happened_at=port.now,
        container=BOX,
        truck="鲁B12345",
        window_start=port.now + timedelta(hours=24),
        window_end=port.now + timedelta(hours=26),
    )
    return public.request_direct_pickup(importer, form)


def declare(port: Port) -> None:
    port.case("1", "filed", ("bill", BILL))
    port.case("1", "declared", ("bill", BILL), mode="advance", direction="import")


def test_a_box_that_meets_all_conditions_goes_onto_the_truck(port: Port):
    port.announce()
    port.manifest()
    declare(port)
    asked = ask(port)
    assert asked.appointment.unmet == ["not-released", "held", "carrier-not-released"]
    public.carrier_release(carrier, public.CarrierRelease(happened_at=port.later(), bill=BILL))
    port.later(24)
    port.arrive()
    port.release()
    assert public.unmet(box()) == []
    port.later()
    assert port.discharge(yard="A0101").place == "truck"
    assert box().appointment.outcome == "granted"
    port.later()
    assert port.gate_out(truck="鲁B12345").place == "out"


def test_what_is_not_met_sends_the_box_to_the_yard(port: Port):
    port.announce()
    port.manifest()
    ask(port)
    port.later(24)
    port.arrive()
    port.later()
    declare(port)
    port.release()
    fallen = port.discharge(yard="A0101")
    assert (fallen.place, fallen.yard) == ("yard", "A0101")
    assert box().appointment.unmet == ["not-declared-early", "carrier-not-released"]
    assert kinds(box().stream)[-2:] == ["direct-pickup-fell-back", "discharged"]


def test_it_cannot_be_asked_for_once_the_box_is_off_the_ship(port: Port):
    port.announce()
    port.manifest()
    port.discharge()
    with pytest.raises(Refused) as refused:
        ask(port)
    assert refused.value.problems[0].code == "already-discharged"
