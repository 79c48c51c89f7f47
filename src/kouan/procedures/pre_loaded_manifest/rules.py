"""Demands on a pre-loaded manifest: its times."""

from collections.abc import Iterator
from datetime import timedelta

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.procedures._manifest.conveyance import WHOLE
from kouan.procedures._manifest.rules_accepted import accepted_data_stand
from kouan.procedures._manifest.rules_bills import BILL_RULES, COMPLETE
from kouan.procedures._manifest.rules_conveyance import EXPORT, ahead, conveyance_rules
from kouan.procedures.pre_loaded_manifest.form import Filing
from kouan.procedures.pre_loaded_manifest.loading import LOADED_RULES

_HOUR = timedelta(hours=1)


def _completes(filing: Filing, on: Circumstances) -> bool:
    return on.step == COMPLETE or (filing.stage == WHOLE and not on.step)


def is_late(filing: Filing, on: Circumstances) -> bool:
    """Whether the other data, if they are there, came after their time. The main data have no hour of their own."""
    return _completes(filing, on) and on.moment > filing.loading_starts - ahead(filing, on)


@rule("sent-late", basis="order-172#pre-other", severity="warning")
def other_data_are_sent_in_time(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """其他数据应在开始装货 {hours} 小时以前传输；迟传的海关可人工审核。
    | The other data are due {hours} hours before loading starts; customs may look at late ones.
    """
    if is_late(filing, on):
        yield "loading_starts", {"hours": ahead(filing, on) // _HOUR}


@rule("leaves-before-loading", basis="order-172#pre-main")
def leaving_follows_loading(filing: Filing) -> Iterator[Finding]:
    """离境时间应晚于开始装货时间。 | It must leave after loading starts."""
    if filing.departure <= filing.loading_starts:
        yield "departure"


RULES: tuple[Rule, ...] = (
    *conveyance_rules(EXPORT),
    other_data_are_sent_in_time,
    leaving_follows_loading,
    accepted_data_stand,
    *BILL_RULES,
    *LOADED_RULES,
)
