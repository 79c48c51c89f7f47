"""Demands once the cargo is here: all of it counted, packed, declared where it must be, and gone in time."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.calendar import months_after
from kouan.kernel.clock import local_date
from kouan.procedures._application.rows import repeated
from kouan.procedures.consolidation_transhipment.cargo import (
    DEPART,
    DEVAN,
    EXPORT,
    GOING_ABROAD,
    IMPORT,
    STUFF,
    TRANSIT,
    Box,
    Departure,
    Load,
    Lot,
)
from kouan.procedures.consolidation_transhipment.form import Filing

MANIFEST = "gacc-2018-120#manifest"
_UNPACKED, _LATER = {"counted", "declaration"}, {"declaration"}
"""What is added to a lot when it is unpacked, and after that; the rest stays as it was."""


def _reached(on: Circumstances, step: str) -> bool:
    """Whether a step of the operator is being done, or was: also when what was handed in there came back."""
    return on.step == step or on.outcome(step) != ""


def _lots(filing: Filing) -> Mapping[int, Lot]:
    return {lot.number: lot for lot in filing.lots}


def _boxes(filing: Filing) -> Mapping[str, Box]:
    return {box.container: box for box in filing.boxes}


def _packed(filing: Filing) -> Mapping[int, tuple[int, Decimal]]:
    """Packages and kilograms packed, by lot."""
    packed: defaultdict[int, tuple[int, Decimal]] = defaultdict(lambda: (0, Decimal(0)))
    for load in filing.loads:
        packages, weight = packed[load.lot]
        packed[load.lot] = packages + load.packages, weight + load.gross_weight
    return packed


@rule("told-early", basis=MANIFEST)
def things_are_told_in_their_turn(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """拼箱在拆箱以后、离境在装船以后填写，现在请留空。
    | Packing is told after unpacking and departure after loading; leave them blank now.
    """
    if on.before is None or on.step == DEVAN:
        yield from (name for name in ("boxes", "loads", "departures") if getattr(filing, name))
    elif on.step == STUFF and filing.departures:
        yield "departures"


@rule("counted-early", basis=MANIFEST, each="lots")
def lots_are_counted_when_unpacked(lot: Lot, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """拆箱理货以后才填实收件数，现在请留空。 | Packages are counted when unpacked; leave it blank now."""
    if on.before is None and lot.counted is not None:
        yield "counted"


@rule("uncounted", basis=MANIFEST, each="lots")
def every_lot_is_counted(lot: Lot, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """请填拆箱实收件数，没有收到的填 0。 | Give the packages counted; 0 if none came."""
    if _reached(on, DEVAN) and lot.counted is None:
        yield "counted"


@rule("lots-changed", basis="gacc-2018-120#area")
def lots_stay_as_filed(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """货物只能在拆箱时补实收件数、以后补报关单号，其他不能在此修改。
    | Of the lots only the count is added when they are unpacked, and the declaration later; the rest stands.
    """
    if on.outcome("transfer") and isinstance(on.before, Filing):
        added = _LATER if _reached(on, STUFF) else _UNPACKED
        then, now = ([lot.model_dump(exclude=added) for lot in each.lots] for each in (on.before, filing))
        if then != now:
            yield "lots"


@rule("packing-changed", basis=MANIFEST)
def packing_stands_once_released(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """放行以后，出境集装箱和装箱明细不能再改。 | Once released, containers and what lies in them stand."""
    if on.outcome("release") and isinstance(on.before, Filing):
        yield from (name for name in ("boxes", "loads") if getattr(on.before, name) != getattr(filing, name))


@rule("packing-missing", basis=MANIFEST)
def packing_is_told(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """请填出境集装箱和装箱明细。 | Give the containers that leave and what lies in them."""
    if _reached(on, STUFF) and not on.outcome("release"):
        yield from (name for name in ("boxes", "loads") if not getattr(filing, name))


@rule("box-twice", basis=MANIFEST, given="boxes")
def a_box_is_named_once(filing: Filing) -> Iterator[Finding]:
    """出境箱 {number} 重复，一箱只填一行。 | Container {number} is named twice; give it one row."""
    for at, number in repeated(filing.boxes, "container"):
        yield ("boxes", at, "container"), {"number": number}


@rule("load-of-nothing", basis=MANIFEST, each="loads")
def what_is_packed_came_in(load: Load, filing: Filing) -> Iterator[Finding]:
    """没有序号 {lot} 的货物，请核对序号。 | There is no lot {lot}; check its number."""
    if load.lot not in _lots(filing):
        yield "lot", {"lot": load.lot}


@rule("load-nowhere", basis=MANIFEST, each="loads")
def packages_lie_in_a_box(load: Load, filing: Filing) -> Iterator[Finding]:
    """箱 {box} 不在出境集装箱中，请核对箱号。 | Container {box} is not among those that leave; check its number."""
    if filing.boxes and load.container not in _boxes(filing):
        yield "container", {"box": load.container}


@rule("import-packed", basis="gacc-2018-120#own-formalities", each="loads")
def imports_do_not_leave(load: Load, filing: Filing) -> Iterator[Finding]:
    """序号 {lot} 是进口货物，不能拼箱出境。 | Lot {lot} is an import and does not leave in a box."""
    lot = _lots(filing).get(load.lot)
    if lot and lot.kind == IMPORT:
        yield "lot", {"lot": load.lot}


@rule("packed-differs", basis="gacc-2018-120#area", given="loads")
def all_that_came_leaves(filing: Filing) -> Iterator[Finding]:
    """序号 {lot} 实收 {counted} 件，装箱 {packed} 件，应当相等。
    | Of lot {lot} {counted} packages came and {packed} are packed; they must be equal.
    """
    lots, packed = _lots(filing), _packed(filing)
    if len(lots) < len(filing.lots) or packed.keys() - lots.keys():
        return  # said by the rules on numbers
    for lot in filing.lots:
        if lot.kind in GOING_ABROAD and packed[lot.number][0] != lot.available:
            yield "loads", {"lot": lot.number, "counted": lot.available, "packed": packed[lot.number][0]}


@rule("weight-differs", basis=MANIFEST, given="loads")
def what_leaves_weighs_what_came(filing: Filing) -> Iterator[Finding]:
    """序号 {lot} 进区毛重 {came} 千克，装箱合计 {packed} 千克，应当相等。
    | Lot {lot} came in at {came} kg and {packed} kg are packed; they must be equal.
    """
    packed = _packed(filing)
    for lot in filing.lots:
        packages, weight = packed[lot.number]
        if packages == lot.available == lot.packages and weight != lot.gross_weight:
            yield "loads", {"lot": lot.number, "came": lot.gross_weight, "packed": weight}


@rule("box-empty", basis=MANIFEST, each="boxes")
def boxes_hold_something(box: Box, filing: Filing) -> Iterator[Finding]:
    """箱 {box} 没有装箱明细，请填写或删去该箱。
    | Nothing is said to lie in container {box}; say what does, or leave it out.
    """
    held = {load.container for load in filing.loads}
    if held and held <= _boxes(filing).keys() and box.container not in held:
        yield "container", {"box": box.container}


@rule("port-differs", basis=MANIFEST, severity="warning", each="boxes")
def lots_go_where_their_box_goes(box: Box, filing: Filing) -> Iterator[Finding]:
    """箱内序号 {lots} 的目的港不是 {port}；请确认还要中转。
    | Lots {lots} in this container are not for {port}; please confirm that they are transhipped again.
    """
    inside = {load.lot for load in filing.loads if load.container == box.container}
    others = [lot.number for lot in filing.lots if lot.number in inside and lot.destination not in (None, box.port)]
    if others:
        yield "port", {"lots": ", ".join(map(str, others)), "port": box.port}


@rule("export-undeclared", basis="gacc-2018-120#own-formalities", each="lots")
def exports_are_declared_before_packing(lot: Lot, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """出口货物装箱前应已申报放行，请填报关单号。
    | Exports are declared and released before packing; give the number.
    """
    if _reached(on, STUFF) and lot.kind == EXPORT and lot.declaration is None:
        yield "declaration"


@rule("stay-over", basis="gacc-2018-120#three-months", severity="warning", each="lots", given="entered_on")
def cargo_leaves_within_three_months(lot: Lot, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """转运货物应在 {last} 以前出境，已经超期，海关可提取变卖。
    | Transhipment cargo was to leave by {last}; it is overdue, and customs may sell it.
    """
    today = local_date(on.moment)
    if on.step not in (STUFF, DEPART) or lot.kind != TRANSIT or lot.entered_on is None or lot.entered_on > today:
        return
    last = months_after(lot.entered_on, on.terms.limit("stay").amount)
    if today > last:
        yield "entered_on", {"last": last}


@rule("departure-missing", basis="gacc-2018-120#three-months")
def every_box_has_left(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """箱 {box} 没有填离境情况。 | Nothing is told of how container {box} left."""
    told = {departure.container for departure in filing.departures}
    if _reached(on, DEPART) and told <= _boxes(filing).keys():
        yield from (("departures", {"box": box}) for box in _boxes(filing) if box not in told)


@rule("departure-strange", basis="gacc-2018-120#three-months", each="departures")
def what_left_was_packed(departure: Departure, filing: Filing) -> Iterator[Finding]:
    """箱 {box} 不在出境集装箱中，请核对箱号。 | Container {box} is not among those that leave; check its number."""
    if filing.boxes and departure.container not in _boxes(filing):
        yield "container", {"box": departure.container}


@rule("departure-ahead", basis="gacc-2018-120#three-months", each="departures")
def it_has_left(departure: Departure, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """离境日期不能晚于今日。 | It cannot have left on a day to come."""
    if departure.departed_on > local_date(on.moment):
        yield "departed_on"


@rule("import-undeclared", basis="gacc-2018-120#own-formalities", each="lots")
def imports_are_declared_by_the_end(lot: Lot, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """进口货物核销前应已申报，请填报关单号。 | Imports are declared by the end; give the number."""
    if _reached(on, DEPART) and lot.kind == IMPORT and lot.declaration is None:
        yield "declaration"


PACKING_RULES: tuple[Rule, ...] = (
    things_are_told_in_their_turn,
    lots_are_counted_when_unpacked,
    every_lot_is_counted,
    lots_stay_as_filed,
    packing_stands_once_released,
    packing_is_told,
    a_box_is_named_once,
    what_is_packed_came_in,
    packages_lie_in_a_box,
    imports_do_not_leave,
    all_that_came_leaves,
    what_leaves_weighs_what_came,
    boxes_hold_something,
    lots_go_where_their_box_goes,
    exports_are_declared_before_packing,
    cargo_leaves_within_three_months,
    every_box_has_left,
    what_left_was_packed,
    it_has_left,
    imports_are_declared_by_the_end,
)
