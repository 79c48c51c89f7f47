"""``/calls`` and ``/boxes``: everything a viewer may know of, in lists."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from markupsafe import Markup

from kouan.kernel.clock import now
from kouan.kernel.text import Text
from kouan.modules.consignments import public as port
from kouan.modules.parties.public import viewer_of
from kouan.web.formats import duration_text
from kouan.web.language import pick
from kouan.web.markup import Tone, badge, link, second_line
from kouan.web.navigation import Entry
from kouan.web.pages.consignments.actions import may_announce
from kouan.web.pages.consignments.seen import Names, address, context, known, moment
from kouan.web.tables import Column, Empty, Filter, Table, respond, search

CALL_TONES: dict[str, Tone] = {"expected": "", "arrived": "brand", "berthed": "good", "departed": ""}
_WHERE: dict[str, dict[str, Any]] = {
    "expected": {"arrived_at": None, "departed_at": None},
    "here": {"arrived_at__isnull": False, "departed_at": None},
    "departed": {"departed_at__isnull": False},
}


@known
def calls(request: HttpRequest) -> HttpResponseBase:
    """Ships that are expected, here, or gone."""
    viewer = viewer_of(request)
    rows = port.visible_calls(viewer)
    return respond(request, calls_table(), rows, "consignments/calls.html", context(announces=may_announce(viewer)))


def calls_table() -> Table[Any]:
    """Calls; names of organisations are asked for once a page."""
    names = Names()
    return Table(
        key="calls",
        title=Text("航次", "Calls"),
        columns=(
            Column("number", Text("航次编号", "Call"), lambda call: call.number, sort="number"),
            Column("ship", Text("船舶", "Ship"), lambda call: call.name, sort="ship", html=_ship),
            Column("status", Text("状态", "Status"), _status, html=_status_badge),
            Column("eta", Text("预计抵港", "ETA"), lambda call: moment(call.eta), sort="eta"),
            Column("arrived", Text("抵港", "Arrived"), lambda call: moment(call.arrived_at), sort="arrived_at"),
            Column("berth", Text("泊位", "Berth"), lambda call: call.berth, sort="berth"),
            Column("terminal", Text("码头", "Terminal"), lambda call: names.of(call.terminal)),
            Column("agent", Text("船舶代理", "Agent"), lambda call: names.of(call.agent)),
        ),
        filters=(
            search(("number__icontains", "ship__icontains", "ship_zh__icontains", "voyage_in__iexact", "imo__iexact")),
            Filter(
                "where",
                Text("在港情况", "Where"),
                lambda rows, where: rows.filter(**_WHERE[where]),
                choices=(
                    ("expected", Text("预计到港", "Expected")),
                    ("here", Text("在港", "In port")),
                    ("departed", Text("已离港", "Departed")),
                ),
            ),
        ),
        order="-eta",
        empty=Empty(
            Text("没有航次", "No calls"),
            Text("船舶代理预报航次后会出现在这里。", "Calls stand here once a ship agent announces them."),
        ),
        href=address,
    )


def _status(call: port.Call) -> Text:
    return port.CALL_STATUS[call.status]


def _status_badge(call: port.Call) -> str:
    return badge(_status(call), CALL_TONES[call.status])


def _ship(call: port.Call) -> str:
    voyages = " / ".join(filter(None, (call.voyage_in, call.voyage_out)))
    return second_line(pick(call.name), voyages)


@known
def boxes(request: HttpRequest) -> HttpResponseBase:
    """Boxes, held ones first to be asked for: ``?held=yes``."""
    rows = port.visible_boxes(viewer_of(request)).select_related("call")
    return respond(request, boxes_table(), rows, "consignments/boxes.html", context())


def boxes_table(title: Text | None = None, of_one_call: bool = False) -> Table[Any]:
    """Boxes with where they are, who holds them and how long they have stood."""
    return Table(
        key="boxes",
        title=title or Text("集装箱", "Boxes"),
        columns=tuple(each for each in _BOX_COLUMNS if not (of_one_call and each.key == "call")),
        filters=_BOX_FILTERS,
        order="-released",
        empty=Empty(
            Text("没有集装箱", "No boxes"),
            Text("舱单申报后，您的箱会出现在这里。", "Your boxes stand here once their manifest is sent."),
        ),
        href=address,
    )


def _bills(box: port.Box) -> str:
    return " ".join(box.bill_numbers)


def _bill_links(box: port.Box) -> str:
    return Markup(" ").join(link(reverse("bill", args=(number,)), number) for number in box.bill_numbers)


def _call(box: port.Box) -> str:
    return second_line(pick(box.call.name), box.call_id or "") if box.call else ""


def _place(box: port.Box) -> str:
    where = port.PLACES[box.place]
    return second_line(pick(where), box.yard) if box.yard and box.place == "yard" else pick(where)


def held_words(box: port.Box) -> Text:
    """Who holds a box, in a row."""
    titles = [port.authority_title(code) for code in box.holders]
    return Text("、".join(title.zh for title in titles), ", ".join(title.en for title in titles))


def held_cell(box: port.Box) -> str:
    """Who holds a box, as badges."""
    return Markup(" ").join(badge(port.authority_title(code), "bad") for code in box.holders)


def _dwell(box: port.Box) -> Text | None:
    stood = port.dwell(box, now())
    return duration_text(stood) if stood is not None else None


_BOX_COLUMNS: tuple[Column[Any], ...] = (
    Column("container", Text("箱号", "Container"), lambda box: box.container, sort="container"),
    Column("bill", Text("提运单", "Bill"), _bills, html=_bill_links),
    Column("call", Text("航次", "Call"), lambda box: box.call_id or "", sort="call", html=_call),
    Column("direction", Text("进出口", "Direction"), lambda box: port.DIRECTIONS[box.direction], sort="direction"),
    Column("place", Text("位置", "Where"), lambda box: port.PLACES[box.place], sort="place", html=_place),
    Column("held", Text("扣留", "Held by"), held_words, sort="held_by", html=held_cell),
    Column("released", Text("放行", "Released"), lambda box: moment(box.released_at), sort="released_at"),
    Column("dwell", Text("在场", "In the terminal"), _dwell, sort=("discharged_at", "gated_in_at")),
)


def _matching(rows: Any, typed: str) -> Any:
    billed = port.Box.objects.filter(bills__number__iexact=typed).values("pk")
    named = Q(container__icontains=typed) | Q(call__number__iexact=typed) | Q(call__ship__icontains=typed)
    return rows.filter(named | Q(pk__in=billed))


def _held(rows: Any, held: str) -> Any:
    if held in ("yes", "no"):
        return rows.filter(held_by="") if held == "no" else rows.exclude(held_by="")
    return rows.filter(held_by__contains=f",{held},")


_BOX_FILTERS = (
    Filter(
        "q",
        Text("搜索", "Search"),
        _matching,
        kind="search",
        hint=Text("箱号、提单号、航次或船名", "Container, bill, call or ship"),
    ),
    Filter(
        "place",
        Text("位置", "Where"),
        lambda rows, place: rows.filter(place=place),
        choices=tuple(port.PLACES.items()),
    ),
    Filter(
        "held",
        Text("扣留", "Held by"),
        _held,
        choices=(
            ("yes", Text("有扣留", "Anybody")),
            ("no", Text("无扣留", "Nobody")),
            *((code, port.AUTHORITIES[code]) for code in ("customs", "msa", "border", "port", "carrier", "terminal")),
        ),
    ),
    Filter(
        "direction",
        Text("进出口", "Direction"),
        lambda rows, direction: rows.filter(direction=direction),
        choices=tuple(port.DIRECTIONS.items()),
    ),
)

navigation = (
    Entry(Text("我的箱", "Our boxes"), "boxes", places=("trader",), order=50),
    Entry(Text("航次", "Calls"), "calls", places=("trader",), order=60),
    Entry(Text("航次", "Calls"), "calls", places=("terminal",), order=20),
    Entry(Text("集装箱", "Boxes"), "boxes", places=("terminal",), order=30),
    Entry(Text("集装箱", "Boxes"), "boxes", places=("agency", "port-office"), order=40),
    Entry(Text("航次", "Calls"), "calls", places=("agency", "port-office"), order=50),
)
urlpatterns = [path("calls", calls, name="calls"), path("boxes", boxes, name="boxes")]
