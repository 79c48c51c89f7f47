"""A small port for the tests: who works there, and what they report, at a clock that the test moves on."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction

from kouan.kernel.event import SYSTEM, Actor, Event, ObjectRef
from kouan.kernel.identifiers import container_check, uscc_check
from kouan.kernel.text import Text
from kouan.modules.consignments import public as port
from kouan.modules.parties.public import SYSTEM_VIEWER, Viewer, create_organisation, scopes_of
from kouan.runtime import log
from kouan.runtime.subscribers import drain

MORNING = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
CALL = "VC-2026-000123"
BILL = "COSU6123456780"
BOOKING = "BKG2026030001"


def uscc(serial: int) -> str:
    """A well-made social credit code."""
    first17 = f"91390200MA25{serial:05d}"
    return first17 + uscc_check(first17)


def container(serial: int, owner: str = "MSKU") -> str:
    """A well-made container number."""
    first10 = f"{owner}{serial:06d}"
    return first10 + container_check(first10)


BOX, OTHER = container(123456), container(654321)
CARRIER, AGENT, TERMINAL, TALLY, IMPORTER, EXPORTER, RIVAL, BROKER = (uscc(serial) for serial in range(1, 9))
_TRADERS = {
    CARRIER: ("carrier",),
    AGENT: ("ship-agent",),
    TERMINAL: ("terminal",),
    TALLY: ("tally",),
    IMPORTER: ("importer",),
    EXPORTER: ("exporter",),
    RIVAL: ("importer",),
    BROKER: ("customs-broker",),
}


def person(party: str, kind: str, roles: Iterable[str] = (), **more: Any) -> Viewer:
    """Somebody of an organisation, signed in."""
    names = {"person_name": Text("某人", "Somebody"), "party_name": Text("单位", "Firm")}
    return Viewer(
        user_id=1, person=f"{party[-4:]}-1", party=party, kind=kind, roles=frozenset(roles), scopes=scopes_of(kind),
        **names, **more,
    )  # fmt: skip


def officer(agency: str) -> Viewer:
    return person(agency, "agency", ("agency",), agency=agency)


agent = person(AGENT, "trader", ("ship-agent",))
carrier = person(CARRIER, "trader", ("carrier",))
terminal = person(TERMINAL, "terminal", ("terminal",))
tally_clerk = person(TALLY, "terminal", ("tally",))
importer = person(IMPORTER, "trader", ("importer",))
exporter = person(EXPORTER, "trader", ("exporter",))
rival = person(RIVAL, "trader", ("importer",))
broker = person(BROKER, "trader", ("customs-broker",), administers=True)
customs, msa = officer("customs"), officer("msa")


@dataclass
class Port:
    """What people report, each at the hour the clock shows."""

    now: datetime = MORNING
    serial: int = 0
    cases: dict[str, log.Head] = field(default_factory=dict)

    def later(self, hours: float = 1) -> datetime:
        self.now += timedelta(hours=hours)
        return self.now

    def announce(self, number: str = CALL, **more: Any) -> port.Call:
        said = {"ship": "EVER GOLDEN", "imo": "9811000", "voyage_in": "012E", "voyage_out": "012W", **more}
        eta = said.pop("eta", self.now + timedelta(days=1))
        form = port.AnnounceCall(
            happened_at=self.now, number=number, eta=eta, terminal=TERMINAL, carrier=CARRIER, tally=TALLY, **said
        )
        return port.announce_call(agent, form)

    def manifest(self, number: str = BILL, boxes: Iterable[str] = (BOX,), **more: Any) -> port.Bill:
        goods = {"packages": 100, "gross_weight": "18000", "goods": "鲜苹果"}
        said = {"call": CALL, "direction": "import", "consignee": IMPORTER, **goods, **more}
        rows = [port.ManifestBox(container=each, packages=10, gross_weight="1800") for each in boxes]
        return port.register_manifest(agent, port.Manifest(happened_at=self.now, bill=number, boxes=rows, **said))

    def booking(self, number: str = BOOKING, boxes: Iterable[str] = (BOX,), **more: Any) -> port.Bill:
        said = {"direction": "export", "consignee": None, "shipper": EXPORTER, **more}
        return self.manifest(number, boxes, **said)

    def arrive(self, call: str = CALL) -> port.Call:
        return port.record_arrival(agent, port.CallMove(happened_at=self.now, call=call))

    def discharge(self, box: str = BOX, by: Viewer = terminal, **more: Any) -> port.Box:
        return port.discharge(by, port.Discharge(happened_at=self.now, call=CALL, container=box, **more))

    def gate_in(self, box: str = BOX, **more: Any) -> port.Box:
        return port.gate_in(terminal, port.GateIn(happened_at=self.now, container=box, **more))

    def gate_out(self, box: str = BOX, by: Viewer = terminal, **more: Any) -> port.Box:
        return port.gate_out(by, port.GateOut(happened_at=self.now, container=box, **more))

    def load(self, box: str = BOX, **more: Any) -> port.Box:
        return port.load(terminal, port.Load(happened_at=self.now, container=box, call=CALL, **more))

    def hold(self, by: Viewer, authority: str, **what: Any) -> Any:
        reason = what.pop("reason", "疑似夹藏")
        form = port.PlaceHold(happened_at=self.now, authority=authority, reason=reason, **what)
        return port.place_hold(by, form)

    def lift(self, by: Viewer, authority: str, **what: Any) -> Any:
        return port.lift_hold(by, port.LiftHold(happened_at=self.now, authority=authority, **what))

    def case(
        self, case: str, kind: str, *objects: tuple[str, str], heard: bool = True, by: Actor = SYSTEM, **payload: Any
    ) -> None:
        """An event of some procedure's case on the log; ``heard``: subscribers are through with it."""
        stream = f"case/{case}"
        event = Event(kind, self.now, by, payload, tuple(ObjectRef(*each) for each in objects))
        with transaction.atomic():
            after = self.cases.get(stream, log.Head.NONE)
            self.cases[stream] = log.append(stream, after, [event], procedure="some-procedure", version="1")
        if heard:
            self.hear()

    def hear(self) -> None:
        drain(["consignments-manifests", "consignments-holds"])

    def release(self, bill: str = BILL, case: str = "1") -> None:
        """Customs, through some procedure, let a bill go."""
        self.case(case, "hold-lifted", ("bill", bill), authority="customs")


def box(number: str = BOX) -> port.Box:
    """A box as an officer of customs sees it."""
    return port.box(customs, number)


def bill(number: str = BILL) -> port.Bill:
    return port.bill(customs, number)


def kinds(stream: str) -> list[str]:
    """The kinds of a stream's events in order."""
    return [event.kind for event in log.read(stream)]


def found_organisations() -> None:
    for code, roles in _TRADERS.items():
        create_organisation(SYSTEM_VIEWER, code, Text(code, code), roles)
