"""``/balances``: guarantees, licences and quotas that a viewer holds or answers for, every movement and its case."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path, reverse

from kouan.kernel.clock import from_micros, local_date, now
from kouan.kernel.text import Text, listed
from kouan.modules.balances import public as ledger
from kouan.modules.cases.public import visible_cases
from kouan.modules.parties.public import Viewer, names, viewer_of
from kouan.procedures import procedures
from kouan.web.doors import signed_in
from kouan.web.formats import identifier
from kouan.web.markup import Tone, badge, link, second_line
from kouan.web.navigation import Entry
from kouan.web.tables import Column, Empty, Filter, Table, respond, search

_LABEL = Text("担保与许可额度", "Guarantees and licences")
TONES: dict[str, Tone] = {"active": "good", "suspended": "warn", "ended": "bad", "expired": "bad"}
_STATES: dict[str, dict[str, Any]] = {
    "active": {"ended": False, "suspensions": 0},
    "suspended": {"ended": False, "suspensions__gt": 0},
    "ended": {"ended": True},
}


def _known(page: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page on which the balance of somebody else is not there."""

    @wraps(page)
    def guarded(request: HttpRequest, **named: str) -> HttpResponseBase:
        try:
            return page(request, **named)
        except ledger.NotFound as error:
            raise Http404 from error

    return signed_in(guarded)


@_known
def balances(request: HttpRequest) -> HttpResponseBase:
    """All that the viewer may know of."""
    rows = ledger.visible_balances(viewer_of(request))
    return respond(request, _table(), rows, "balances/list.html")


def _table() -> Table[Any]:
    return Table(
        key="balances",
        title=_LABEL,
        columns=(
            Column("number", Text("编号", "Number"), lambda row: row.number, sort="number", html=_number),
            Column("holder", Text("持有人", "Holder"), lambda row: _name(row.holder)),
            Column("granted", Text("额度", "Granted"), lambda row: _of(row, row.granted), sort="granted", number=True),
            Column("reserved", Text("占用", "Set aside"), lambda row: _of(row, row.reserved), number=True),
            Column("used", Text("已核销", "Used"), lambda row: _of(row, row.used), number=True),
            Column("left", Text("余额", "Left"), lambda row: row.left, number=True),
            Column("unit", Text("单位", "Unit"), lambda row: ledger.unit_text(row.unit)),
            Column("until", Text("有效期止", "Valid to"), lambda row: _day(row.until), sort="until"),
            Column("state", Text("状态", "State"), _standing, html=_state),
        ),
        filters=(
            search(("number__icontains", "title_zh__icontains", "title_en__icontains")),
            Filter("kind", Text("种类", "Kind"), lambda rows, kind: rows.filter(kind=kind), choices=_kinds),
            Filter(
                "state",
                Text("状态", "State"),
                lambda rows, state: rows.filter(**_STATES[state]),
                choices=tuple((code, ledger.STATES[code]) for code in _STATES),
            ),
        ),
        empty=Empty(
            Text("没有额度", "Nothing yet"),
            Text(
                "担保备案被接受、许可证件签发后出现在这里，每次占用和释放都有记录。",
                "Guarantees stand here once accepted, licences once issued, with everything that was drawn on them.",
            ),
        ),
        href=lambda row: reverse("balance", args=(row.kind, row.number)),
    )


def _kinds() -> list[tuple[str, Text]]:
    return [(kind, kind_text(kind)) for kind in sorted(ledger.balance_kinds())]


def kind_text(kind: str) -> Text:
    """A kind of balance by the procedures that grant it."""
    titles = [procedures()[code].title for code in ledger.granters(kind)]
    return listed(titles) if titles else Text(kind, kind)


def _name(code: str) -> Text:
    return dict(names([code])).get(code, Text(code, code))


def _of(row: ledger.Balance, parts: int) -> Decimal:
    return ledger.from_parts(parts)


def _number(row: ledger.Balance) -> str:
    return second_line(link(reverse("balance", args=(row.kind, row.number)), row.number), row.title)


def _day(until: str) -> date | None:
    """The last day of a validity; none where nothing was said or nothing ends it."""
    return date.fromisoformat(until) if until and until != ledger.FOREVER else None


def _standing(row: ledger.Balance) -> Text:
    return ledger.STATES[ledger.standing(row, local_date(now()))]


def _state(row: ledger.Balance) -> str:
    return badge(_standing(row), TONES.get(ledger.standing(row, local_date(now())), ""))


# ── One balance ──────────────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Told:
    """A movement with the case behind it; ``address`` is "" where the viewer may not open that case."""

    moved: ledger.Movement
    address: str


@_known
def balance(request: HttpRequest, kind: str, number: str) -> HttpResponseBase:
    """What was granted, who holds what of it, and every movement."""
    viewer = viewer_of(request)
    row = ledger.balance(viewer, kind, number)
    moved = ledger.movements(row)
    addresses = _addresses(viewer, (each.stream for each in moved))
    told = [Told(each, addresses.get(each.stream, "")) for each in reversed(moved)]
    numbers = {each.stream: each.case for each in moved}
    context = {
        "row": row,
        "unit": ledger.unit_text(row.unit),
        "granted": ledger.from_parts(row.granted),
        "reserved": ledger.from_parts(row.reserved),
        "used": ledger.from_parts(row.used),
        "state": _state(row),
        "holder": _name(row.holder),
        "until": _day(row.until),
        "granted_at": from_micros(row.granted_at),
        "by": numbers.get(row.stream, row.number),
        "origin": addresses.get(row.stream, ""),
        "holdings": [(held, numbers[held.stream], addresses.get(held.stream, "")) for held in ledger.holdings(row)],
    }
    return respond(request, _moves(), told, "balances/one.html", context)


def _addresses(viewer: Viewer, streams: Iterable[str]) -> dict[str, str]:
    """The pages of the cases that the viewer may open, by stream."""
    wanted = {stream.removeprefix("case/") for stream in streams}
    seen = visible_cases(viewer).filter(id__in=wanted).values_list("id", flat=True)
    return {f"case/{each}": reverse("case", args=(each,)) for each in seen}


def _moves() -> Table[Told]:
    return Table(
        key="movements",
        columns=(
            Column("at", Text("时间", "When"), lambda told: told.moved.happened_at),
            Column("what", Text("变动", "What"), lambda told: ledger.MOVEMENTS[told.moved.kind]),
            Column("amount", Text("金额或数量", "Amount"), lambda told: told.moved.amount, number=True),
            Column("left", Text("之后的余额", "Left after"), lambda told: told.moved.left, number=True),
            Column("until", Text("有效期止", "Valid to"), lambda told: _day(told.moved.until)),
            Column("case", Text("办件", "Case"), lambda told: told.moved.case, html=_case),
        ),
        empty=Empty(Text("没有变动", "No movements"), Text("", "")),
    )


def _case(told: Told) -> str:
    return link(told.address, told.moved.case) if told.address else identifier(told.moved.case)


def _anything(viewer: Viewer) -> bool:
    """The menu shows it to whoever has something to see there."""
    return ledger.visible_balances(viewer).exists()


navigation = (
    Entry(_LABEL, "balances", places=("trader", "terminal"), order=70, answers=("haiyang-2020#6", "shenzhen-2019#19")),
    Entry(_LABEL, "balances", places=("agency",), order=60, wanted=_anything),
)
urlpatterns = [
    path("balances", balances, name="balances"),
    path("balances/<str:kind>/<str:number>", balance, name="balance"),
]
