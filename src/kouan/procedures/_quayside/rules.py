"""Demands that every appointment at the quay meets: the ship, the bill, the box, duty, the window."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.procedures._application.spans import hours
from kouan.procedures._quayside.booking import SECURED
from kouan.procedures._quayside.shape import Appointment

REEFERS = frozenset({"12", "22"})


@rule("declared-later", basis="order-103#acceptance-date")
def it_is_declared(filing: Appointment, on: Circumstances) -> Iterator[Finding]:
    """申报时间不能晚于现在；请先提前申报再预约。 | The declaration cannot lie ahead; declare first, then book."""
    if filing.declared_at > on.moment:
        yield "declared_at"


@rule("call-unknown", basis="port-law#ship-notice")
def the_call_is_announced(filing: Appointment, on: Circumstances) -> Iterator[Finding]:
    """航次 {call} 没有船期预报，请核对编号。 | Call {call} has not been announced; check its number."""
    if on.not_found("vessel-call", filing.call):
        yield "call", {"call": filing.call}


@rule("call-departed", basis="direct-pickup#fallback")
def the_ship_is_not_gone(filing: Appointment, on: Circumstances) -> Iterator[Finding]:
    """航次 {call} 的船舶已离港，不能再预约船边作业。
    | The ship of call {call} has left: work at her side cannot be booked any more.
    """
    if on.known("vessel-call", filing.call, "departed_at"):
        yield "call", {"call": filing.call}


@rule("bill-unknown", basis="gacc-2014-74#manifest")
def the_bill_is_on_the_manifest(filing: Appointment, on: Circumstances) -> Iterator[Finding]:
    """舱单中没有 {bill}；舱单传输并正常后才能预约。 | {bill} is on no manifest; book once the manifest is in order."""
    if on.not_found("bill", filing.bill):
        yield "bill", {"bill": filing.bill}


@rule("bill-of-another-call", basis="gacc-2014-74#manifest")
def the_bill_is_of_the_call(filing: Appointment, on: Circumstances) -> Iterator[Finding]:
    """{bill} 舱单上的航次是 {right}。 | By the manifest {bill} is of call {right}."""
    right = on.known("bill", filing.bill, "call", filing.call)
    if right != filing.call:
        yield "call", {"bill": filing.bill, "right": right}


@rule("box-of-another-bill", basis="gacc-2014-74#manifest")
def the_box_is_of_the_bill(filing: Appointment, on: Circumstances) -> Iterator[Finding]:
    """箱 {box} 不在 {bill} 项下，请核对箱号。 | Container {box} does not belong to {bill}; check its number."""
    boxes = on.known("bill", filing.bill, "containers", ())
    if boxes and filing.container not in boxes:
        yield "container", {"box": filing.container, "bill": filing.bill}


@rule("guarantee-missing", basis="customs-law#guarantee")
def a_guarantee_is_named(filing: Appointment) -> Iterator[Finding]:
    """税款已担保的，须填担保备案编号。 | Duty is secured, so give the record number of the guarantee."""
    if filing.duty == SECURED and filing.guarantee is None:
        yield "guarantee"


@rule("temperature-missing", basis="perishables#priority")
def a_reefer_has_its_temperature(filing: Appointment) -> Iterator[Finding]:
    """冷藏箱须填设定温度。 | A reefer needs its set temperature."""
    if filing.container_type in REEFERS and filing.temperature is None:
        yield "temperature"


@rule("hazard-incomplete", basis="dg-port#consignor-info")
def dangerous_goods_are_told_whole(filing: Appointment) -> Iterator[Finding]:
    """危险货物须同时填联合国编号和危险类别。 | Dangerous goods need both UN number and hazard class."""
    if (filing.un_number is None) != (filing.hazard_class is None):
        yield "un_number" if filing.un_number is None else "hazard_class"


@rule("hazard-late", basis="dg-port#report-24-hours")
def dangerous_work_is_told_a_day_ahead(filing: Appointment, on: Circumstances) -> Iterator[Finding]:
    """危险货物作业应在 {hours} 小时前报告，请改约更晚的时段。
    | Dangerous work is reported {hours} hours ahead; book a later window.
    """
    lead = filing.window_start - on.moment
    if filing.un_number and hours(on, "book-ahead") <= lead < hours(on, "dangerous-ahead"):
        yield "window_start", {"hours": on.terms.number("dangerous-ahead")}


@rule("window-order", basis="direct-pickup#pickup")
def the_window_ends_after_it_starts(filing: Appointment) -> Iterator[Finding]:
    """预约时段的结束应晚于开始。 | The window must end after it starts."""
    if filing.window_end <= filing.window_start:
        yield "window_end"


@rule("window-long", basis="direct-pickup#pickup")
def the_window_is_short(filing: Appointment, on: Circumstances) -> Iterator[Finding]:
    """预约时段最长 {hours} 小时，请缩短。 | A window lasts {hours} hours at most; make it shorter."""
    if filing.window_end - filing.window_start > hours(on, "window-hours"):
        yield "window_end", {"hours": on.terms.number("window-hours")}


@rule("booked-late", basis="direct-pickup#pickup")
def booked_ahead(filing: Appointment, on: Circumstances) -> Iterator[Finding]:
    """应在时段开始 {hours} 小时前预约，请改约更晚的时段。
    | Book {hours} hours before the window starts; choose a later one.
    """
    if filing.window_start - on.moment < hours(on, "book-ahead"):
        yield "window_start", {"hours": on.terms.number("book-ahead")}


QUAY_RULES: tuple[Rule, ...] = (
    it_is_declared,
    the_call_is_announced,
    the_ship_is_not_gone,
    the_bill_is_on_the_manifest,
    the_bill_is_of_the_call,
    the_box_is_of_the_bill,
    a_guarantee_is_named,
    a_reefer_has_its_temperature,
    dangerous_goods_are_told_whole,
    dangerous_work_is_told_a_day_ahead,
    the_window_ends_after_it_starts,
    the_window_is_short,
    booked_ahead,
)
