"""A few ships' worth of events for the tests, straight onto the log, and what the copy of it says."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from kouan.kernel.event import Actor, Event, ObjectRef
from kouan.modules.timing.copying import file as files
from kouan.modules.timing.copying.layout import COLUMNS
from kouan.modules.timing.engines.duck import opened
from kouan.runtime import log

START = datetime(2026, 3, 2, tzinfo=UTC)
TERMINAL = "91390200MA2500003X"
CALL, BOX, BILL = "VC-2026-000123", "MSKU1234565", "COSU6123456780"
Rows = list[tuple[Any, ...]]


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def tell(
    stream: str, kind: str, hours: float, payload: dict[str, Any], *objects: tuple[str, str, str], **more: Any
) -> int:
    """One event at the end of a stream, recorded ``recorded`` hours after the start, or when it happened."""
    refs = tuple(ObjectRef(*each) for each in objects)
    event = Event(kind, at(hours), Actor(TERMINAL), payload, refs)
    recorded_at = at(more.pop("recorded", hours))
    log.append(stream, log.head(log.read(stream)), [event], recorded_at=recorded_at, **more)
    return log.last_position()


def manifest(bill: str, *boxes: str, hours: float = 0, kind: str = "manifested") -> int:
    """A bill of these boxes, imported with the call."""
    listed = [{"container": box, "id": f"{box}/{CALL}", "iso_type": "45G1"} for box in boxes]
    named = [("container", box, "") for box in boxes]
    said = {"boxes": listed, "call": CALL, "direction": "import"}
    return tell(f"bill/{bill}", kind, hours, said, ("bill", bill, ""), ("vessel-call", CALL, "call"), *named)


def move(kind: str, hours: float, box: str = BOX, bill: str = BILL, **payload: Any) -> int:
    """Something that happened to a box during its visit."""
    recorded = payload.pop("recorded", hours)
    objects = (("container", box, ""), ("bill", bill, "part"), ("vessel-call", CALL, "call"))
    return tell(f"container/{box}/{CALL}", kind, hours, payload, *objects, recorded=recorded)


def discharged(hours: float, box: str = BOX, **more: Any) -> int:
    return move("discharged", hours, box, terminal=TERMINAL, to="yard", **more)


def corrected(what: str, right: float | None, hours: float) -> int:
    said = {"right_time": at(right).isoformat()} if right is not None else {}
    return move("corrected", hours, move=what, **said)


def a_month() -> int:
    """Two bills, three boxes, one correction, one late report; the last position."""
    tell(f"call/{CALL}", "call-announced", 0, {"terminal": TERMINAL, "carrier": "C"}, ("vessel-call", CALL, ""))
    manifest(BILL, BOX, "MSKU7654321", hours=1)
    manifest("COSU6000000000", "TGHU0000019", hours=2)
    discharged(10)
    discharged(11, "MSKU7654321")
    corrected("discharged", 9.5, 12)
    move("gated-out", 30, truck="澄B 12345")
    return discharged(8, "TGHU0000019", recorded=40)


def contents(file: Path) -> dict[str, Rows]:
    """Every row of every table of a copy, sorted."""
    with opened(file, read_only=True) as duck:
        return {name: sorted(duck.connection.execute(f'SELECT * FROM "{name}"').fetchall()) for name in COLUMNS}


def rows(question: str, **when: Any) -> Rows:
    """What a question to the copy's tables gives, sorted; ``as_of``, ``upto``: as the log stood."""
    with files.read(**when) as duck:
        return sorted(duck.connection.execute(question).fetchall())


def every_event() -> Iterator[log.Recorded]:
    return log.everything()
