"""``/alarms``: held boxes that somebody tried to take out or to load, and who saw to it."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path

from kouan.kernel.text import Text
from kouan.modules.consignments import public as port
from kouan.modules.parties.public import viewer_of
from kouan.web.language import pair, pick
from kouan.web.markup import badge, link, second_line
from kouan.web.navigation import Entry
from kouan.web.pages.consignments.actions import action
from kouan.web.pages.consignments.seen import Names, address, context, moment, where_alarms_ring
from kouan.web.tables import Column, Empty, Filter, Table, respond

_MOVES = {"gate-out": Text("出闸", "Gate-out"), "load": Text("装船", "Loading")}
_OPEN, _SEEN = Text("待处置", "Open"), Text("已处置", "Seen to")


@where_alarms_ring
def alarms(request: HttpRequest) -> HttpResponseBase:
    """All alarms, those nobody has seen to first."""
    viewer = viewer_of(request)
    given = context(open=port.open_alarms(viewer).count())
    return respond(request, _table(), port.alarms(viewer), "consignments/alarms.html", given)


def _table() -> Table[Any]:
    names = Names()
    return Table(
        key="alarms",
        title=Text("报警", "Alarms"),
        columns=(
            Column("container", Text("箱号", "Container"), lambda alarm: alarm.box.container, html=_box),
            Column("move", Text("作业", "Move"), lambda alarm: _MOVES[alarm.move]),
            Column("held", Text("扣留", "Held by"), _holders),
            Column("truck", Text("车牌", "Truck"), lambda alarm: alarm.truck),
            Column("raised", Text("报警时间", "Rang at"), lambda alarm: moment(alarm.raised_at), sort="raised_at"),
            Column("by", Text("报送单位", "Reported by"), lambda alarm: names.of(alarm.party)),
            Column("state", Text("处置", "Seen to"), _state, html=lambda alarm: _seen(alarm, names)),
        ),
        filters=(
            Filter(
                "state",
                Text("处置", "State"),
                lambda rows, state: rows.filter(acknowledged_at__isnull=state == "open"),
                choices=(("open", _OPEN), ("seen", _SEEN)),
            ),
        ),
        order="-raised",
        empty=Empty(
            Text("没有报警", "No alarms"),
            Text(
                "扣留箱试图出闸或装船时会在这里报警。", "An alarm rings here when a held box is at the gate or crane."
            ),
        ),
        urgent=lambda alarm: alarm.acknowledged_at is None,
    )


def _box(alarm: port.Alarm) -> str:
    return link(address(alarm.box), alarm.box.container)


def _holders(alarm: port.Alarm) -> Text:
    titles = [port.authority_title(code) for code in alarm.held_by.split(",")]
    return Text("、".join(title.zh for title in titles), ", ".join(title.en for title in titles))


def _state(alarm: port.Alarm) -> Text:
    return _OPEN if alarm.acknowledged_at is None else _SEEN


def _which(alarm: port.Alarm) -> dict[str, str]:
    return {"container": alarm.box.container, "visit": alarm.box.visit}


def _seen(alarm: port.Alarm, names: Names) -> str:
    if alarm.acknowledged_at is not None:
        by = pick(names.of(alarm.acknowledged_by))
        return second_line(badge(_SEEN, "good") + " " + by, alarm.note)
    door = action("acknowledge-alarm", {**_which(alarm), "alarm": str(alarm.n)})
    return badge(_OPEN, "bad") + " " + link(door.address, pair("处置", "See to it"))


navigation = (
    Entry(Text("报警", "Alarms"), "alarms", places=("terminal",), order=60),
    Entry(Text("闸口报警", "Gate alarms"), "alarms", places=("agency", "port-office"), order=70),
)
urlpatterns = [path("alarms", alarms, name="alarms")]
