"""Webhooks: where events are pushed, how the pushes went, and pushing again."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from kouan.api.auth import caller
from kouan.api.bodies import NUMBER, TEXTS, body_of, number_in, request_body, text_in, texts_in
from kouan.api.operations import operation
from kouan.api.paging import Page, Size, page_of
from kouan.api.refusals import answer
from kouan.api.shapes import cases as shapes
from kouan.blueprint import Problem
from kouan.engine import Refused
from kouan.kernel.text import Text
from kouan.modules.cases.public import create_webhook, deliveries, own_webhook, replay_webhook, stop_webhook
from kouan.modules.cases.public import webhooks as webhooks_of

router = Router(tags=["webhooks"])
_SCOPE = ("webhook",)
_LONGEST_URL = 500
_MOST_KINDS = 40
_URL = {"type": "string", "format": "uri", "maxLength": _LONGEST_URL}
_KINDS = {**TEXTS, "maxItems": _MOST_KINDS, "description": "kinds of event; all when left out"}
_TOO_MANY = Text("最多 {most} 种事件；不填即全部。", "At most {most} kinds of event; leave them out to have all.")
_MAKING = (
    "密钥只在此时给出一次。推送以 Kouan-Signature 头签名：v1= 加 HMAC-SHA256(密钥, 时间戳.正文)。 | "
    "The secret is shown this once. Pushes are signed in the header Kouan-Signature: v1= and "
    "HMAC-SHA256(secret, timestamp.body)."
)
_REPLAYING = (
    "近 30 天内、某位置之后的事件重新推送，一次最多 500 个，遇到失败即停。 | "
    "Events of the last 30 days after a position are pushed again, at most 500 a call; it stops at the first failure."
)


@operation(router, "GET /webhooks", "推送地址 | Webhooks", scope=_SCOPE, shape=list[shapes.Webhook])
def list_webhooks(request: HttpRequest) -> HttpResponse:
    """贵单位生效中的推送，最新的在前；密钥不再显示。
    | Those of your organisation that are active, the latest first; secrets are not shown again.
    """
    return answer([_webhook(row) for row in webhooks_of(caller(request))])


@operation(
    router,
    "POST /webhooks",
    "新建推送 | Have events pushed",
    scope=_SCOPE,
    shape=shapes.NewWebhook,
    status=201,
    body=request_body({"url": _URL, "kinds": _KINDS}, ("url",)),
    about=_MAKING,
)
def make_webhook(request: HttpRequest) -> HttpResponse:
    """From now on; only what concerns the organisation."""
    body = body_of(request, "url", "kinds")
    kinds = texts_in(body, "kinds")
    if len(kinds) > _MOST_KINDS:
        raise Refused([Problem("malformed", "/kinds", _TOO_MANY.fill(most=_MOST_KINDS), "")])
    made = create_webhook(caller(request), text_in(body, "url", _LONGEST_URL), kinds)
    return answer(_webhook(made) | {"secret": made.secret}, 201)


@operation(router, "DELETE /webhooks/{webhook_id}", "停止推送 | Stop a webhook", scope=_SCOPE, status=204)
def delete_webhook(request: HttpRequest, webhook_id: str) -> HttpResponse:
    """此后不再推送。 | Nothing more is pushed there."""
    stop_webhook(caller(request), webhook_id)
    return HttpResponse(status=204)


@operation(
    router,
    "GET /webhooks/{webhook_id}/deliveries",
    "推送记录 | How the pushes went",
    scope=_SCOPE,
    shape=shapes.DeliveryPage,
)
def list_deliveries(request: HttpRequest, webhook_id: str, page: Page = 1, size: Size = 50) -> HttpResponse:
    """最新的事件在前。 | The latest event first."""
    viewer = caller(request)
    rows = deliveries(viewer, own_webhook(viewer, webhook_id).id)
    found = [_delivery(row) for row in page_of(rows, page, size)]
    return answer({"count": rows.count(), "page": page, "deliveries": found})


@operation(
    router,
    "POST /webhooks/{webhook_id}/replay",
    "重新推送 | Push again",
    scope=_SCOPE,
    shape=shapes.Replayed,
    body=request_body({"after": NUMBER}),
    about=_REPLAYING,
)
def replay(request: HttpRequest, webhook_id: str) -> HttpResponse:
    """What was pushed or tried before."""
    sent, last = replay_webhook(caller(request), webhook_id, number_in(body_of(request, "after"), "after"))
    return answer({"sent": sent, "last": last})


def _webhook(row: Any) -> dict[str, Any]:
    return {"id": row.id, "url": row.url, "kinds": row.kinds, "since": row.since, "created_at": row.created_at}


def _delivery(row: Any) -> dict[str, Any]:
    names = ("position", "kind", "attempts", "status", "error", "tried_at", "delivered_at")
    return {name: getattr(row, name) for name in names}
