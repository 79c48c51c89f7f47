"""Everybody at once, on boxes and bills that hang together: nobody waits for ever, and the log tells the same story."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from kouan import sources
from kouan.engine import Refused
from kouan.modules.consignments import public
from kouan.modules.consignments.terms import TERMS
from tests.modules.consignments.port import BILL, BOX, OTHER, Port, box, customs, found_organisations, kinds, msa
from tests.modules.consignments.test_rebuild import contents

SECOND = "COSU6999999990"


def test_what_a_case_says_of_a_bill_and_of_its_boxes_is_taken_up_once(port: Port):
    port.announce()
    port.manifest(boxes=(BOX, OTHER))
    port.case("1", "filed", ("bill", BILL), ("container", BOX), ("container", OTHER), heard=False)
    for what in (("bill", BILL), ("container", BOX), ("container", OTHER)):
        port.case("1", "inspection-ordered", what, heard=False, authority="customs")
    port.later()
    for what in (("bill", BILL), ("container", BOX), ("container", OTHER)):
        port.case("1", "hold-lifted", what, heard=False, authority="customs")
    port.hear()
    assert kinds(f"bill/{BILL}") == ["manifested", "noted", "noted", "released"]
    assert kinds(box().stream) == ["released"]
    assert box().notices.count() == 1
    port.hear()
    assert kinds(box().stream) == ["released"]


def test_every_limit_of_the_quay_cites_a_clause():
    clauses = {dated.clause for term in TERMS.terms.values() for dated in term.history}
    assert clauses
    assert all(sources.exists(clause) for clause in clauses)


@pytest.mark.django_db(transaction=True)
def test_holds_lifts_and_gates_at_once_leave_the_tables_as_the_log_tells():
    found_organisations()
    port = Port()
    port.announce()
    port.manifest(boxes=(BOX, OTHER))
    port.manifest(SECOND, boxes=(OTHER,))
    port.release(BILL, "1")
    port.release(SECOND, "2")
    deeds: list[Callable[[], object]] = [
        lambda: port.hold(msa, "msa", bill=BILL),
        lambda: port.hold(customs, "customs", container=OTHER),
        lambda: port.lift(msa, "msa", bill=BILL),
        lambda: port.lift(customs, "customs", bill=SECOND),
        lambda: port.gate_out(BOX),
        lambda: port.gate_out(OTHER),
        lambda: port.hold(msa, "msa", bill=SECOND),
        lambda: port.manifest(SECOND, boxes=(OTHER,), packages=77, reason="更正"),
    ]
    barrier = Barrier(len(deeds))

    def do(deed: Callable[[], object]) -> str:
        barrier.wait()
        try:
            for _ in range(3):
                deed()
        except Refused as refused:
            return refused.problems[0].code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(deeds)) as pool:
        outcomes = list(pool.map(do, deeds))
    assert set(outcomes) <= {"done", "held", "already-done", "no-hold", "left"}
    for row in (box(BOX), box(OTHER)):
        assert row.gone or (row.released_at is None) == bool(row.holders)
    before = contents()
    public.rebuild()
    assert contents() == before
