"""Demands on product, papers and plant."""

from collections.abc import Iterator
from decimal import Decimal

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.procedures._application.rows import repeated
from kouan.procedures.cold_chain_import.cargo import CHAPTERS, KINDS, PERMITTED, Batch
from kouan.procedures.cold_chain_import.form import ABROAD, HERE, Filing
from kouan.procedures.cold_chain_import.rules_boxes import BOX_RULES

_OF_PERMITS = ("permit", "permit_until", "permit_left")
_OF_ABROAD = ("recognition", "preinspected_on", "report")
_OF_HERE = ("store", "store_record", "store_office")


@rule("not-of-kind", basis="hs-convention#six-digits", each="batches")
def the_code_is_of_the_kind(batch: Batch, filing: Filing) -> Iterator[Finding]:
    """“{kind}”的商品编号应属第 {chapter} 章。 | “{kind}” has codes of chapter {chapter}."""
    chapter = CHAPTERS[filing.kind]
    if batch.hs_code[:2] != chapter:
        yield "hs_code", {"kind": KINDS.options[filing.kind], "chapter": chapter}


@rule("permit-missing", basis="animal-plant-quarantine-law#permit")
def meat_and_fruit_have_a_permit(filing: Filing) -> Iterator[Finding]:
    """肉类和水果须先办检疫审批，请填许可证号、有效期和剩余数量。
    | Meat and fruit need a quarantine permit first; give its number, last day and what is left on it.
    """
    if filing.kind in PERMITTED:
        yield from (name for name in _OF_PERMITS if getattr(filing, name) is None)


@rule("permit-expires", basis="animal-plant-quarantine-law#permit")
def the_permit_holds_on_arrival(filing: Filing) -> Iterator[Finding]:
    """许可证在抵港（{day}）以前到期，请换发后再申报。
    | The permit ends before the ship arrives on {day}; have it renewed first.
    """
    day = local_date(filing.arrives)
    if filing.permit_until and filing.permit_until < day:
        yield "permit_until", {"day": day}


@rule("permit-exceeded", basis="animal-plant-quarantine-law#permit")
def the_permit_covers_the_weight(filing: Filing) -> Iterator[Finding]:
    """本批净重 {weight} 千克超过许可证剩余数量。
    | The {weight} kg of this shipment are more than is left on the permit.
    """
    weight = sum((batch.net_weight for batch in filing.batches), Decimal(0))
    if filing.permit_left is not None and weight > filing.permit_left:
        yield "permit_left", {"weight": weight}


@rule("certified-late", basis="animal-plant-quarantine-law#declare", severity="warning")
def the_certificate_precedes_shipment(filing: Filing) -> Iterator[Finding]:
    """官方证书签发于装运以后，海关会核实是否补发。
    | The certificate was issued after shipment; customs will ask whether it was issued retrospectively.
    """
    if filing.certified_on > filing.loaded_on:
        yield "certified_on"


