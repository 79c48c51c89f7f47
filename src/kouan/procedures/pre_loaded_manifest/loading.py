"""The loaded manifest against the pre-loaded one: what is loaded, what was left behind."""

from collections.abc import Iterator
from datetime import timedelta

from kouan.blueprint import Circumstances, Computed, Facts, Finding, Rule, Text, Way, rule
from kouan.procedures._manifest.cargo import EMPTY, TRADE, Bill
from kouan.procedures.pre_loaded_manifest.form import Filing, LoadedBill

LOAD = "load"
ALL, SHORT = "all", "short"
COMPARED = (
    Way(ALL, Text("与预配舱单一致", "As pre-loaded")),
    Way(SHORT, Text("部分未装，按退关或改配办理", "Part left behind, to be withdrawn or rebooked")),
)


@rule("loaded-missing", basis="order-172#loaded")
def the_loaded_manifest_is_there(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """请填写装载舱单。 | Fill in the loaded manifest."""
    if on.step == LOAD and filing.loaded is None:
        yield "loaded"


@rule("loaded-early", basis="order-172#loaded")
def it_follows_the_release(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """装载舱单在海关放行以后再传，现在请留空。 | The loaded manifest follows the release; leave it out for now."""
    if on.step != LOAD and filing.loaded is not None:
        yield "loaded"


@rule("loaded-late", basis="order-172#loaded-30-minutes", severity="warning")
def it_is_sent_before_loading(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """装载舱单应在开始装货 {minutes} 分钟以前传输。 | The loaded manifest is due {minutes} minutes before loading."""
    minutes = int(on.terms.number("loaded-ahead"))
    if filing.loaded and on.moment > filing.loaded.loading_starts - timedelta(minutes=minutes):
        yield ("loaded", "loading_starts"), {"minutes": minutes}


def _booked(filing: Filing) -> dict[str, int]:
    return {bill.bill: bill.packages for bill in filing.bills}


def _rows(filing: Filing) -> Iterator[tuple[int, LoadedBill]]:
    yield from enumerate(filing.loaded.bills if filing.loaded else ())


@rule("loaded-unknown", basis="order-172#loaded")
def only_what_was_booked_is_loaded(filing: Filing) -> Iterator[Finding]:
    """提运单 {bill} 不在预配舱单中，不得装载；请先变更预配舱单。
    | Bill {bill} is not on the pre-loaded manifest and may not be loaded; change that first.
    """
    booked = _booked(filing)
    for at, row in _rows(filing):
        if row.bill not in booked:
            yield ("loaded", "bills", at, "bill"), {"bill": row.bill}


def _awaits_release(bill: Bill) -> bool:
    """Whether customs releases it before it is loaded: goods of trade, but no boxes that leave empty."""
    empty = bool(bill.boxes) and all(box.fullness == EMPTY for box in bill.boxes)
    return bill.movement == TRADE and not empty


@rule("loaded-unreleased", basis="order-172#loaded")
def only_what_is_released_is_loaded(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """提运单 {bill} 海关尚未放行，不得装载；请删去该行，放行以后再装。
    | Customs has not released bill {bill}, so it may not be loaded; leave it out until it is.
    """
    booked = {bill.bill for bill in filing.bills if _awaits_release(bill)} if on.step == LOAD else set()
    for at, row in _rows(filing):
        known = on.objects.get(("bill", row.bill))
        if row.bill in booked and known and not known.get("released_at"):
            yield ("loaded", "bills", at, "bill"), {"bill": row.bill}


@rule("loaded-twice", basis="order-172#loaded")
def a_bill_is_loaded_once(filing: Filing) -> Iterator[Finding]:
    """提运单 {bill} 重复，请合并或删去。 | Bill {bill} is listed twice; merge them or leave one out."""
    seen: set[str] = set()
    for at, row in _rows(filing):
        if row.bill in seen:
            yield ("loaded", "bills", at, "bill"), {"bill": row.bill}
        seen.add(row.bill)


@rule("loaded-more", basis="order-172#loaded")
def no_more_is_loaded_than_was_booked(filing: Filing) -> Iterator[Finding]:
    """装载件数多于预配的 {packages} 件；请先变更预配舱单。
    | More is loaded than the {packages} packages booked; change the pre-loaded manifest first.
    """
    booked = _booked(filing)
    for at, row in _rows(filing):
        if row.packages > booked.get(row.bill, row.packages):
            yield ("loaded", "bills", at, "packages"), {"packages": booked[row.bill]}


@rule("loaded-short", basis="order-172#loaded")
def less_is_said_to_be_a_part(filing: Filing) -> Iterator[Finding]:
    """装载件数少于预配的 {packages} 件；分批出运的请注明，否则先变更预配舱单。
    | Fewer than the {packages} packages booked: mark it as shipped in parts, or change the pre-loaded manifest first.
    """
    booked = _booked(filing)
    for at, row in _rows(filing):
        if row.packages < booked.get(row.bill, row.packages) and not row.part:
            yield ("loaded", "bills", at, "part"), {"packages": booked[row.bill]}


LOADED_RULES: tuple[Rule, ...] = (
    the_loaded_manifest_is_there,
    it_follows_the_release,
    it_is_sent_before_loading,
    only_what_was_booked_is_loaded,
    only_what_is_released_is_loaded,
    a_bill_is_loaded_once,
    no_more_is_loaded_than_was_booked,
    less_is_said_to_be_a_part,
)


def compare(facts: Facts) -> Computed:
    """Which bills of the pre-loaded manifest were not loaded, and which only in part."""
    rows = facts.filing.loaded.bills
    seen = {row.bill for row in rows}
    left = [bill.bill for bill in facts.filing.bills if bill.bill not in seen]
    parts = [row.bill for row in rows if row.part]
    if not left and not parts:
        return Computed(ALL, "")
    said = "、".join((*left, *parts))
    return Computed(SHORT, f"未装或未装完：{said} | Not loaded, or in part: {said}", {"left": left, "parts": parts})
