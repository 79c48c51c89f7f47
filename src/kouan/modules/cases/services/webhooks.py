"""Webhooks: made, stopped, replayed."""

import secrets
from collections.abc import Sequence
from datetime import timedelta

from kouan.engine.refusals import not_yours, refuse
from kouan.kernel.clock import now, to_micros
from kouan.kernel.text import Text
from kouan.modules.cases.access import NotFound
from kouan.modules.cases.identity import new_id
from kouan.modules.cases.models import Delivery, Webhook
from kouan.modules.cases.services.addresses import allowed
from kouan.modules.cases.services.pushing import NotDelivered, push
from kouan.modules.parties.public import SCOPES, Viewer
from kouan.runtime import log

KEPT = timedelta(days=30)
MOST_REPLAYED = 500
_SCOPE = "webhook"
_WHO = Text(f"有“{SCOPES[_SCOPE].zh}”权限的人员", f"somebody who may “{SCOPES[_SCOPE].en}”")


def create_webhook(viewer: Viewer, url: str, kinds: Sequence[str] = ()) -> Webhook:
    """Have events pushed to ``url`` from now on. Refused for an address that may not be pushed to, and for a viewer
    without the scope.
    """
    _require_scope(viewer)
    if not allowed(url):
        raise refuse(
            "address-not-allowed",
            "推送地址应为公网可达的 https:// 地址：{url}",
            "The address must be https:// and public: {url}",
            url=url,
        )
    latest = log.last_position()
    return Webhook.objects.create(
        id=new_id(now()), party=viewer.party, person=viewer.person, url=url, secret=secrets.token_hex(32),
        kinds=list(kinds), since=latest, created_at=to_micros(now()),
    )  # fmt: skip


def own_webhook(viewer: Viewer, webhook_id: str) -> Webhook:
    """A webhook of the viewer's organisation; NotFound otherwise."""
    found = Webhook.objects.filter(id=webhook_id, party=viewer.party).first() if viewer.party else None
    if found is None:
        raise NotFound(webhook_id)
    return found


def stop_webhook(viewer: Viewer, webhook_id: str) -> None:
    """Push nothing more to it. NotFound for another's, Refused without the scope."""
    webhook = own_webhook(viewer, webhook_id)
    _require_scope(viewer)
    webhook.active = False
    webhook.save(update_fields=["active"])


def replay_webhook(viewer: Viewer, webhook_id: str, after: int = 0) -> tuple[int, int]:
    """Push again what was pushed, or tried, in the last 30 days after a position: how many arrived, and the last one.

    At most 500 events a call; it stops at the first that fails, so that order is kept. Call again from there.
    """
    webhook = own_webhook(viewer, webhook_id)
    _require_scope(viewer)
    oldest = to_micros(now() - KEPT)
    rows = Delivery.objects.filter(webhook=webhook, position__gt=after, tried_at__gte=oldest).order_by("position")
    sent, last = 0, after
    for event in log.at_positions(list(rows.values_list("position", flat=True)[:MOST_REPLAYED])):
        try:
            push(event, webhook.id)
        except NotDelivered:
            break
        sent, last = sent + 1, event.position
    return sent, last


def _require_scope(viewer: Viewer) -> None:
    if _SCOPE not in viewer.scopes:
        raise not_yours(_WHO)
