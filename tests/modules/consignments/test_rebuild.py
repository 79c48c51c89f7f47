"""The tables follow from the log: thrown away and rebuilt they are the same."""

from collections.abc import Iterator
from typing import Any

import pytest

from kouan.engine import Refused
from kouan.modules.consignments import public
from kouan.modules.consignments.models import (
    Alarm,
    Appointment,
    Bill,
    Booking,
    Box,
    Call,
    Hold,
    Notice,
    Received,
    Stowage,
)
from tests.modules.consignments.port import BILL, BOOKING, BOX, CALL, OTHER, Port, container, customs, msa, terminal
from tests.modules.consignments.test_inspection_bookings import booked
from tests.modules.consignments.test_pickup import ask, declare

TABLES = (Call, Bill, Box, Stowage, Hold, Notice, Alarm, Appointment, Booking, Received)


def contents() -> dict[str, list[str]]:
    """Every row of every table, without the running numbers that mean nothing."""
    return {table.__name__: sorted(map(repr, _rows(table))) for table in TABLES}


def _rows(table: Any) -> Iterator[list[Any]]:
    names = [f.attname for f in table._meta.concrete_fields if f.get_internal_type() != "BigAutoField"]
    for row in table.objects.values_list(*names):
        yield [bytes(cell) if isinstance(cell, memoryview) else cell for cell in row]


def of_a_flight(port: Port) -> None:
    flight = {"mode": "air", "direction": "import", "voyage": "MF8618", "packages": 60, "gross_weight": "720"}
    for number in ("784-12345675", "784-12345686"):
        port.case("air", "filed", ("bill", number))
        port.case("air", "manifest-accepted", ("bill", number), **flight)
    port.case("air", "manifest-changed", ("bill", "784-12345675"), changes=[{"item": "packages", "after": "59"}])
    port.case("air", "manifest-deleted", ("bill", "784-12345686"), ground="direct")


def a_busy_day(port: Port) -> None:
    third = container(3)
    port.announce()
    of_a_flight(port)
    port.manifest(boxes=(BOX, OTHER, third))
    port.manifest("COSU6999999990", boxes=(OTHER,))
    ask(port)
    port.gate_in(container(9), booking=BOOKING)
    port.booking(boxes=(container(9), container(10)))
    port.later()
    declare(port)
    port.arrive()
    port.discharge()
    port.discharge(container(77))
    port.hold(msa, "msa", bill=BILL, reason="抽查")
    port.case("1", "inspection-ordered", ("container", OTHER), authority="customs", reason="布控")
    booked(port, "6", OTHER)
    booked(port, "8", BOX)
    port.case("8", "inspection-cancelled", ("container", BOX))
    public.move_to_inspection(terminal, public.MoveToInspection(happened_at=port.later(), container=OTHER))
    port.case("1", "inspection-cleared", ("container", OTHER), authority="customs")
    public.return_to_yard(terminal, public.ReturnToYard(happened_at=port.later(), container=OTHER, message_id="M1"))
    port.manifest(boxes=(BOX, OTHER), reason="删箱")
    with pytest.raises(Refused, match="held by Customs, Maritime"):
        port.gate_out(message_id="M2")
    [alarm] = public.open_alarms(customs)
    seen = {"container": BOX, "visit": CALL, "alarm": alarm.n, "note": "已核实"}
    public.acknowledge_alarm(customs, public.AcknowledgeAlarm(happened_at=port.now, **seen))
    port.release()
    port.lift(msa, "msa", bill=BILL)
    port.hold(customs, "customs", container=BOX)
    port.lift(customs, "customs", container=BOX)
    port.later()
    port.gate_out(truck="鲁B12345")
    public.correct_move(
        terminal,
        public.CorrectMove(
            happened_at=port.later(), container=BOX, visit=CALL, move="gated-out", right_time=port.now, reason="时间"
        ),
    )


def test_rebuilt_from_the_log_the_tables_are_the_same(port: Port):
    a_busy_day(port)
    before = contents()
    assert all(before.values()), {name: len(rows) for name, rows in before.items()}
    assert public.rebuild() > 20
    assert contents() == before
    assert public.rebuild() > 20
    assert contents() == before
