"""Demands on a request for space, and on the boxes that take it up."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.procedures._application.rows import repeated
from kouan.procedures._application.spans import days, hours
from kouan.procedures._quayside.rules import a_reefer_has_its_temperature, dangerous_goods_are_told_whole
from kouan.procedures._quayside.shape import instant
from kouan.procedures._vessel.rules import the_call_is_announced, the_class_is_that_of_the_number
from kouan.procedures._vessel.standing import changed
from kouan.procedures.waterway_barge_space.form import BOXES, DOMESTIC, EXPORT, FOREIGN, TRANSIT, Box, Filing, Space

HOME = "CN"
LATER = frozenset({"boxes", "voyage", "loads_at", "arrives_at"})
"""What is told with the boxes: which they are, and the sailing when it is another."""
LONG = frozenset({"11", "12", "13", "32"})
"""Types of container that take up two standard units."""


def teu(filing: Filing) -> int:
    """The space in standard units: a long box counts twice."""
    return sum(space.count * (2 if space.container_type in LONG else 1) for space in filing.spaces)


@rule("same-port", basis="waterway-bus#lines")
def it_goes_somewhere(filing: Filing) -> Iterator[Finding]:
    """装货和卸货是同一码头，请改正其中一个。 | It loads and discharges at the same terminal; correct one of them."""
    if (filing.from_port, filing.from_terminal) == (filing.to_port, filing.to_terminal):
        yield "to_terminal"


@rule("arrives-first", basis="waterway-bus#lines")
def it_arrives_after_it_loads(filing: Filing) -> Iterator[Finding]:
    """到达时间应晚于装船时间。 | It must arrive after it loads."""
    if filing.arrives_at <= filing.loads_at:
        yield "arrives_at"


@rule("booked-late", basis="waterway-bus#closing")
def space_is_asked_for_ahead(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """应在装船 {hours} 小时前申请舱位，请改订下一班。
    | Ask for space {hours} hours before it loads; take the next sailing.
    """
    if not on.step and on.before is None and filing.loads_at - on.moment < hours(on, "book-ahead"):
        yield "loads_at", {"hours": on.terms.number("book-ahead")}


@rule("booked-early", basis="waterway-bus#lines")
def space_is_not_hoarded(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """舱位最早提前 {days} 日申请。 | Space may be asked for {days} days ahead at the earliest."""
    if filing.loads_at - on.at > days(on, "book-earliest"):
        yield "loads_at", {"days": on.terms.number("book-earliest")}


@rule("voyage-unknown", basis="waterway-bus#lines")
def the_voyage_is_published(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """班期表上没有航次 {voyage}，请核对航次号。 | There is no voyage {voyage} in the timetable; check its number."""
    if on.not_found("barge-voyage", filing.voyage):
        yield "voyage", {"voyage": filing.voyage}


@rule("not-on-the-line", basis="waterway-bus#lines")
def the_barge_calls_at_both(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """航次 {voyage} 不停靠该港，或者先到卸货港；停靠港为 {stops}。
    | Voyage {voyage} does not call there, or calls at the port of discharge first; it calls at {stops}.
    """
    stops: list[str] = list(on.known("barge-voyage", filing.voyage, "stops", ()))
    said = {"voyage": filing.voyage, "stops": "、".join(stops)}
    if stops and filing.from_port not in stops:
        yield "from_port", said
    elif stops and filing.to_port not in stops[stops.index(filing.from_port) :]:
        yield "to_port", said


@rule("voyage-full", basis="waterway-bus#space")
def there_is_space(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """本班只剩 {free} 标准箱，申请 {wanted}；请减少箱数或者同意顺延下一班。
    | {free} TEU are free and {wanted} wanted; ask for less, or let the next sailing do.
    """
    free = on.known("barge-voyage", filing.voyage, "free")
    if free is not None and not filing.next_will_do and on.before is None and teu(filing) > int(free):
        yield "spaces", {"free": free, "wanted": teu(filing)}


@rule("domestic-abroad", basis="waterway-bus#mixed", each="spaces")
def domestic_goods_stay_at_home(space: Space, filing: Filing) -> Iterator[Finding]:
    """内贸箱不能运往境外港口；经境外运输的选内贸跨境运输。
    | Domestic boxes do not go to ports abroad; by way of abroad is a trade of its own.
    """
    if space.trade == DOMESTIC and not (filing.from_port.startswith(HOME) and filing.to_port.startswith(HOME)):
        yield "trade"


@rule("empty-dangerous", basis="waterway-bus#dangerous", each="spaces")
def empty_boxes_hold_nothing(space: Space) -> Iterator[Finding]:
    """空箱不填危险货物和温度；有残留的按重箱申请。
    | An empty box has no dangerous goods and no temperature; with residues it counts as laden.
    """
    if not space.laden and (space.un_number or space.temperature is not None):
        yield "laden"


@rule("connection-missed", basis="waterway-bus#space", severity="warning", given="call")
def the_ship_can_be_met(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """大船 {leaves} 离港，应在 {hours} 小时前到达，可能赶不上。
    | The ship leaves at {leaves} and the boxes are to be there {hours} hours before; they may miss her.
    """
    leaves = instant(on, "vessel-call", filing.call or "", "etd")
    if leaves and leaves - filing.arrives_at < hours(on, "connection"):
        yield "arrives_at", {"leaves": f"{leaves:%Y-%m-%d %H:%M}", "hours": on.terms.number("connection")}


@rule("boxes-ahead", basis="waterway-bus#closing", given="boxes")
def boxes_are_told_once_there_is_space(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """箱号在舱位确认以后填写，现在请留空。 | Boxes are told once the space is confirmed; leave them blank now."""
    if on.before is None:
        yield "boxes"


@rule("boxes-late", basis="waterway-bus#closing")
def boxes_are_told_before_closing(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """装船前 {hours} 小时截止报箱号，已经截止；请改下一班。
    | Boxes are told until {hours} hours before loading; that is past, take the next sailing.
    """
    if on.step == BOXES and filing.loads_at - on.moment < hours(on, "closing"):
        yield "loads_at", {"hours": on.terms.number("closing")}


@rule("boxes-differ", basis="waterway-bus#space")
def boxes_fill_the_space(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """第 {line} 行确认 {count} 箱，报了 {told} 箱；少报的先改舱位，多报的另行申请。
    | Line {line} has space for {count} and {told} boxes are told; change the space, or ask for more.
    """
    if on.step != BOXES:
        return
    told = Counter(box.space for box in filing.boxes)
    for line, space in enumerate(filing.spaces, 1):
        if told[line] != space.count:
            yield "boxes", {"line": line, "count": space.count, "told": told[line]}


@rule("box-of-no-line", basis="waterway-bus#space", each="boxes")
def a_box_has_its_space(box: Box, filing: Filing) -> Iterator[Finding]:
    """没有第 {line} 行舱位，请填舱位需求中的行号。
    | There is no line {line} of space; give a line of the space that was asked for.
    """
    if box.space > len(filing.spaces):
        yield "space", {"line": box.space}


@rule("box-twice", basis="waterway-bus#supervision", given="boxes")
def a_box_stands_once(filing: Filing) -> Iterator[Finding]:
    """箱 {box} 出现了两次，请删去一行。 | Container {box} occurs twice; leave one line out."""
    yield from ((("boxes", at, "container"), {"box": box}) for at, box in repeated(filing.boxes, "container"))


def _trade(box: Box, filing: Filing) -> str:
    return filing.spaces[box.space - 1].trade if box.space <= len(filing.spaces) else ""


@rule("supervision-missing", basis="waterway-bus#supervision", each="boxes")
def foreign_boxes_tell_their_supervision(box: Box, filing: Filing) -> Iterator[Finding]:
    """外贸箱须填监管状态。 | A box of foreign trade tells its supervision."""
    if _trade(box, filing) in FOREIGN and box.supervision is None:
        yield "supervision"


@rule("transit-missing", basis="waterway-bus#supervision", each="boxes")
def transit_has_its_record(box: Box) -> Iterator[Finding]:
    """转关箱须填转关记录号。 | A box in transit gives its record."""
    if box.supervision == TRANSIT and box.transit is None:
        yield "transit"


@rule("not-released", basis="waterway-bus#supervision", severity="warning", each="boxes")
def exports_are_released(box: Box, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """箱 {box} 还没有放行，开装前没有放行的不装。
    | Container {box} is not released; unless it is, it does not load.
    """
    known = on.known("container", box.container, "bill") and not on.known("container", box.container, "released_at")
    if _trade(box, filing) == EXPORT and box.supervision != TRANSIT and known:
        yield "container", {"box": box.container}


@rule("held", basis="customs-law#custody", each="boxes")
def a_held_box_stays(box: Box, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """箱 {box} 仍被扣留，不能装船。 | Container {box} is held and does not load."""
    if on.known("container", box.container, "held_by", ()):
        yield "container", {"box": box.container}


@rule("booked-otherwise", basis="waterway-bus#space")
def what_was_booked_stands(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """舱位已按此确认，报箱号时不能改动。 | The space was confirmed as it stood and is not changed with the boxes."""
    if on.before is not None and on.step == BOXES:
        yield from changed(filing, on.before, LATER)


RULES: tuple[Rule, ...] = (
    it_goes_somewhere,
    it_arrives_after_it_loads,
    space_is_asked_for_ahead,
    space_is_not_hoarded,
    the_voyage_is_published,
    the_barge_calls_at_both,
    there_is_space,
    the_call_is_announced,
    domestic_goods_stay_at_home,
    replace(a_reefer_has_its_temperature, each="spaces", given="laden"),
    replace(dangerous_goods_are_told_whole, each="spaces"),
    replace(the_class_is_that_of_the_number, each="spaces", given="hazard_class"),
    empty_boxes_hold_nothing,
    the_ship_can_be_met,
    boxes_are_told_once_there_is_space,
    boxes_are_told_before_closing,
    boxes_fill_the_space,
    a_box_has_its_space,
    a_box_stands_once,
    foreign_boxes_tell_their_supervision,
    transit_has_its_record,
    exports_are_released,
    a_held_box_stays,
    what_was_booked_stands,
)