@rule("certified-ahead", basis="animal-plant-quarantine-law#declare")
def the_certificate_exists(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """证书签发日期不能晚于今日。 | The certificate cannot be of a day to come."""
    if filing.certified_on > local_date(on.moment):
        yield "certified_on"


@rule("treatment-untold", basis="animal-plant-quarantine-law#declare")
def a_treatment_is_told(filing: Filing) -> Iterator[Finding]:
    """途中冷处理须填温度上限和天数。 | A cold treatment needs its temperature and days."""
    if filing.cold_treatment:
        yield from (name for name in ("treated_at", "treated_days") if getattr(filing, name) is None)


@rule("plant-elsewhere", basis="order-248#register")
def the_plant_is_where_the_goods_are_from(filing: Filing) -> Iterator[Finding]:
    """工厂所在国与原产国（{origin}）不一致；注册工厂应在原产国。
    | The plant is not in the country of origin, {origin}; the registered plant must be.
    """
    if filing.plant_country != filing.origin:
        yield "plant_country", {"origin": filing.origin}


@rule("made-unregistered", basis="order-248#term", each="batches")
def it_was_made_while_registered(batch: Batch, filing: Filing) -> Iterator[Finding]:
    """生产日期 {day} 不在工厂注册有效期内（{first} 至 {last}），不得进口。
    | Made on {day}, outside the plant's registration from {first} to {last}; it may not be imported.
    """
    if not filing.registered_from <= batch.made_on <= filing.registered_until:
        yield "made_on", {"day": batch.made_on, "first": filing.registered_from, "last": filing.registered_until}


@rule("made-after-loading", basis="order-248#register", each="batches")
def it_was_made_before_it_was_loaded(batch: Batch, filing: Filing) -> Iterator[Finding]:
    """生产或采收日期不能晚于装运日期。 | It cannot have been made or picked after it was loaded."""
    if batch.made_on > filing.loaded_on and filing.registered_from <= batch.made_on <= filing.registered_until:
        yield "made_on"


@rule("shelf-life-over", basis="food-safety-law#release", each="batches")
def it_is_good_on_arrival(batch: Batch, filing: Filing) -> Iterator[Finding]:
    """抵港时保质期已过（{day}），不得进口。
    | Its shelf life ends on {day}, before it arrives; it may not be imported.
    """
    if batch.best_before and batch.best_before < local_date(filing.arrives):
        yield "best_before", {"day": batch.best_before}


@rule("batch-twice", basis="order-248#register")
def a_batch_is_named_once(filing: Filing) -> Iterator[Finding]:
    """生产批号 {number} 重复，请合并为一行。 | Batch {number} is named twice; make it one line."""
    for at, number in repeated(filing.batches, "number", "hs_code"):
        yield ("batches", at, "number"), {"number": number}


@rule("preinspection-untold", basis="order-249#evaluation")
def a_check_abroad_is_told(filing: Filing) -> Iterator[Finding]:
    """境外预检须填互认或机构编号、预检日期和报告编号。
    | A check abroad needs the recognition or body, the day and the report.
    """
    if filing.place == ABROAD:
        yield from (name for name in _OF_ABROAD if getattr(filing, name) is None)


@rule("preinspected-late", basis="order-249#evaluation")
def it_was_checked_before_it_was_loaded(filing: Filing) -> Iterator[Finding]:
    """预检应在装运以前完成。 | The check abroad must come before loading."""
    if filing.place == ABROAD and filing.preinspected_on and filing.preinspected_on > filing.loaded_on:
        yield "preinspected_on"


@rule("preinspected-early", basis="order-249#evaluation")
def it_was_checked_once_made(filing: Filing) -> Iterator[Finding]:
    """预检早于批次 {number} 的生产日期，该批不能按预检放行。
    | The check abroad was before batch {number} was made, so it does not cover it.
    """
    if filing.place == ABROAD and filing.preinspected_on:
        late = [batch.number for batch in filing.batches if batch.made_on > filing.preinspected_on]
        if late and filing.preinspected_on <= filing.loaded_on:
            yield "preinspected_on", {"number": late[0]}


@rule("store-untold", basis="gacc-2019-160#destination-check")
def a_check_here_is_told(filing: Filing) -> Iterator[Finding]:
    """境内工厂查验须填工厂或冷库、备案编号和目的地海关。
    | A check here needs the plant or store, its record and the customs there.
    """
    if filing.place == HERE:
        yield from (name for name in _OF_HERE if getattr(filing, name) is None)


RULES: tuple[Rule, ...] = (
    the_code_is_of_the_kind,
    meat_and_fruit_have_a_permit,
    the_permit_holds_on_arrival,
    the_permit_covers_the_weight,
    the_certificate_precedes_shipment,
    the_certificate_exists,
    a_treatment_is_told,
    the_plant_is_where_the_goods_are_from,
    it_was_made_while_registered,
    it_was_made_before_it_was_loaded,
    it_is_good_on_arrival,
    a_batch_is_named_once,
    a_check_abroad_is_told,
    it_was_checked_before_it_was_loaded,
    it_was_checked_once_made,
    a_check_here_is_told,
    *BOX_RULES,
)
