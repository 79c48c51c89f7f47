"""What officers write down: loading and certificate, the look at the port, the look on arrival."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from kouan.blueprint import (
    Between,
    Circumstances,
    Computed,
    Digits,
    Emit,
    Facts,
    Finding,
    Form,
    Hint,
    Length,
    Positive,
    Rule,
    Text,
    Way,
    Zoned,
    rule,
)
from kouan.kernel.clock import local_date
from kouan.kernel.event import ObjectRef
from kouan.procedures.racehorse_movement.form import OUTBOUND, Filing

SETTLED, ISOLATED = "settled", "isolate"
RECOGNISED, SAMPLE = "recognised", "sample"
HorseNumber = Annotated[int, Positive()]
HELD = {"authority": "customs", "reason-code": "equine-disease"}
RESULTS = (
    Way(RECOGNISED, Text("检测结果互认，不再采样", "Results recognised, nothing is sampled")),
    Way(SAMPLE, Text("部分马匹须采样检测", "Some horses are sampled")),
)
POSITIVE = Way(
    "positive",
    Text("检出疫病，停止移动", "Disease found, movement stopped"),
    ends=True,
    emits=(Emit("hold-placed", of="horse", data=HELD),),
)
TESTED = (Way("negative", Text("检测合格", "Negative")), POSITIVE)


def is_apart(facts: Facts, thing: ObjectRef) -> bool:
    """Whether this horse was kept apart on arrival."""
    apart = facts.outcomes["arrival"].data.get("apart", ())
    return any(facts.filing.horses[number - 1].chip == thing.id for number in apart)


ARRIVED = (
    Way(SETTLED, Text("合格入厩", "Into their stables")),
    Way(
        ISOLATED,
        Text("部分马匹隔离观察", "Some kept apart and watched"),
        adverse=True,
        emits=(Emit("hold-placed", of="horse", data=HELD, only=is_apart),),
    ),
)
OBSERVED = (
    Way(
        "free",
        Text("解除隔离", "No longer kept apart"),
        emits=(Emit("hold-lifted", of="horse", data={"authority": "customs"}, only=is_apart),),
    ),
    POSITIVE,
)


def _moved(facts: Facts, _: ObjectRef) -> dict[str, Any]:
    """What is said of a horse that has moved: its port and the certificate it goes with."""
    filing = facts.filing
    issued = facts.outcomes["loading"].data["certificate"] if filing.direction == OUTBOUND else filing.certificate
    return {"port": filing.port, "certificate": issued}


CLOSED = (
    Way("entered", Text("已入场", "At Conghua"), emits=(Emit("entered", of="horse", tells=_moved),)),
    Way("left", Text("已离境", "Gone to Hong Kong"), emits=(Emit("left", of="horse", tells=_moved),)),
)


class Loading(Form):
    """Loading watched by customs, and the certificate issued on it."""

    clause: ClassVar[str] = "conghua-zone#certificate"

    loaded_at: Annotated[datetime, Text("监装时间", "Loading watched at"), Zoned()]
    certificate: Annotated[str, Text("动物卫生证书编号", "Health certificate"), Length(40)]


class PortCheck(Form):
    """The look at the port, horses in their floats."""

    clause: ClassVar[str] = "conghua-zone#at-port"

    checked_at: Annotated[datetime, Text("查验时间", "Looked at"), Zoned()]
    seals_intact: Annotated[bool, Text("封志完好", "Seals are whole")]
    disinfected: Annotated[bool, Text("车辆已消毒", "Floats disinfected")]
    feed_sealed: Annotated[bool, Text("随车饲料封存或截留", "Feed on the floats sealed or kept back")]
    unwell: Annotated[
        list[HorseNumber],
        Text("异常马匹序号", "Horses unwell, by number"),
        Hint(Text("名单序号，从 1 起。", "Their place on the list, from 1.")),
    ] = []


class Arrival(Form):
    """The look on arrival: chips, temperature, clinical signs."""

    clause: ClassVar[str] = "conghua-zone#on-arrival"

    arrived_at: Annotated[datetime, Text("到达时间", "Arrived at"), Zoned()]
    chips_read: Annotated[int, Text("核对芯片数", "Chips read"), Between(0, 80)]
    hottest: Annotated[Decimal, Text("最高体温（℃）", "Highest temperature, °C"), Between(35, 43), Digits(2, 1)]
    apart: Annotated[
        list[HorseNumber],
        Text("隔离观察的马匹序号", "Horses kept apart, by number"),
        Hint(Text("名单序号，从 1 起。", "Their place on the list, from 1.")),
    ] = []


@rule("arrived-before-port", basis="conghua-zone#on-arrival")
def they_come_by_the_port(arrival: Arrival, on: Circumstances) -> Iterator[Finding]:
    """到场时间应晚于口岸查验时间。 | They arrive after they were seen at the port."""
    if arrival.arrived_at <= datetime.fromisoformat(on.outcomes["port-quarantine"].data["checked_at"]):
        yield "arrived_at"


def _horses(on: Circumstances) -> int:
    return len(on.before.horses) if isinstance(on.before, Filing) else 0


@rule("written-ahead", basis="conghua-zone#notice")
def it_has_happened(record: Form, on: Circumstances) -> Iterator[Finding]:
    """记录的时间应在预报之后，且不晚于现在。
    | What is recorded came after the batch was told and not later than now.
    """
    for name in ("loaded_at", "checked_at", "arrived_at"):
        at = record.__dict__.get(name)
        if at and not on.at <= at <= on.moment:
            yield name


@rule("horse-unknown", basis="conghua-zone#notice")
def the_horses_are_of_the_batch(record: Form, on: Circumstances) -> Iterator[Finding]:
    """名单没有第 {number} 匹。 | There is no horse number {number} on the list."""
    for name in ("unwell", "apart"):
        for at, number in enumerate(record.__dict__.get(name, ())):
            if number > _horses(on):
                yield (name, at), {"number": number}


@rule("chips-differ", basis="conghua-zone#on-arrival")
def every_chip_is_read(arrival: Arrival, on: Circumstances) -> Iterator[Finding]:
    """批次 {horses} 匹，核对芯片 {read} 个，应逐匹核对。
    | The batch has {horses} horses and {read} chips were read; each is read.
    """
    if arrival.chips_read != _horses(on):
        yield "chips_read", {"horses": _horses(on), "read": arrival.chips_read}


@rule("hot-among-the-well", basis="conghua-zone#on-arrival")
def fever_is_kept_apart(arrival: Arrival, on: Circumstances) -> Iterator[Finding]:
    """有马匹体温高于 {most}℃，须填隔离观察的马匹。 | A horse has above {most} °C; say which are kept apart."""
    most = on.terms.number("fever")
    if arrival.hottest > most and not arrival.apart:
        yield "apart", {"most": most}


RECORD_RULES: tuple[Rule, ...] = (it_has_happened, the_horses_are_of_the_batch)
ARRIVAL_RULES: tuple[Rule, ...] = (*RECORD_RULES, they_come_by_the_port, every_chip_is_read, fever_is_kept_apart)


def recognise(facts: Facts) -> Computed:
    """Which horses' results are too old, or not there, to be recognised by the other side."""
    filing, on = facts.filing, facts.circumstances
    limit = timedelta(days=int(on.terms.number("test-days")))
    day = local_date(filing.port_at)
    old = [at for at, horse in enumerate(filing.horses, 1) if not horse.tested_on or day - horse.tested_on > limit]
    return Computed(SAMPLE, "", {"horses": old}) if old else Computed(RECOGNISED, "")


def close(facts: Facts) -> Computed:
    """Where the horses are now, and who of them was kept apart."""
    if facts.filing.direction == OUTBOUND:
        return Computed("left", "", {"certificate": facts.outcomes["loading"].data["certificate"]})
    return Computed("entered", "", {"apart": facts.outcomes["arrival"].data.get("apart", [])})
