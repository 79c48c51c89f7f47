"""Boxes that only a person's hold still keeps: which wait now, by the holds that stand; which did, by the log."""

from datetime import timedelta

import pytest

from kouan.kernel.clock import to_micros
from kouan.kernel.event import ITSELF
from kouan.modules.consignments.public import left_by_hand
from kouan.modules.timing.alerts.lifts import Lift, lifts
from kouan.modules.timing.copying import file as files
from kouan.modules.timing.copying.following import catch_up
from kouan.modules.timing.shape import log
from tests.modules.consignments import port as quay
from tests.modules.consignments.port import BILL, BOX, CALL, Port, found_organisations

CASE = ("import-declaration", "c1", ITSELF)
HOUR = 3_600_000_000


@pytest.fixture
def port(db: None) -> Port:
    found_organisations()
    port = Port()
    port.announce()
    return port


def waiting() -> list[tuple[str, list[str], int]]:
    return [(each.box.pk, [hold.authority for hold in each.holds], each.since) for each in left_by_hand()]


def let_go(port: Port) -> list[Lift]:
    catch_up(files.path())
    with files.read() as duck:
        return lifts(duck, log(), 0, to_micros(port.now + timedelta(days=1)))


def cleared(port: Port) -> int:
    """The declaration's case lets go, an inspection with it."""
    port.case("c1", "inspection-ordered", CASE, ("bill", BILL), authority="customs")
    port.later(2)
    port.case("c1", "inspection-cleared", CASE, ("bill", BILL), authority="customs")
    port.later(1)
    port.case("c1", "hold-lifted", CASE, ("bill", BILL), authority="customs")
    return to_micros(port.now)


def test_a_box_that_only_the_hold_of_an_authority_keeps_waits_for_it(port: Port) -> None:
    port.manifest()
    port.arrive()
    port.later()
    port.hold(quay.msa, "msa", container=BOX)
    assert waiting() == []  # customs has not released it yet
    passed = cleared(port)
    assert waiting() == [(f"{BOX}/{CALL}", ["msa"], passed)]
    port.later(7)
    assert let_go(port) == []
    port.lift(quay.msa, "msa", container=BOX)
    assert waiting() == []
    [lift] = let_go(port)
    assert (lift.box, lift.act, lift.party, lift.direction) == (
        f"{BOX}/{CALL}",
        "hold-lifted",
        quay.msa.party,
        "import",
    )
    assert (lift.since, lift.us) == (passed, 7 * HOUR)


def test_what_the_carrier_holds_for_its_freight_waits_for_the_carrier(port: Port) -> None:
    port.manifest(carrier_hold=True)
    port.arrive()
    passed = cleared(port)
    assert waiting() == [(f"{BOX}/{CALL}", ["carrier"], passed)]
    port.later(30)
    quay.port.carrier_release(quay.carrier, quay.port.CarrierRelease(happened_at=port.now, bill=BILL))
    assert waiting() == []
    assert [(each.act, each.us) for each in let_go(port)] == [("carrier-released", 30 * HOUR)]


def test_a_hold_after_the_release_is_waited_for_since_it_was_placed(port: Port) -> None:
    port.manifest()
    port.arrive()
    cleared(port)
    port.later(4)
    port.hold(quay.customs, "customs", bill=BILL)
    assert waiting() == [(f"{BOX}/{CALL}", ["customs"], to_micros(port.now))]
    port.later(3)
    port.lift(quay.customs, "customs", bill=BILL)
    assert [each.us for each in let_go(port)] == [3 * HOUR]


def test_where_the_last_hold_is_a_case_s_nobody_waits_for_a_hand(port: Port) -> None:
    port.manifest()
    port.arrive()
    port.hold(quay.msa, "msa", container=BOX)
    port.later()
    port.lift(quay.msa, "msa", container=BOX)
    cleared(port)
    assert waiting() == []
    assert let_go(port) == []


def test_a_box_that_has_left_waits_no_more(port: Port) -> None:
    port.manifest()
    port.arrive()
    port.discharge()
    cleared(port)
    port.gate_out(truck="澄A66018")
    port.hold(quay.msa, "msa", bill=BILL)
    assert waiting() == []
