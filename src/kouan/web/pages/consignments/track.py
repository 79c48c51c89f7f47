"""``/track``: where goods are. Signed in, one number is enough; in public it takes bill and container together."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path

from kouan.kernel.identifiers import is_container_number, is_declaration_number
from kouan.kernel.text import Text
from kouan.modules.consignments import public as port
from kouan.modules.parties.public import Viewer, viewer_of
from kouan.runtime.pace import count_public_lookup
from kouan.web.bars import Happening
from kouan.web.doors import paced
from kouan.web.expecting import Line
from kouan.web.navigation import Entry
from kouan.web.pages.consignments.expected import expected_of_each
from kouan.web.pages.consignments.seen import context
from kouan.web.pages.consignments.timeline import active_holds, happenings, hold_badges

_MOST = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, sorted into kinds of number."""

    bill: str = ""
    container: str = ""
    declaration: str = ""

    @property
    def anything(self) -> bool:
        return bool(self.bill or self.container or self.declaration)


@paced
def track(request: HttpRequest) -> HttpResponseBase:
    """The search, and what it finds. Nothing found says what to try; a visitor is asked for the second number."""
    viewer, asked = viewer_of(request), _asked(request)
    if asked.anything and not viewer.signed_in:
        count_public_lookup(request)
    found, in_public = _found(viewer, asked)
    shown = found[:_MOST]
    expected = expected_of_each([each.box for each in shown])
    lacking = asked.anything and not found and not viewer.signed_in and not (asked.bill and asked.container)
    given = context(
        asked=asked,
        tracks=[_told(each, in_public, expected[each.box.pk]) for each in shown],
        more=len(found) > _MOST,
        in_public=in_public,
        lacking=lacking,
        missing=asked.anything and not found and not lacking,
        where=port.PLACES,
        directions=port.DIRECTIONS,
    )
    return render(request, "consignments/track.html", given)


def _asked(request: HttpRequest) -> Asked:
    """``q`` may be any of the three; ``bill`` and ``container`` say what they are."""
    typed = [_plain(request.GET.get(name, "")) for name in ("q", "bill", "container")]
    q, bill, container = typed
    if is_declaration_number(q) and not (bill or container):
        return Asked(declaration=q)
    if is_container_number(q):
        return Asked(bill, container or q)
    return Asked(bill or q, container)


def _plain(text: str) -> str:
    return "".join(text.upper().split())[:40]


def _found(viewer: Viewer, asked: Asked) -> tuple[list[port.Track], bool]:
    """What the viewer may see of it; failing that, what the public may. The second says whether it is the latter."""
    if viewer.party and asked.anything:
        try:
            found = port.track(
                viewer, bill=asked.bill, container=asked.container, declaration=asked.declaration, most=_MOST + 1
            )
        except port.NotFound:
            pass
        else:
            return found, False
    try:
        return [port.track_publicly(asked.bill, asked.container)], True
    except port.NotFound:
        return [], True


@dataclass(frozen=True, slots=True)
class Told:
    """A track as the page shows it."""

    track: port.Track
    happened: list[Happening]
    holds: list[object]
    expected: list[Line]


def _told(track: port.Track, in_public: bool, expected: list[Line]) -> Told:
    holds = hold_badges(active_holds(track.box), track.box.direction)
    if in_public:
        holds = [type(each)(each.authority, _HELD, each.since) for each in holds]
    return Told(track, happenings(track.entries), [*holds], expected)


_HELD = Text("扣留中", "Held")

navigation = (
    Entry(
        Text("查箱", "Track"),
        "track",
        order=20,
        about=Text(
            "输入提单号和箱号，看货在哪里、谁在办、最迟什么时候办完。",
            "With bill and container number see where goods are, whose turn it is, and until when.",
        ),
        answers=("haiyang-2020#13", "shenzhen-2019#22", "xiamen-2022#10"),
    ),
)
urlpatterns = [path("track", track, name="track")]
