"""``/me/webhooks``: where an organisation has events pushed, how the pushes went, and pushing again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from kouan.engine import Refused
from kouan.kernel.clock import from_micros
from kouan.kernel.text import Text
from kouan.modules.cases.public import create_webhook, deliveries, own_webhook, replay_webhook, stop_webhook
from kouan.modules.cases.public import webhooks as webhooks_of
from kouan.modules.parties.public import viewer_of
from kouan.web.doors import signed_in
from kouan.web.language import pair, pick
from kouan.web.markup import badge
from kouan.web.tables import Column, Empty, Filter, Table, respond

_STOPPED = Text("已停止推送。", "Nothing more is pushed there.")
_DELIVERED, _FAILED = Text("已送达", "Delivered"), Text("未送达", "Not delivered")


@signed_in
def webhooks(request: HttpRequest) -> HttpResponseBase:
    """The organisation's webhooks; by POST one more, whose secret is shown this once."""
    viewer = viewer_of(request)
    context: dict[str, Any] = {"webhooks": [], "made": None, "problems": (), "typed": request.POST}
    status = 200
    if request.method == "POST":
        _administrators_only(request)
        try:
            context["made"] = create_webhook(viewer, request.POST.get("url", "").strip(), _kinds(request))
        except Refused as refused:
            context["problems"], status = refused.problems, 422
    context["webhooks"] = [
        {"row": row, "created_at": from_micros(row.created_at), "failed": _failed(viewer, row.id)}
        for row in webhooks_of(viewer)
    ]
    return render(request, "notices/webhooks.html", context, status=status)


def _administrators_only(request: HttpRequest) -> None:
    if not viewer_of(request).administers:
        raise Http404


def _kinds(request: HttpRequest) -> list[str]:
    return request.POST.get("kinds", "").replace(",", " ").replace("，", " ").split()[:40]


def _failed(viewer: Any, webhook_id: str) -> int:
    return deliveries(viewer, webhook_id).filter(delivered_at=None).count()


@signed_in
def pushes(request: HttpRequest, webhook_id: str) -> HttpResponseBase:
    """How each push to one webhook went."""
    viewer = viewer_of(request)
    webhook = own_webhook(viewer, webhook_id)
    return respond(request, _PUSHES, deliveries(viewer, webhook_id), "notices/deliveries.html", {"webhook": webhook})


@signed_in
@require_POST
def replay(request: HttpRequest, webhook_id: str) -> HttpResponseBase:
    """Push again what was pushed in the last 30 days, after a position."""
    _administrators_only(request)
    after = request.POST.get("after", "")
    sent, last = replay_webhook(viewer_of(request), webhook_id, int(after) if after.isdecimal() else 0)
    said = pair(
        "已重新推送 {n} 条，至第 {last} 号事件。", "{n} were pushed again, up to position {last}.", n=sent, last=last
    )
    messages.success(request, said)
    return HttpResponseRedirect(reverse("webhook", args=(webhook_id,)), status=303)


@signed_in
@require_POST
def stop(request: HttpRequest, webhook_id: str) -> HttpResponseBase:
    """Push nothing more to it."""
    _administrators_only(request)
    stop_webhook(viewer_of(request), webhook_id)
    messages.success(request, pick(_STOPPED))
    return HttpResponseRedirect(reverse("webhooks"), status=303)


def _result(delivery: Any) -> str:
    if delivery.delivered_at:
        return badge(_DELIVERED, "good")
    return badge(_FAILED, "bad")


_PUSHES: Table[Any] = Table(
    key="deliveries",
    title=Text("推送记录", "Deliveries"),
    columns=(
        Column("position", Text("事件", "Event"), lambda row: row.position, sort="position", number=True),
        Column("kind", Text("种类", "Kind"), lambda row: row.kind, sort="kind"),
        Column("result", Text("结果", "Result"), lambda row: _DELIVERED if row.delivered_at else _FAILED, html=_result),
        Column("status", Text("状态码", "Status"), lambda row: row.status, number=True),
        Column("attempts", Text("次数", "Attempts"), lambda row: row.attempts, sort="attempts", number=True),
        Column("error", Text("原因", "Why"), lambda row: row.error),
        Column("tried", Text("最近一次", "Last tried"), lambda row: from_micros(row.tried_at), sort="tried_at"),
    ),
    filters=(
        Filter(
            "state",
            Text("结果", "Result"),
            lambda rows, state: rows.filter(delivered_at__isnull=state == "failed"),
            choices=(("delivered", _DELIVERED), ("failed", _FAILED)),
        ),
    ),
    empty=Empty(
        Text("还没有推送", "Nothing was pushed yet"),
        Text("下一个与贵单位有关的事件会推送到这里。", "The next event that concerns you will be pushed there."),
    ),
    order="-position",
)

urlpatterns = [
    path("me/webhooks", webhooks, name="webhooks"),
    path("me/webhooks/<str:webhook_id>", pushes, name="webhook"),
    path("me/webhooks/<str:webhook_id>/replay", replay, name="webhook-replay"),
    path("me/webhooks/<str:webhook_id>/stop", stop, name="webhook-stop"),
]
