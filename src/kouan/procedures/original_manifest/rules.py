"""Demands on an original manifest: its times and the order of the ports."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.procedures._manifest.conveyance import CONTAINER_SHIP
from kouan.procedures._manifest.rules_accepted import accepted_data_stand
from kouan.procedures._manifest.rules_bills import BILL_RULES, COMPLETE
from kouan.procedures._manifest.rules_conveyance import IMPORT, ahead, conveyance_rules
from kouan.procedures.original_manifest.form import Filing

_HOUR = timedelta(hours=1)


def counted_from(filing: Filing) -> datetime:
    """From when the time limit counts back: the loading of a container ship, else the first arrival in China."""
    return filing.loading_starts if filing.mode == CONTAINER_SHIP and filing.loading_starts else filing.first_arrival


def is_late(filing: Filing, on: Circumstances) -> bool:
    """Whether the main data came after their time."""
    return on.at > counted_from(filing) - ahead(filing, on)


@rule("sent-late", basis="order-172#original-time", severity="warning")
def main_data_are_sent_in_time(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """
    主要数据应在集装箱船境外装船前、其他运输工具抵境前 {hours} 小时传输；迟传转人工审核。
    | Main data are due {hours} hours before loading abroad (container ships) or arrival; late ones are looked at.
    """
    if on.step != COMPLETE and is_late(filing, on):
        place = "loading_starts" if filing.mode == CONTAINER_SHIP else "first_arrival"
        yield place, {"hours": ahead(filing, on) // _HOUR}


@rule("completed-late", basis="order-172#original-complete", severity="warning")
def other_data_are_sent_before_arrival(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """其他数据应在货物运抵卸货港以前传输完毕。 | The rest is due before the goods reach the port of discharge."""
    if on.step == COMPLETE and on.moment >= filing.arrival:
        yield "arrival"


@rule("loading-time-missing", basis="order-172#original-time")
def a_container_ship_says_when_it_loads(filing: Filing) -> Iterator[Finding]:
    """集装箱船须填境外开始装船时间。 | A container ship must say when loading abroad starts."""
    if filing.mode == CONTAINER_SHIP and filing.loading_starts is None:
        yield "loading_starts"


@rule("loads-after-arrival", basis="order-172#original-time")
def loading_comes_first(filing: Filing) -> Iterator[Finding]:
    """境外装船时间应早于抵达境内时间。 | Loading abroad must come before arrival in China."""
    if filing.loading_starts and filing.loading_starts >= filing.first_arrival:
        yield "loading_starts"


@rule("first-port-later", basis="order-172#original-time")
def the_first_port_comes_first(filing: Filing) -> Iterator[Finding]:
    """抵达卸货港的时间不能早于抵达境内第一目的港的时间。
    | The port of discharge cannot be reached before the first port in China.
    """
    if filing.arrival < filing.first_arrival:
        yield "arrival"


RULES: tuple[Rule, ...] = (
    *conveyance_rules(IMPORT),
    main_data_are_sent_in_time,
    other_data_are_sent_before_arrival,
    a_container_ship_says_when_it_loads,
    loading_comes_first,
    the_first_port_comes_first,
    accepted_data_stand,
    *BILL_RULES,
)
