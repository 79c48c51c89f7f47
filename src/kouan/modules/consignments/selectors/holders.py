"""Who has to act on a box now, and until when: what holds it, the cases behind, the quay's own turn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from kouan.blueprint.agency import AGENCIES
from kouan.engine import Case, due, replay
from kouan.kernel.clock import from_micros
from kouan.kernel.text import Text
from kouan.modules.consignments.models import Box, Hold
from kouan.modules.consignments.selectors.boards import errand
from kouan.modules.consignments.terms import dated
from kouan.modules.consignments.terms import due as term_due
from kouan.modules.consignments.words import AUTHORITIES, authority_title, reason_title
from kouan.procedures import UnknownProcedure, procedure
from kouan.runtime.log import events_of, read

APPLICANT = Text("申报人", "The declarant")
_QUAY = AUTHORITIES["terminal"]
_SHIP = Text("船方", "The ship")
_GOODS = Text("收货人", "The consignee")


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody whose turn it is. ``until``: None where no limit runs; ``clause`` and ``verified``: where it is from."""

    who: Text
    what: Text
    since: datetime | None
    until: datetime | None = None
    clause: str = ""
    verified: bool = True


def holders(box: Box) -> list[Holder]:
    """Whose turn it is with a box, the most pressing first; empty once it is gone."""
    if box.gone:
        return []
    found = [*_errands(box), *(_authorities(box) if box.held else _nobody_holds(box))]
    return sorted(found, key=lambda holder: (holder.until is None, holder.until))


def _errands(box: Box) -> Iterator[Holder]:
    for notice in box.notices.all():
        each = errand(notice)
        since = from_micros(notice.moved_at or notice.ordered_at)
        if each.to_do == "move":
            yield _under("move-to-inspection", _QUAY, "调至查验场地", "move it to inspection", since, each.due)
        elif each.to_do == "wait":
            yield _under("inspect", authority_title(notice.authority), "查验", "inspect it", since, each.due)
        elif each.to_do == "return":
            yield _under("return-to-yard", _QUAY, "调回堆场", "take it back to the yard", since, each.due)


def _authorities(box: Box) -> Iterator[Holder]:
    holds = list(Hold.objects.filter(box=box, lifted_at=None).order_by("placed_at", "pk"))
    steps = list(_open_steps(box))
    for authority in dict.fromkeys(hold.authority for hold in holds):
        own = [hold for hold in holds if hold.authority == authority]
        yield _holder(box, authority, own, steps)


def _holder(box: Box, authority: str, holds: Sequence[Hold], steps: "list[_Open]") -> Holder:
    since = from_micros(holds[0].placed_at)
    theirs = [step for step in steps if step.by == authority]
    if theirs:
        step = min(theirs, key=lambda each: (each.until is None, each.until or each.since))
        return Holder(authority_title(authority), step.title, step.since, step.until, step.clause, step.verified)
    if steps and all(hold.kind == "standing" for hold in holds):
        step = steps[0]
        return Holder(_actor(step.by), step.title, step.since, step.until, step.clause, step.verified)
    if authority == "customs" and all(hold.kind == "standing" for hold in holds):
        return _undeclared(box, since)
    why = reason_title(next((hold.reason for hold in holds if hold.reason), ""))
    return Holder(authority_title(authority), Text(f"扣留：{why.zh}", f"holds it: {why.en}"), since)


def _undeclared(box: Box, since: datetime) -> Holder:
    what = Text("申报", "declare it")
    if box.direction == "import" and box.call and box.call.arrived_at is not None:
        start = from_micros(box.call.arrived_at)
        return _under("declare-import", APPLICANT, what.zh, what.en, start, term_due("declare-import", start))
    return Holder(APPLICANT, what, since)


def _nobody_holds(box: Box) -> Iterator[Holder]:
    if box.direction == "import":
        yield _import(box)
    elif box.gated_in_at is not None:
        since = from_micros(max(box.gated_in_at, box.released_at or 0))
        yield _under("load", _QUAY, "装船", "load it", since, term_due("load", since))


def _import(box: Box) -> Holder:
    if box.discharged_at is not None:
        since = from_micros(max(box.discharged_at, box.released_at or 0))
        return _under("pick-up", _GOODS, "提箱", "pick it up", since, term_due("pick-up", since))
    if box.call and box.call.arrived_at is not None:
        return Holder(_QUAY, Text("卸船", "discharge it"), from_micros(box.call.arrived_at))
    eta = from_micros(box.call.eta) if box.call and box.call.eta is not None else None
    return Holder(_SHIP, Text("抵港", "arrive"), None, eta)


def _under(term: str, who: Text, zh: str, en: str, since: datetime, until: datetime | None) -> Holder:
    value = dated(term, since)
    return Holder(who, Text(zh, en), since, until, value.clause, value.verified)


@dataclass(frozen=True, slots=True)
class _Open:
    """An open step of a case behind a box."""

    by: str
    title: Text
    since: datetime
    until: datetime | None
    clause: str
    verified: bool


def _open_steps(box: Box) -> Iterator[_Open]:
    for case in _cases(box):
        for step in case.open_steps:
            within = step.within
            yield _Open(
                by="applicant" if case.status == "returned" else step.by,
                title=step.title,
                since=case.opened[step.name],
                until=due(case, step),
                clause=within.clause if within else "",
                verified=within.verified if within else True,
            )


def _cases(box: Box) -> Iterator[Case]:
    """The cases that name one of the box's bills, replayed from the log; whatever procedure they follow."""
    named = [event for number in box.bill_numbers for event in events_of("bill", number) if event.procedure]
    for stream in dict.fromkeys(event.stream for event in named):
        history = read(stream)
        try:
            followed = procedure(history[0].procedure).at_version(history[0].version)
        except (UnknownProcedure, StopIteration):
            continue
        if history[0].kind == "filed":
            yield replay(followed, history)


def _actor(by: str) -> Text:
    return AGENCIES[by].title if by in AGENCIES else APPLICANT
