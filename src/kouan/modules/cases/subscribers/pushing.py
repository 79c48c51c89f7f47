"""Push events to the webhooks of those they concern: state and difference, signed, each receiver in order."""

from collections.abc import Iterable

from kouan.modules.cases.models import Webhook
from kouan.modules.cases.services.pushing import push
from kouan.runtime import log, sql
from kouan.runtime.audience import concerned
from kouan.runtime.subscribers import fan_out

_ANY = "SELECT 1 FROM cases_webhook WHERE active = %s AND since < %s LIMIT 1"


def receivers(event: log.Recorded) -> Iterable[str]:
    """The webhooks that asked for this kind of event before it happened, of organisations that may know of it."""
    # Asked of every event on the log, and mostly there is nobody to push to.
    if not sql.fetch(_ANY, [True, event.position]):
        return ()
    rows = Webhook.objects.filter(active=True, since__lt=event.position)
    mine = rows.filter(party__in=concerned(event)).only("id", "kinds")
    return tuple(row.id for row in mine if not row.kinds or event.kind in row.kinds)


@fan_out("cases-webhooks", receivers=receivers)
def deliver(event: log.Recorded, receiver: str) -> None:
    """Push one event to one webhook; a failure is tried again later and holds up this receiver alone."""
    push(event, receiver)
