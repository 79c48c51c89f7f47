"""One push: what is sent, how it is signed, how it went."""

import hmac
import time
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import orjson
from django.db.models import F

from kouan.engine import replay
from kouan.kernel.clock import now, to_micros
from kouan.modules.cases.identity import Identity
from kouan.modules.cases.models import Case, Delivery, Webhook
from kouan.modules.cases.services.addresses import allowed
from kouan.modules.cases.view import view
from kouan.procedures import procedure as procedure_of
from kouan.runtime import log

if TYPE_CHECKING:
    import httpx

_SECONDS = 10.0


class NotDelivered(Exception):  # noqa: N818 - said to the subscriber, which tries again
    """The receiver did not answer with success."""


def push(event: log.Recorded, webhook_id: str) -> None:
    """Send an event to a webhook and note how it went; raises NotDelivered. A webhook removed meanwhile is left."""
    webhook = Webhook.objects.filter(id=webhook_id, active=True).first()
    if webhook is None:
        return
    # Only the subscribers send; loading it would slow every other start.
    import httpx

    body = orjson.dumps(message(event))
    try:
        status, error = _post(webhook, event.position, body), ""
    except (httpx.HTTPError, ValueError) as failure:
        status, error = None, f"{type(failure).__name__}: {failure}"[:200]
    _note(webhook, event, status, error)
    if status is None or not 200 <= status < 300:
        raise NotDelivered(error or f"status {status}")


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """``v1=`` and the HMAC-SHA256 of ``timestamp.body``, hexadecimal."""
    return "v1=" + hmac.new(secret.encode(), timestamp.encode() + b"." + body, sha256).hexdigest()


def _post(webhook: Webhook, position: int, body: bytes) -> int:
    if not allowed(webhook.url):
        raise ValueError("address not allowed")
    timestamp = str(int(time.time()))
    headers = {
        "Content-Type": "application/json",
        "Kouan-Event": str(position),
        "Kouan-Timestamp": timestamp,
        "Kouan-Signature": signature(webhook.secret, timestamp, body),
    }
    return _client().post(webhook.url, content=body, headers=headers).status_code


@cache
def _client() -> "httpx.Client":
    """One for the process: certificates are read once, and connections are kept between pushes."""
    import httpx

    return httpx.Client(timeout=_SECONDS, follow_redirects=False)


def _note(webhook: Webhook, event: log.Recorded, status: int | None, error: str) -> None:
    moment = to_micros(now())
    done = status is not None and 200 <= status < 300
    values = {"status": status, "error": error, "tried_at": moment, "delivered_at": moment if done else None}
    row, _ = Delivery.objects.get_or_create(
        webhook=webhook, position=event.position, defaults={"kind": event.kind, "tried_at": moment}
    )
    Delivery.objects.filter(pk=row.pk).update(attempts=F("attempts") + 1, **values)


def message(event: log.Recorded) -> dict[str, Any]:
    """The event; for a case also its state after the event and what differs from before it."""
    sent: dict[str, Any] = {
        "position": event.position,
        "stream": event.stream,
        "n": event.n,
        "kind": event.kind,
        "happened_at": to_micros(event.happened_at),
        "recorded_at": to_micros(event.recorded_at),
        "payload": dict(event.payload),
        "objects": [{"kind": ref.kind, "id": ref.id, "qualifier": ref.qualifier} for ref in event.objects],
    }
    if event.stream.startswith("case/"):
        before, after = _states(event)
        sent |= {"state": after, "difference": difference(before, after)}
    return sent


def _states(event: log.Recorded) -> tuple[dict[str, Any], dict[str, Any]]:
    row = Case.objects.get(id=event.stream.removeprefix("case/"))
    history = [each for each in log.read(event.stream) if each.n <= event.n]
    after = _state(row, history)
    return (_state(row, history[:-1]) if history[:-1] else {}), after


def _state(row: Case, history: list[log.Recorded]) -> dict[str, Any]:
    case = replay(procedure_of(row.procedure).at_version(history[0].version), history)
    who = Identity(
        row.id, row.number, row.filer, row.principal, row.object_kind, case.filing.as_json(), row.reference, row.demo
    )
    return view(case, who)


def difference(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Top-level values that changed: name → [before, after]; steps by name."""
    changed = {
        key: [before.get(key), after.get(key)]
        for key in sorted(before.keys() | after.keys())
        if key != "steps" and before.get(key) != after.get(key)
    }
    old, new = _by_name(before), _by_name(after)
    steps = {name: [old.get(name), new.get(name)] for name in new if old.get(name) != new.get(name)}
    return changed | ({"steps": steps} if steps else {})


def _by_name(state: dict[str, Any]) -> dict[str, Any]:
    return {step["name"]: step for step in state.get("steps", ())}
