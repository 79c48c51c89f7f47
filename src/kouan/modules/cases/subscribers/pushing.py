"""Push events to the webhooks of those they concern: state and difference, signed, each receiver in order."""

from collections.abc import Iterable

from kouan.modules.cases.models import Webhook
from kouan.modules.cases.services.pushing import push
from kouan.runtime import log
from kouan.runtime.audience import concerned
from kouan.runtime.subscribers import fan_out


def receivers(event: log.Recorded) -> Iterable[str]:
    """The webhooks that asked for this kind of event before it happened, of organisations that may know of it."""
    rows = Webhook.objects.filter(active=True, since__lt=event.position)
    if not rows.exists():
        return ()
    mine = rows.filter(party__in=concerned(event)).only("id", "kinds")
    return tuple(row.id for row in mine if not row.kinds or event.kind in row.kinds)


@fan_out("cases-webhooks", receivers=receivers)
def deliver(event: log.Recorded, receiver: str) -> None:
    """Push one event to one webhook; a failure is tried again later and holds up this receiver alone."""
    push(event, receiver)
