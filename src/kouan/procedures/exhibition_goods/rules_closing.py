"""Demands once the exhibits are here: longer stays asked for in time, every piece accounted for."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.calendar import months_after
from kouan.kernel.clock import local_date
from kouan.procedures.exhibition_goods.exhibits import DECLARED, EXHIBIT, SUPPLIES_ONLY, Closing
from kouan.procedures.exhibition_goods.form import HALL, Filing

STAY = "stay-"
LAST_STAY = 4


def _stay(on: Circumstances) -> int:
    """Which stay is being ended: 1 to 4, also when what was handed in for it came back; 0 at any other time."""
    if on.step.startswith(STAY):
        return int(on.step.removeprefix(STAY))
    under_review = (n for n in range(1, LAST_STAY + 1) if on.outcome(f"{STAY}{n}") and not on.outcome(f"check-{n}"))
    return next(under_review, 0)


@rule("too-early-to-close", basis="order-233#close")
def closing_comes_after_entry(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """延期和核销在放行以后填写，现在请留空。 | Longer stays and closings come after release; leave them blank now."""
    if not on.step and on.before is None:
        yield from (name for name in ("extensions", "closings") if getattr(filing, name))


@rule("neither-closed-nor-extended", basis="order-233#close")
def a_stay_is_closed_or_extended(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """请填核销，或者增加一项延期申请。 | Say what became of the exhibits, or ask for a longer stay."""
    stay = _stay(on)
    if stay and not filing.closings and len(filing.extensions) < stay:
        yield "closings"


@rule("extension-late", basis="order-233#extend")
def a_longer_stay_is_asked_for_in_time(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """应在 {last} 期满以前申请延期；已过期的请办理核销。
    | Ask for a longer stay by {last}, when this one ends; after that, close.
    """
    stay = _stay(on)
    if on.step and stay and len(filing.extensions) >= stay:
        last = months_after(filing.entered_on, on.terms.limit(f"{STAY}{stay}").amount)
        if local_date(on.moment) > last:
            yield ("extensions", stay - 1), {"last": last}


def _secured_until(filing: Filing) -> date | None:
    """The last day of guarantee or carnet, with what extensions of it are told; None where none is told."""
    told = (filing.guaranteed_until, filing.carnet_until, *(each.guaranteed_until for each in filing.extensions))
    return max((day for day in told if day), default=None)


@rule("extension-unsecured", basis="order-233#guarantee")
def a_longer_stay_is_secured(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """延期后停留到 {last}，担保或单证册须有效到这一天；请办理展期并填“担保延至”。
    | Extended, the stay ends on {last} and guarantee or carnet must last until then: extend it and say to when.
    """
    stay = _stay(on)
    if not 0 < stay < LAST_STAY or len(filing.extensions) < stay or filing.guarantee == HALL:
        return
    last = months_after(filing.entered_on, on.terms.limit(f"{STAY}{stay + 1}").amount)
    until = _secured_until(filing)
    if until is None or until < last:
        yield ("extensions", stay - 1, "guaranteed_until"), {"last": last}


@rule("list-changed", basis="order-233#close")
def the_list_stays_as_declared(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """展览品清单以申报时的为准，不能在此修改。
    | The list of exhibits stands as it was declared and is not changed here.
    """
    if on.outcome("release") and isinstance(on.before, Filing) and on.before.exhibits != filing.exhibits:
        yield "exhibits"


@rule("closing-of-nothing", basis="order-233#close", each="closings")
def what_is_closed_was_declared(closing: Closing, filing: Filing) -> Iterator[Finding]:
    """清单中没有序号 {number}，请填清单上的序号。 | The list has no number {number}; give one that it has."""
    if closing.number not in {exhibit.number for exhibit in filing.exhibits}:
        yield "number", {"number": closing.number}


@rule("closing-differs", basis="order-233#close")
def every_piece_is_accounted_for(filing: Filing) -> Iterator[Finding]:
    """序号 {number} 申报 {declared}，核销 {closed}，应当相等。
    | Of number {number} {declared} were declared and {closed} are accounted for; they must be equal.
    """
    if not filing.closings:
        return
    for exhibit in filing.exhibits:
        closed = sum((row.quantity for row in filing.closings if row.number == exhibit.number), Decimal(0))
        if closed != exhibit.quantity:
            yield "closings", {"number": exhibit.number, "declared": exhibit.quantity, "closed": closed}


@rule("closing-undeclared", basis="order-233#close", each="closings")
def exits_and_imports_are_declared(closing: Closing) -> Iterator[Finding]:
    """复运出境或转为进口的须填报关单号。 | What left again or was imported needs its declaration."""
    if closing.fate in DECLARED and closing.declaration is None:
        yield "declaration"


@rule("exhibit-used-up", basis="order-233#supplies", each="closings")
def exhibits_are_not_used_up(closing: Closing, filing: Filing) -> Iterator[Finding]:
    """展览品不能按消耗或散发核销，应复运出境或转为进口。
    | An exhibit is not used up or given away: it leaves again or is imported.
    """
    exhibits = {exhibit.number for exhibit in filing.exhibits if exhibit.use == EXHIBIT}
    if closing.fate == SUPPLIES_ONLY and closing.number in exhibits:
        yield "fate"


@rule("closing-ahead", basis="order-233#close", each="closings")
def what_is_closed_has_happened(closing: Closing, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """日期不能晚于今日；办完以后再核销。 | The day cannot be one to come; close once it is done."""
    if closing.done_on > local_date(on.moment):
        yield "done_on"


CLOSING_RULES: tuple[Rule, ...] = (
    closing_comes_after_entry,
    a_stay_is_closed_or_extended,
    a_longer_stay_is_asked_for_in_time,
    a_longer_stay_is_secured,
    the_list_stays_as_declared,
    what_is_closed_was_declared,
    every_piece_is_accounted_for,
    exits_and_imports_are_declared,
    exhibits_are_not_used_up,
    what_is_closed_has_happened,
)
