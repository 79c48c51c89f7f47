"""Demands on a vehicle of fresh goods: lots on file and past their interval, papers in force, a window in time."""

from collections.abc import Iterator
from datetime import timedelta

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.procedures._cargo.rules import the_declaration_is_an_export
from kouan.procedures._declaration.selection import DISCREDITED
from kouan.procedures.fresh_goods_to_hk_mo.form import Filing, Lot
from kouan.procedures.fresh_goods_to_hk_mo.produce import BY_THE_HEAD, KINDS, NEGATIVE


@rule("code-of-kind", basis="gacc-2019-18#line-hs", each="lots")
def the_code_is_of_the_kind(lot: Lot) -> Iterator[Finding]:
    """{hs} 不是{kind}的商品编号，应以 {codes} 开头。 | {hs} is no code of “{kind}”; those begin with {codes}."""
    kind = KINDS[lot.kind]
    if not lot.hs_code.startswith(kind.codes):
        yield "hs_code", {"hs": lot.hs_code, "kind": kind.title, "codes": " / ".join(kind.codes)}


@rule("processor-missing", basis="order-120-vegetables#processor", each="lots")
def packed_goods_have_a_processor(lot: Lot) -> Iterator[Finding]:
    """{kind}须填备案加工企业编号。 | {kind}: give the number of the processor on file."""
    kind = KINDS[lot.kind]
    if kind.packed and lot.processor is None:
        yield "processor", {"kind": kind.title}


@rule("unit-of-live", basis="hk-mo-animals#farm", each="lots")
def live_animals_are_counted(lot: Lot) -> Iterator[Finding]:
    """活畜禽按头或只申报数量。 | Live animals are counted by the head."""
    if KINDS[lot.kind].live and lot.unit not in BY_THE_HEAD:
        yield "unit"


@rule("interval-untold", basis="order-120-vegetables#interval", each="lots")
def an_interval_goes_with_a_treatment(lot: Lot) -> Iterator[Finding]:
    """用过药的须填安全间隔期或休药期。 | A treated lot needs its interval or withdrawal period."""
    if lot.treated_on and lot.interval is None:
        yield "interval"


@rule("interval-short", basis="order-120-vegetables#interval", each="lots")
def lots_are_gathered_after_the_interval(lot: Lot) -> Iterator[Finding]:
    """用药后 {days} 天就采收或出栏，不足 {interval} 天的安全间隔期或休药期。
    | Gathered {days} days after treatment, which is short of the {interval} days of the interval.
    """
    if lot.treated_on and lot.interval is not None:
        days = (lot.gathered_on - lot.treated_on).days
        if days < lot.interval:
            yield "gathered_on", {"days": days, "interval": lot.interval}


@rule("gathered-ahead", basis="order-120-vegetables#base", each="lots")
def lots_are_gathered_before_they_cross(lot: Lot, filing: Filing) -> Iterator[Finding]:
    """采收或出栏日期不能晚于候检时段。 | A lot is gathered before the window, not after it."""
    if lot.gathered_on > local_date(filing.window_end):
        yield "gathered_on"


@rule("live-with-food", basis="hk-mo-animals#separate")
def live_animals_travel_alone(filing: Filing) -> Iterator[Finding]:
    """活畜禽不能与其他货物同车，请分开申报。
    | Live animals do not share a vehicle with other goods; file them apart.
    """
    live = [KINDS[lot.kind].live for lot in filing.lots]
    if any(live) and not all(live):
        yield ("lots", live.index(not live[0]), "kind")


@rule("temperature-missing", basis="perishables#priority")
def cold_goods_have_a_temperature(filing: Filing) -> Iterator[Finding]:
    """冰鲜肉须填车厢温度。 | Chilled meat needs the temperature of the vehicle."""
    if filing.temperature is None and any(KINDS[lot.kind].cold for lot in filing.lots):
        yield "temperature"


