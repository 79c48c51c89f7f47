"""Trucks that cases book for a box: shown on it, looked at again at discharge, called off by the case alone."""

from datetime import timedelta

import pytest

from kouan.engine import commands as ask
from kouan.engine.scenario import read_scenarios
from kouan.modules.cases import public as cases
from kouan.modules.consignments import public
from kouan.modules.consignments.models import Appointment
from kouan.procedures import scenarios_text
from kouan.runtime.subscribers import drain
from tests.modules.consignments.port import (
    BILL,
    BOOKING,
    BOX,
    CALL,
    IMPORTER,
    OTHER,
    Port,
    agent,
    box,
    carrier,
    importer,
    officer,
    terminal,
)
from tests.modules.consignments.test_pickup import declare


def books(port: Port, case: str, kind: str, crate: str = BOX, bill: str = BILL, **more: str) -> None:
    """A case that named bill, box and ship says that a truck is booked."""
    if f"case/{case}" not in port.cases:
        port.case(case, "filed", ("container", crate), ("bill", bill), ("vessel-call", CALL), heard=False)
    window = {
        "window_start": (port.now + timedelta(hours=24)).isoformat(),
        "window_end": (port.now + timedelta(hours=26)).isoformat(),
    }
    port.case(case, kind, ("container", crate), **{"truck": "粤G12345", "haulier": "顺达集运", **window, **more})


def test_a_booking_is_shown_on_its_box(port: Port):
    port.announce()
    port.manifest()
    books(port, "1", "direct-pickup-booked")
    booked = box().appointment
    assert (booked.kind, booked.truck, booked.haulier, booked.outcome) == (
        "pickup",
        "粤G12345",
        "顺达集运",
        "requested",
    )
    assert booked.unmet == ["not-declared-early", "not-released", "held", "carrier-not-released"]
    [line] = [entry for entry in public.box_timeline(importer, box()) if entry.kind == "direct-pickup-booked"]
    assert line.detail.zh == "车牌 粤G12345　2026-03-03 08:00–10:00"


def test_what_a_case_booked_is_granted_or_not_when_the_box_comes_off(port: Port):
    port.announce()
    port.manifest()
    books(port, "1", "direct-pickup-booked")
    declare(port)
    public.carrier_release(carrier, public.CarrierRelease(happened_at=port.later(), bill=BILL))
    port.later(24)
    port.arrive()
    port.release()
    assert port.discharge().place == "truck"
    assert box().appointment.outcome == "granted"


def test_a_withdrawn_booking_is_off_and_the_box_goes_to_the_yard(port: Port):
    port.announce()
    port.manifest()
    books(port, "1", "direct-pickup-booked")
    port.case("1", "direct-pickup-cancelled", ("container", BOX), result="withdrawn")
    assert box().appointment.outcome == "cancelled"
    assert port.discharge().place == "yard"


def test_a_case_calls_off_its_own_booking_only(port: Port):
    port.announce()
    port.manifest()
    books(port, "1", "direct-pickup-booked")
    books(port, "2", "direct-pickup-booked", truck="粤G88888")
    port.case("1", "direct-pickup-cancelled", ("container", BOX), result="withdrawn")
    assert (box().appointment.truck, box().appointment.outcome) == ("粤G88888", "requested")


def test_a_truck_that_brings_an_export_box_is_no_pick_up(port: Port):
    port.announce()
    port.booking(boxes=(OTHER,))
    books(port, "1", "direct-loading-booked", OTHER, BOOKING)
    assert (box(OTHER).appointment.kind, box(OTHER).appointment.unmet) == ("loading", [])
    port.gate_in(OTHER, truck="粤G12345")
    assert box(OTHER).appointment.outcome == "requested"


def test_told_twice_or_before_the_box_is_known_it_does_no_harm(port: Port):
    port.announce()
    books(port, "1", "direct-pickup-booked")
    assert not Appointment.objects.exists()
    port.manifest()
    assert box().appointment.truck == "粤G12345"
    port.hear()
    assert Appointment.objects.count() == 1


def test_a_carrier_s_release_by_a_case_counts_like_its_own(port: Port):
    port.announce()
    port.manifest(carrier_hold=True)
    assert box().holders == ["carrier", "customs"]
    port.case("7", "carrier-released", ("bill", BILL))
    assert public.bill(agent, BILL).carrier_released_at is not None
    assert box().holders == ["customs"]


@pytest.fixture
def story() -> dict:
    """An appointment for ship-side pick-up as its procedure tells it."""
    stories = read_scenarios(scenarios_text("direct-pickup"))
    return dict(next(each for each in stories if each.name == "from-ship-to-truck").form)


def test_from_the_procedure_to_the_quay_and_back(port: Port, story: dict):
    port.announce()
    port.manifest()
    start = port.later(1)
    times = {"window_start": 48, "window_end": 50, "declared_at": -1}
    form = story | {name: (start + timedelta(hours=hours)).isoformat() for name, hours in times.items()}
    form |= {"consignee_uscc": IMPORTER, "bill": BILL, "container": BOX, "call": CALL}
    view = cases.file_case(importer, "direct-pickup", form, at=start)
    cases.act(officer("customs"), view["id"], ask.Decide("customs", "approve"), at=port.later())
    cases.act(officer("port"), view["id"], ask.Decide("slot", "approve"), at=port.now)
    drain()
    assert box().appointment.truck == form["truck"]
    assert public.box(terminal, BOX).appointment.source == f"case/{view['id']}"
    cases.act(importer, view["id"], ask.Withdraw("改到堆场提箱"), at=port.later())
    drain()
    assert box().appointment.outcome == "cancelled"
