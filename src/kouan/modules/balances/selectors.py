"""What can be asked of balances. Whatever a viewer may not see is not there."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet

from kouan.kernel.balance import KINDS
from kouan.kernel.clock import local_date, now
from kouan.modules.balances.amounts import from_parts
from kouan.modules.balances.ledger import Ledger, key_of
from kouan.modules.balances.models import Balance, Holding
from kouan.modules.balances.objects import drawers
from kouan.modules.parties.public import Reach, Viewer, reach_of
from kouan.runtime import log


class NotFound(LookupError):  # noqa: N818 - the field's word, and a 404
    """No such balance, or none that this viewer may know of: the two look the same."""


@dataclass(frozen=True, slots=True)
class Held:
    """What one case (by its stream) holds of a balance."""

    stream: str
    reserved: Decimal
    used: Decimal


def visible_balances(viewer: Viewer, kind: str = "") -> QuerySet[Balance]:
    """Balances a viewer may see, the newest first.

    Those it holds or is named in, and those of its principals on which its mandates let it draw.
    """
    if not viewer.party:
        return Balance.objects.none()
    chosen = Balance.objects.filter(parties__party=viewer.party)
    for reach in () if viewer.agency else reach_of(viewer, local_date(now())):
        chosen = chosen | _held_by(reach)
    return (chosen.filter(kind=kind) if kind else chosen).distinct().order_by("-granted_at", "key")


def _held_by(reach: Reach) -> QuerySet[Balance]:
    """Those of a principal that a mandate's procedures draw on; all, where it goes the whole way."""
    if not reach.procedures:
        return Balance.objects.filter(parties__party=reach.principal)
    known = Balance.objects.filter(parties__party=reach.principal)
    kinds = {kind for kind in known.values_list("kind", flat=True) if drawers(kind) & reach.procedures}
    return Balance.objects.filter(Q(kind__in=kinds), parties__party=reach.principal)


def balance(viewer: Viewer, kind: str, number: str) -> Balance:
    """One balance; NotFound for one the viewer may not know of."""
    found = visible_balances(viewer).filter(key=key_of(kind, number)).first()
    if found is None:
        raise NotFound(number)
    return found


@dataclass(frozen=True, slots=True)
class Movement:
    """One event on a balance: of which case (its stream and number), how much, and what was left after it.

    ``amount`` is None where the event is over none; ``until`` the day that it now holds to, where that changed.
    """

    kind: str
    position: int
    happened_at: datetime
    recorded_at: datetime
    stream: str
    case: str
    amount: Decimal | None
    left: Decimal
    until: str


def movements(row: Balance) -> list[Movement]:
    """Every movement of a balance, the oldest first."""
    ledger, found = Ledger(), []
    for event in log.events_of(row.kind, row.number, KINDS):
        sums = ledger.add(event.stream, (event,)).sums[row.key]
        found.append(_movement(event, from_parts(sums.granted - sums.reserved - sums.used)))
    return found


def _movement(event: log.Recorded, left: Decimal) -> Movement:
    said = event.payload
    return Movement(
        kind=event.kind,
        position=event.position,
        happened_at=event.happened_at,
        recorded_at=event.recorded_at,
        stream=event.stream,
        case=event.objects[0].id,
        amount=Decimal(said["amount"]) if "amount" in said else None,
        left=left,
        until=str(said.get("until", "")),
    )


def standing(row: Balance, day: date) -> str:
    """Where a balance stands on a day: active, later, expired, suspended or ended."""
    if row.state != "active":
        return row.state
    on = day.isoformat()
    return "later" if on < row.since else "expired" if on > row.until else "active"


def holdings(row: Balance) -> list[Held]:
    """The cases that hold something of a balance, what is reserved and what is used."""
    rows = Holding.objects.filter(balance=row).exclude(reserved=0, used=0).order_by("pk")
    return [Held(each.stream, from_parts(each.reserved), from_parts(each.used)) for each in rows]