@rule("certificate-expired", basis="hk-mo-animals#certificate")
def the_certificate_lasts_until_the_crossing(filing: Filing) -> Iterator[Finding]:
    """证书在候检时段前到期，请重新取得证书。 | The certificate ends before the window; get a new one."""
    if filing.certificate_until < local_date(filing.window_end):
        yield "certificate_until"


@rule("direct-negative", basis="direct-release#negative-list")
def live_animals_are_not_released_directly(filing: Filing) -> Iterator[Finding]:
    """{kind}在负面清单内，不能直通放行，请改为预约候检。
    | {kind}: on the negative list, so not for direct release; book a check instead.
    """
    kind = next((lot.kind for lot in filing.lots if lot.kind in NEGATIVE), None)
    if filing.direct and kind:
        yield "direct", {"kind": KINDS[kind].title}


@rule("direct-altered", basis="direct-release#excluded")
def what_is_released_directly_stays_as_it_is(filing: Filing) -> Iterator[Finding]:
    """须在口岸换包装、分批或拼装的，不能直通放行，请改为预约候检。
    | What is repacked, split or combined at the port is not for direct release; book a check instead.
    """
    if filing.direct and filing.altered:
        yield "altered"


@rule("direct-unsealed", basis="direct-release#export")
def what_is_released_directly_is_sealed(filing: Filing) -> Iterator[Finding]:
    """直通放行须有产地封识，请填封识号。 | Direct release needs the seal of the origin; give its number."""
    if filing.direct and filing.seal is None:
        yield "seal"


@rule("direct-discredited", basis="direct-release#qualified")
def the_exporter_qualifies(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """发货人属失信企业，不能直通放行，请改为预约候检。
    | The exporter is discredited and does not qualify for direct release; book a check instead.
    """
    if filing.direct and on.known("organisation", filing.exporter_uscc, "credit") in DISCREDITED:
        yield "direct"


@rule("window-order", basis="shenzhen-2019#33")
def the_window_ends_after_it_starts(filing: Filing) -> Iterator[Finding]:
    """候检时段的结束应晚于开始。 | The window must end after it starts."""
    if filing.window_end <= filing.window_start:
        yield "window_end"


@rule("window-long", basis="shenzhen-2019#33")
def the_window_is_short(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """候检时段最长 {hours} 小时。 | A window is at most {hours} hours long."""
    hours = on.terms.number("window-hours")
    if filing.window_end - filing.window_start > timedelta(hours=int(hours)):
        yield "window_end", {"hours": hours}


@rule("booked-late", basis="shenzhen-2019#33")
def the_window_is_booked_ahead(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """应在时段开始 {minutes} 分钟前预约，请改约更晚的时段。
    | Book {minutes} minutes before the window starts; choose a later one.
    """
    minutes = on.terms.number("book-ahead")
    if filing.window_start - on.moment < timedelta(minutes=int(minutes)):
        yield "window_start", {"minutes": minutes}


@rule("booked-early", basis="shenzhen-2019#33")
def the_window_is_not_far_ahead(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """最多提前 {hours} 小时预约，请临近时再约。 | Book {hours} hours ahead at most; come back nearer the time."""
    hours = on.terms.number("book-most")
    if filing.window_start - on.moment > timedelta(hours=int(hours)):
        yield "window_start", {"hours": hours}


RULES: tuple[Rule, ...] = (
    the_declaration_is_an_export,
    the_code_is_of_the_kind,
    packed_goods_have_a_processor,
    live_animals_are_counted,
    an_interval_goes_with_a_treatment,
    lots_are_gathered_after_the_interval,
    lots_are_gathered_before_they_cross,
    live_animals_travel_alone,
    cold_goods_have_a_temperature,
    the_certificate_lasts_until_the_crossing,
    live_animals_are_not_released_directly,
    what_is_released_directly_stays_as_it_is,
    what_is_released_directly_is_sealed,
    the_exporter_qualifies,
    the_window_ends_after_it_starts,
    the_window_is_short,
    the_window_is_booked_ahead,
    the_window_is_not_far_ahead,
)
