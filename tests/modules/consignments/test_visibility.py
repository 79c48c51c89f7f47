"""Who sees what. A stranger is told that nothing is there."""

from dataclasses import replace
from datetime import date

import pytest

from kouan.kernel.event import SYSTEM
from kouan.modules.consignments import public
from kouan.modules.parties.public import PUBLIC, SYSTEM_VIEWER, Viewer, accept, offer
from tests.modules.consignments.port import (
    BILL,
    BOOKING,
    BOX,
    CALL,
    IMPORTER,
    OTHER,
    RIVAL,
    Port,
    agent,
    broker,
    carrier,
    customs,
    exporter,
    importer,
    msa,
    rival,
    tally_clerk,
    terminal,
)

elsewhere = replace(terminal, party=RIVAL)


def sees(viewer: Viewer) -> tuple[bool, ...]:
    """Whether a viewer may know of the call, the import bill, the export bill, and their boxes."""
    return (
        public.visible_calls(viewer).filter(pk=CALL).exists(),
        *(public.visible_bills(viewer).filter(pk=number).exists() for number in (BILL, BOOKING)),
        *(public.visible_boxes(viewer).filter(container=number).exists() for number in (BOX, OTHER)),
    )


@pytest.fixture
def busy(port: Port) -> Port:
    """One box in, one box out."""
    port.announce()
    port.manifest()
    port.booking(boxes=(OTHER,))
    return port


@pytest.mark.parametrize("viewer", [agent, carrier, terminal, tally_clerk, customs, msa, SYSTEM_VIEWER])
def test_the_ship_the_quay_and_the_agencies_see_everything(busy: Port, viewer: Viewer):
    assert sees(viewer) == (True, True, True, True, True)


@pytest.mark.parametrize(
    ("viewer", "expected"),
    [
        (importer, (True, True, False, True, False)),
        (exporter, (True, False, True, False, True)),
        (rival, (False,) * 5),
        (broker, (False,) * 5),
        (elsewhere, (False,) * 5),
        (PUBLIC, (False,) * 5),
    ],
)
def test_the_goods_side_sees_its_own_and_strangers_nothing(busy: Port, viewer: Viewer, expected: tuple[bool, ...]):
    assert sees(viewer) == expected


def test_a_mandate_opens_what_is_the_principals(busy: Port):
    principal = replace(importer, administers=True)
    mandate = offer(principal, broker.party, start=date(2026, 1, 1))
    accept(broker, mandate.pk)
    assert sees(broker) == (True, True, False, True, False)


@pytest.mark.parametrize("viewer", [rival, PUBLIC, elsewhere])
def test_what_a_stranger_asks_for_is_not_there(busy: Port, viewer: Viewer):
    for ask in (
        lambda: public.call(viewer, CALL),
        lambda: public.bill(viewer, BILL),
        lambda: public.box(viewer, BOX),
        lambda: public.track(viewer, container=BOX),
        lambda: public.track(viewer, bill=BILL),
    ):
        with pytest.raises(public.NotFound):
            ask()


def test_a_stranger_who_reports_is_told_that_nothing_is_there(busy: Port):
    stranger = replace(rival, scopes=frozenset({"terminal", "file", "decide"}))
    with pytest.raises(public.NotFound):
        busy.gate_out(by=stranger)
    with pytest.raises(public.NotFound):
        busy.hold(stranger, "customs", container=BOX)
    with pytest.raises(public.NotFound):
        public.record_arrival(stranger, public.CallMove(happened_at=busy.now, call=CALL))


def test_the_house_itself_is_not_asked(busy: Port):
    busy.hold(SYSTEM, "msa", container=BOX)
    assert public.box(customs, BOX).holders == ["customs", "msa"]


def test_only_the_quay_knows_of_a_box_that_no_bill_names(port: Port):
    port.announce()
    port.discharge()
    assert [public.visible_boxes(viewer).exists() for viewer in (terminal, agent, customs, importer)] == [
        *(True, True, True, False),
    ]
    port.manifest(consignee=IMPORTER)
    assert public.visible_boxes(importer).exists()
