"""Guarantees, licences and quotas that you hold or answer for, and every movement of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from kouan.api.auth import caller
from kouan.api.operations import operation
from kouan.api.paging import Page, Size, page_of
from kouan.api.refusals import answer
from kouan.api.shapes import balances as shapes
from kouan.kernel.clock import local_date, now, to_micros
from kouan.modules.balances import public as ledger
from kouan.modules.cases.public import visible_cases

router = Router(tags=["balances"])
_READ = ("read",)


@operation(router, "GET /balances", "担保与许可额度 | Guarantees and licences", scope=_READ, shape=shapes.BalancePage)
def list_balances(request: HttpRequest, kind: str = "", page: Page = 1, size: Size = 50) -> HttpResponse:
    """贵单位持有、担保、签发或受托可用的，最新的在前。
    | Those you hold, answer for, issued, or may draw on by mandate; the newest first.
    """
    rows = ledger.visible_balances(caller(request), kind)
    return answer({"count": rows.count(), "page": page, "balances": [_row(row) for row in page_of(rows, page, size)]})


@operation(router, "GET /balances/{kind}/{number}", "一项额度 | A balance", scope=_READ, shape=shapes.Balance)
def read_balance(request: HttpRequest, kind: str, number: str) -> HttpResponse:
    """按种类和编号；无权知晓的返回 404。 | By its kind and number; 404 for one that you may not know of."""
    return answer(_row(ledger.balance(caller(request), kind, number)))


@operation(
    router,
    "GET /balances/{kind}/{number}/movements",
    "额度的每次变动 | Movements of a balance",
    scope=_READ,
    shape=list[shapes.Movement],
)
def list_movements(request: HttpRequest, kind: str, number: str) -> HttpResponse:
    """最早的在前，各附所属办件。 | The oldest first, each with the case behind it."""
    viewer = caller(request)
    moved = ledger.movements(ledger.balance(viewer, kind, number))
    ids = {each.stream.removeprefix("case/") for each in moved}
    seen = set(visible_cases(viewer).filter(id__in=ids).values_list("id", flat=True))
    return answer([_movement(each, seen) for each in moved])


def _row(row: ledger.Balance) -> dict[str, Any]:
    state = ledger.standing(row, local_date(now()))
    told = {
        "kind": row.kind,
        "number": row.number,
        "title": row.title.as_json(),
        "holder": row.holder,
        "unit": row.unit,
        **{name: f"{ledger.from_parts(getattr(row, name)):f}" for name in ("granted", "reserved", "used")},
        "left": f"{row.left:f}",
        "since": row.since,
        "until": None if row.until == ledger.FOREVER else row.until,
        "times": row.times,
        "taken": row.taken,
        "state": state,
        "state_text": ledger.STATES[state].as_json(),
        "granted_at": row.granted_at,
    }
    return {name: value for name, value in told.items() if value is not None}


def _movement(moved: ledger.Movement, seen: set[str]) -> dict[str, Any]:
    case_id = moved.stream.removeprefix("case/")
    told = {
        "kind": moved.kind,
        "title": ledger.MOVEMENTS[moved.kind].as_json(),
        "position": moved.position,
        "happened_at": to_micros(moved.happened_at),
        "recorded_at": to_micros(moved.recorded_at),
        "case": moved.case,
        "case_id": case_id if case_id in seen else None,
        "amount": None if moved.amount is None else f"{moved.amount:f}",
        "left": f"{moved.left:f}",
        "until": moved.until or None,
    }
    return {name: value for name, value in told.items() if value is not None}
