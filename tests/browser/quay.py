"""A ship alongside with one box: what the port reported before a declaration is made."""

from datetime import datetime, timedelta

from kouan.kernel.clock import now
from kouan.modules.consignments import public as port
from kouan.modules.parties.public import viewer_for_person

CALL = "VC-2026-000118"
AGENT, CARRIER, TERMINAL = "wanlan-1", "yuanyang-1", "dongwan-1"


def box_ashore(bill: str, container: str, consignee: str, *, ship: str, voyage: str, packages: int, gross: str) -> None:
    """Announced, manifested, arrived two days ago, discharged, released by the carrier; held by customs alone."""
    agent, carrier, terminal = (viewer_for_person(each) for each in (AGENT, CARRIER, TERMINAL))
    arrived = now() - timedelta(days=2)
    announced = arrived - timedelta(days=3)
    port.announce_call(
        agent,
        port.AnnounceCall(
            happened_at=announced, number=CALL, ship=ship, imo="9811000", voyage_in=voyage, voyage_out=voyage,
            eta=arrived, terminal=terminal.party, carrier=carrier.party,
        ),
    )  # fmt: skip
    _manifest(announced, bill, container, consignee, packages, gross)
    port.record_arrival(agent, port.CallMove(happened_at=arrived, call=CALL))
    port.discharge(terminal, port.Discharge(happened_at=arrived + timedelta(hours=3), call=CALL, container=container))
    port.carrier_release(carrier, port.CarrierRelease(happened_at=arrived + timedelta(hours=4), bill=bill))


def _manifest(at: datetime, bill: str, container: str, consignee: str, packages: int, gross: str) -> None:
    row = port.ManifestBox(container=container, packages=packages, gross_weight=gross)
    said = port.Manifest(
        happened_at=at, bill=bill, call=CALL, direction="import", consignee=consignee, packages=packages,
        gross_weight=gross, goods="甲醇", boxes=[row],
    )  # fmt: skip
    port.register_manifest(viewer_for_person(AGENT), said)
