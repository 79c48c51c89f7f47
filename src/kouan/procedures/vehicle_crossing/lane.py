"""The one-stop lane: read once, sorted by what was read and by lot, each agency looks at its own, released together."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from kouan.blueprint import (
    Between,
    Circumstances,
    Clause,
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
    Section,
    Text,
    Way,
    Zoned,
    rule,
)
from kouan.kernel.clock import local_date
from kouan.kernel.event import ObjectRef
from kouan.procedures._road.vehicles import ENTRY
from kouan.procedures.vehicle_crossing.form import SINGLE, Arrival, Filing
from kouan.procedures.vehicle_crossing.load import LADEN

GO, LOOK = "go", "look"
CUSTOMS, BORDER = "customs", "border"
READ = (Way("read", Text("已采集", "Read")),)
SORTED = (
    Way(GO, Text("直接放行", "Goes through")),
    Way(LOOK, Text("合作查验", "Looked at together")),
)


def _crossed(facts: Facts, _: object) -> dict[str, Any]:
    """What is said of a vehicle that crossed: where, and until when it may stay if that is limited."""
    return {"port": facts.filing.port, **facts.outcomes["release"].data}


def _by_its_plate(facts: Facts, each: ObjectRef) -> bool:
    """A vehicle with two plates crosses once, under the plate people know it by."""
    return bool(each.id == facts.filing.plate)


RELEASED = (
    Way(
        "entered",
        Text("一次放行，准予入境", "Released once, may enter"),
        emits=(Emit("entered", of="vehicle", tells=_crossed, only=_by_its_plate),),
    ),
    Way(
        "left",
        Text("一次放行，准予出境", "Released once, may leave"),
        emits=(Emit("left", of="vehicle", tells=_crossed, only=_by_its_plate),),
    ),
)


class Reading(Form):
    """What the lane read in one stop; both agencies see it."""

    clause: ClassVar[str] = "land-port-notices#one-stop"

    read_at: Annotated[datetime, Text("采集时间", "Read at"), Zoned(), Section(Text("一次采集", "Read once"))]
    plate: Annotated[str, Text("识别的号牌", "Plate as read"), Length(10)]
    driver_matches: Annotated[bool, Text("人证比对一致", "Driver and document match")]
    persons: Annotated[
        int, Text("车上人数（含驾驶人）", "Persons in the vehicle, driver too"), Between(1, 80),
        Clause("border-inspection-regulation#vehicle-persons"),
    ]  # fmt: skip
    mass: Annotated[
        Decimal | None,
        Text("地磅总重（千克）", "Mass on the scale, kg"),
        Hint(Text("货车填写。", "For goods vehicles.")),
        Positive(),
        Digits(6, 1),
    ] = None
    containers_match: Annotated[bool, Text("箱号与申报一致", "Container numbers are as told")] = True
    seals_intact: Annotated[bool, Text("封志完好", "Seals are whole")] = True
    radiation: Annotated[bool, Text("核辐射报警", "Radiation alarm"), Clause("border-health-law#controlled")] = False
    fever: Annotated[bool, Text("体温异常", "Somebody has a fever"), Clause("border-health-law#controlled")] = False


@rule("read-when", basis="land-port-notices#one-stop")
def it_was_read_after_it_came(reading: Reading, on: Circumstances) -> Iterator[Finding]:
    """采集时间应在抵达口岸之后，且不晚于现在。 | It was read after it came to the port and not later than now."""
    if not datetime.fromisoformat(on.outcomes["arrive"].data["at"]) <= reading.read_at <= on.moment:
        yield "read_at"


@rule("mass-missing", basis="order-118#present")
def freight_is_weighed(reading: Reading, on: Circumstances) -> Iterator[Finding]:
    """货车须过磅，请填地磅总重。 | A goods vehicle goes over the scale; give its mass."""
    if isinstance(on.before, Filing) and on.before.load is not None and reading.mass is None:
        yield "mass"


READING_RULES: tuple[Rule, ...] = (it_was_read_after_it_came, freight_is_weighed)


@rule("arrived-when", basis="order-196#forecast")
def arriving_has_happened(arrival: Arrival, on: Circumstances) -> Iterator[Finding]:
    """抵达时间应在申报之后，且不晚于现在。 | It came after its crossing was told and not later than now."""
    if not on.at <= arrival.at <= on.moment:
        yield "at"


ARRIVAL_RULES: tuple[Rule, ...] = (arriving_has_happened,)


def _expected(filing: Filing) -> Decimal:
    return filing.tare + sum((goods.gross_weight for goods in filing.consignments), Decimal(0))


def _weighs_otherwise(filing: Filing, reading: Reading, on: Circumstances) -> bool:
    """Only for what has no container: what a box weighs nobody has told."""
    if reading.mass is None or filing.containers:
        return False
    expected = _expected(filing)
    return abs(reading.mass - expected) * 100 > expected * on.terms.number("mass-tolerance")


def _for_customs(filing: Filing, reading: Reading, facts: Facts) -> Iterator[str]:
    on = facts.circumstances
    if not reading.containers_match:
        yield "container-differs"
    if not reading.seals_intact:
        yield "seal-broken"
    if reading.radiation:
        yield "radiation"
    if filing.load and _weighs_otherwise(filing, reading, on):
        yield "mass-differs"
    if filing.load == LADEN and facts.draw(CUSTOMS) < _rate(filing, on):
        yield "drawn"


def _for_border(filing: Filing, reading: Reading, facts: Facts) -> Iterator[str]:
    if reading.plate not in (filing.mainland_plate, filing.home_plate):
        yield "plate-differs"
    if not reading.driver_matches:
        yield "driver-differs"
    if reading.persons != filing.occupants + 1:
        yield "persons-differ"
    if facts.draw(BORDER) < facts.circumstances.terms.number("border-rate"):
        yield "drawn"


def _rate(filing: Filing, on: Circumstances) -> Decimal:
    """Share of laden vehicles drawn by customs; that of a certified operator is a part of it."""
    rate = on.terms.number("customs-rate")
    certified = on.known("organisation", filing.operator_uscc, "aeo", False)
    return rate * on.terms.number("aeo-share") / 100 if certified else rate


def sort(facts: Facts) -> Computed:
    """Who must look and why; nobody, and the vehicle goes through. The draw can be redone by anyone."""
    filing, said = facts.filing, facts.outcomes["lane"].data
    reading = Reading.model_validate(said)
    wanted = {CUSTOMS: list(_for_customs(filing, reading, facts)), BORDER: list(_for_border(filing, reading, facts))}
    asked = {agency: why for agency, why in wanted.items() if why}
    looks = bool(asked) or reading.fever
    return Computed(LOOK if looks else GO, "", {"reasons": asked, "fever": reading.fever})


def release(facts: Facts) -> Computed:
    """Released in one go; a car with one plate is told the last day of its stay."""
    filing, on = facts.filing, facts.circumstances
    if filing.direction != ENTRY:
        return Computed("left", "")
    if filing.scheme != SINGLE:
        return Computed("entered", "")
    came = local_date(facts.outcomes["lane"].at)
    left = min(int(on.terms.number("stay-days")), int(on.terms.number("stay-year")) - filing.stayed)
    return Computed("entered", "", {"stay_until": (came + timedelta(days=left)).isoformat()})
