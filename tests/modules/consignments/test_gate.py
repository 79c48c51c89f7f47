"""The gate: one way out, and no way out under a hold."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from kouan.engine import Refused
from kouan.modules.consignments import public
from kouan.runtime import log
from tests.modules.consignments.port import (
    BILL,
    BOX,
    Port,
    box,
    customs,
    found_organisations,
    importer,
    kinds,
    rival,
    terminal,
)


def test_a_held_box_stays_and_an_alarm_rings(port: Port):
    port.announce()
    port.manifest()
    port.discharge()
    before = box()
    with pytest.raises(Refused) as refused:
        port.gate_out(truck="鲁B12345")
    [problem] = refused.value.problems
    assert (problem.code, problem.clause) == ("held", "customs-law#custody")
    assert "海关" in problem.message.zh
    assert "Customs" in problem.message.en
    after = box()
    assert (after.place, after.gated_out_at, after.held_by) == (before.place, None, before.held_by)
    assert after.n == before.n + 1
    [alarm] = public.open_alarms(customs)
    assert (alarm.truck, alarm.held_by, alarm.party) == ("鲁B12345", "customs", terminal.party)
    assert list(public.alarms(importer)) == []


def test_an_alarm_is_seen_to_once(port: Port):
    port.announce()
    port.manifest()
    with pytest.raises(Refused, match="held by Customs"):
        port.gate_out()
    [alarm] = public.open_alarms(terminal)
    seen = public.AcknowledgeAlarm(
        happened_at=port.later(), container=BOX, visit=alarm.box.visit, alarm=alarm.n, note="车辆已引导至等待区"
    )
    public.acknowledge_alarm(terminal, seen)
    assert list(public.open_alarms(customs)) == []
    with pytest.raises(Refused) as refused:
        public.acknowledge_alarm(customs, seen)
    assert refused.value.problems[0].code == "alarm-closed"


def test_the_gate_does_not_wait_for_the_subscriber(port: Port):
    port.announce()
    port.manifest()
    port.release()
    port.case("2", "hold-placed", ("container", BOX), heard=False, authority="msa", reason="危险货物瞒报")
    with pytest.raises(Refused, match="held by Maritime"):
        port.gate_out()
    assert box().holders == ["msa"]
    port.hear()
    assert kinds(box().stream).count("noted") == 1


def test_a_box_leaves_once(port: Port):
    port.announce()
    port.manifest()
    port.release()
    port.gate_out()
    with pytest.raises(Refused) as refused:
        port.gate_out()
    assert refused.value.problems[0].code == "already-done"


def test_what_was_reported_wrongly_is_corrected_and_stays_on_the_log(port: Port):
    port.announce()
    port.manifest()
    port.discharge()
    port.release()
    port.gate_out()
    wrong = public.CorrectMove(happened_at=port.later(), container=BOX, move="gated-out", reason="箱号抄错")
    assert public.correct_move(terminal, wrong).place == "yard"
    assert kinds(box().stream)[-2:] == ["gated-out", "corrected"]
    port.later()
    assert port.gate_out().place == "out"


def test_a_late_report_does_not_bring_a_box_back(port: Port):
    port.announce()
    port.manifest()
    port.release()
    port.later(10)
    port.gate_out()
    port.now = log.read(f"bill/{BILL}")[0].happened_at
    late = port.discharge()
    assert (late.place, late.discharged_at is not None) == ("out", True)


def test_a_message_sent_twice_counts_once(port: Port):
    port.announce()
    port.manifest()
    port.release()
    message = public.GateOut(happened_at=port.now, container=BOX, message_id="CODECO-1")
    first, second = public.gate_out(terminal, message), public.gate_out(terminal, message)
    assert first.n == second.n
    with pytest.raises(Refused) as refused:
        public.gate_out(terminal, message.model_copy(update={"truck": "鲁B12345"}))
    assert refused.value.problems[0].code == "message-reused"


def test_a_refused_message_sent_twice_rings_once(port: Port):
    port.announce()
    port.manifest()
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            port.gate_out(message_id="CODECO-2")
        assert refused.value.problems[0].code == "held"
    assert public.open_alarms(terminal).count() == 1


def test_a_stranger_learns_nothing_at_the_gate(port: Port):
    port.announce()
    port.manifest()
    with pytest.raises(Refused, match="Report terminal moves"):
        port.gate_out(by=importer)
    with pytest.raises(public.NotFound):
        port.gate_out(by=public_terminal())
    with pytest.raises(Refused, match="Report terminal moves"):
        port.gate_out(by=rival)


def public_terminal():
    """A terminal at which the box is not."""
    return type(terminal)(**{name: getattr(terminal, name) for name in terminal.__slots__} | {"party": "X" * 18})


@pytest.mark.django_db(transaction=True)
def test_of_two_gates_at_once_one_lets_the_box_out():
    found_organisations()
    port = Port()
    port.announce()
    port.manifest()
    port.release()
    barrier = Barrier(4)

    def leave(truck: int) -> str:
        barrier.wait()
        try:
            port.gate_out(truck=f"鲁B1234{truck}")
            return "out"
        except Refused as refused:
            return refused.problems[0].code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(leave, range(4)))
    assert sorted(outcomes) == ["already-done", "already-done", "already-done", "out"]
    assert kinds(f"container/{box().id}").count("gated-out") == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_copies_of_a_message_at_once_one_counts():
    found_organisations()
    port = Port()
    port.announce()
    port.manifest()
    port.release()
    barrier = Barrier(3)

    def leave(_: int) -> int:
        barrier.wait()
        try:
            return port.gate_out(message_id="CODECO-3").n
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        assert len(set(pool.map(leave, range(3)))) == 1


@pytest.mark.django_db(transaction=True)
def test_agents_sending_one_manifest_at_once_make_one_bill():
    found_organisations()
    port = Port()
    port.announce()
    barrier = Barrier(3)

    def send(_: int) -> str:
        barrier.wait()
        try:
            return port.manifest().number
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        assert set(pool.map(send, range(3))) == {BILL}
    assert kinds(f"bill/{BILL}") == ["manifested"]
