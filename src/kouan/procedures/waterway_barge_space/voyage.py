"""What becomes of a request: the space on a sailing, the booking, what was loaded and what waits for the next."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Annotated, Any, ClassVar

from kouan.blueprint import (
    AtLeast,
    Choice,
    Circumstances,
    Clause,
    Computed,
    Emit,
    Facts,
    Finding,
    Form,
    Hint,
    Length,
    Positive,
    Rule,
    Section,
    Text,
    Way,
    Zoned,
    rule,
)
from kouan.kernel.event import ObjectRef
from kouan.procedures.waterway_barge_space.form import Box, Filing, Voyage

ALL, SOME, NONE = "all", "some", "none"
CAUSES = Choice(
    {
        "not-there": Text("未按时进港", "Not in port in time"),
        "not-released": Text("未放行", "Not released"),
        "weight": Text("超重或配载不允许", "Too heavy, or no place in the stowage"),
        "damaged": Text("箱体或封志破损", "Box or seal damaged"),
        "water": Text("水位、天气或航道原因", "Water level, weather or channel"),
    }
)


class Slot(Form):
    """The sailing on which there is space."""

    clause: ClassVar[str] = "waterway-bus#space"

    voyage: Annotated[Voyage, Text("确认的航次号", "Voyage confirmed"), Section(Text("舱位确认", "Space confirmed"))]
    barge: Annotated[str, Text("驳船名称", "Barge"), Length(60)]
    loads_at: Annotated[datetime, Text("装船时间", "Loads at"), Zoned()]
    gate_by: Annotated[datetime, Text("截港时间", "In port by"), Zoned(), Clause("waterway-bus#closing")]


@rule("slot-not-agreed", basis="waterway-bus#space")
def another_sailing_needs_consent(slot: Slot, on: Circumstances) -> Iterator[Finding]:
    """申请人不同意顺延，只能确认航次 {voyage}；无舱请不予确认。
    | The applicant wants voyage {voyage} alone; without space on it, refuse.
    """
    filing = on.before
    if isinstance(filing, Filing) and not filing.next_will_do and slot.voyage != filing.voyage:
        yield "voyage", {"voyage": filing.voyage}


@rule("gate-after-loading", basis="waterway-bus#closing")
def the_gate_closes_before_loading(slot: Slot) -> Iterator[Finding]:
    """截港时间应早于装船时间。 | The gate closes before loading."""
    if slot.gate_by >= slot.loads_at:
        yield "gate_by"


@rule("slot-differs", basis="waterway-bus#space")
def the_sailing_told_is_confirmed(slot: Slot, on: Circumstances) -> Iterator[Finding]:
    """申请人报箱号时改订航次 {voyage}，请确认这一班；无舱请不予确认。
    | With the boxes the applicant took voyage {voyage}; confirm that one, or refuse.
    """
    filing = on.before
    if isinstance(filing, Filing) and slot.voyage != filing.voyage:
        yield "voyage", {"voyage": filing.voyage}


SLOT_RULES: tuple[Rule, ...] = (another_sailing_needs_consent, the_gate_closes_before_loading)
RECONFIRM_RULES: tuple[Rule, ...] = (the_sailing_told_is_confirmed, the_gate_closes_before_loading)


def slot(facts: Facts) -> Mapping[str, Any]:
    """The sailing that was confirmed last."""
    return facts.outcomes["reconfirm" if facts.outcome("reconfirm") else "space"].data


def boxes_open(facts: Facts) -> datetime:
    """From when boxes are told: so long before they close as the limit says."""
    terms, filing = facts.circumstances.terms, facts.filing
    ahead = terms.limit("boxes").amount + int(terms.number("closing"))
    loads_at: datetime = filing.loads_at
    return loads_at - timedelta(hours=ahead)


def gate_opens(facts: Facts) -> datetime:
    """From when boxes come in: so long before the gate closes as the limit says."""
    hours = facts.circumstances.terms.limit("in-port").amount
    return datetime.fromisoformat(slot(facts)["gate_by"]) - timedelta(hours=hours)


class InPort(Form):
    """The boxes are in port and can be loaded."""

    clause: ClassVar[str] = "waterway-bus#closing"

    at: Annotated[datetime, Text("全部进港时间", "All in port at"), Zoned()]


@rule("in-port-when", basis="waterway-bus#closing")
def being_in_port_has_happened(told: InPort, on: Circumstances) -> Iterator[Finding]:
    """进港时间不能晚于现在。 | They cannot be in port later than now."""
    if told.at > on.moment:
        yield "at"


class Rolled(Form):
    """A box that was not loaded."""

    clause: ClassVar[str] = "waterway-bus#space"

    box: Annotated[int, Text("箱号行号", "Box, by line"), Positive(), Hint(Text("从 1 起。", "Counted from 1."))]
    cause: Annotated[str, Text("原因", "Cause"), CAUSES]


class Loading(Form):
    """The record of loading: when the barge sailed and which boxes wait for the next."""

    clause: ClassVar[str] = "waterway-bus#lines"

    sailed_at: Annotated[datetime, Text("开航时间", "Sailed at"), Zoned()]
    rolled: Annotated[list[Rolled], Text("未装的箱", "Boxes not loaded"), AtLeast(0, 400)] = []


@rule("sailed-ahead", basis="waterway-bus#lines")
def sailing_has_happened(loading: Loading, on: Circumstances) -> Iterator[Finding]:
    """开航时间应在申请之后，且不晚于现在。 | It sailed after the request and not later than now."""
    if not on.at <= loading.sailed_at <= on.moment:
        yield "sailed_at"


@rule("rolled-unknown", basis="waterway-bus#space", each="rolled")
def what_was_not_loaded_was_booked(rolled: Rolled, loading: Loading, on: Circumstances) -> Iterator[Finding]:
    """箱号没有第 {line} 行。 | There is no box on line {line}."""
    if isinstance(on.before, Filing) and rolled.box > len(on.before.boxes):
        yield "box", {"line": rolled.box}


LOADING_RULES: tuple[Rule, ...] = (sailing_has_happened, what_was_not_loaded_was_booked)


def _box(facts: Facts, thing: ObjectRef) -> Box:
    filing: Filing = facts.filing
    return next(box for box in filing.boxes if box.container == thing.id)


def booking(facts: Facts, thing: ObjectRef) -> dict[str, Any]:
    """What terminals hear of a box that has space."""
    filing, confirmed, box = facts.filing, slot(facts), _box(facts, thing)
    said = {"voyage": filing.voyage, "barge": confirmed["barge"], "from": filing.from_port, "to": filing.to_port}
    said |= {"loads_at": confirmed["loads_at"], "trade": filing.spaces[box.space - 1].trade}
    return said | ({"supervision": box.supervision} if box.supervision else {})


def _rolled(facts: Facts) -> dict[str, str]:
    """Container → cause, of those not loaded."""
    rows = facts.outcomes["loading"].data.get("rolled", ())
    return {facts.filing.boxes[row["box"] - 1].container: row["cause"] for row in rows}


def was_rolled(facts: Facts, thing: ObjectRef) -> bool:
    """Whether this box waits for the next sailing."""
    return thing.id in _rolled(facts)


def why_rolled(facts: Facts, thing: ObjectRef) -> dict[str, Any]:
    """Why this box waits."""
    return {"voyage": facts.filing.voyage, "cause": _rolled(facts)[thing.id]}


BOOKED = (
    Way(
        "done",
        Text("舱位成立", "Space booked"),
        emits=(Emit("barge-space-booked", of="container", tells=booking),),
    ),
)
CANCELLED = Emit("barge-space-cancelled", of="container", tells=booking, only=lambda facts, _: is_booked(facts))
NO_SHOW = Way(
    "no-show",
    Text("逾期未进港，舱位收回", "Not in port in time, the space is given back"),
    ends=True,
    emits=(CANCELLED,),
)


def is_booked(facts: Facts) -> bool:
    """Whether the boxes have space that could be given back."""
    return facts.outcome("book") != "" and facts.outcome("loading") == ""


RECORDED = (
    Way(
        "done",
        Text("已登记", "Recorded"),
        emits=(Emit("barge-space-rolled", of="container", tells=why_rolled, only=was_rolled),),
    ),
)
RESULTS = (
    Way(ALL, Text("全部装船", "All loaded")),
    Way(SOME, Text("部分顺延下一班", "Some wait for the next sailing")),
    Way(NONE, Text("全部未装", "None loaded")),
)


def result(facts: Facts) -> Computed:
    """How many boxes went and how late the barge was."""
    filing: Filing = facts.filing
    left = len(_rolled(facts))
    sailed = datetime.fromisoformat(facts.outcomes["loading"].data["sailed_at"])
    late = int((sailed - filing.loads_at).total_seconds() // 60)
    code = ALL if not left else NONE if left == len(filing.boxes) else SOME
    return Computed(code, "", {"loaded": len(filing.boxes) - left, "rolled": left, "minutes_late": late})


def is_moved(facts: Facts) -> bool:
    """报箱号时改了航次 | The sailing was changed with the boxes"""
    return bool(facts.filing.voyage != facts.outcomes["space"].data["voyage"])
