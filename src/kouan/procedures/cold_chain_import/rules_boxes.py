"""Demands on the ship, the site and the reefers, and on what is told of them on arrival."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.procedures._application.rows import repeated
from kouan.procedures._vessel.standing import changed
from kouan.procedures.cold_chain_import.cargo import ARRIVE, FROZEN, KINDS, REEFERS, Reefer
from kouan.procedures.cold_chain_import.form import AtPlant, Filing

_ON_ARRIVAL = ("seal_found", "warmest")
_BOXES = "reefers"


@rule("bill-unknown", basis="gacc-2014-74#manifest", severity="warning")
def the_bill_is_on_a_manifest(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """舱单中还没有提单 {bill}，请在抵港前核对。 | Bill {bill} is on no manifest yet; check before the ship arrives."""
    if on.not_found("bill", filing.bill):
        yield "bill", {"bill": filing.bill}


@rule("bill-not-import", basis="gacc-2014-74#manifest")
def the_bill_comes_in(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """{bill} 是出口舱单，这里应填进口提单。 | {bill} is an export; name the bill of the import."""
    if on.known("bill", filing.bill, "direction", "import") != "import":
        yield "bill", {"bill": filing.bill}


@rule("box-of-another-bill", basis="gacc-2014-74#manifest", each="reefers")
def the_box_is_of_the_bill(box: Reefer, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """箱 {box} 不在提单 {bill} 项下。 | Container {box} does not belong to bill {bill}."""
    known = on.known("bill", filing.bill, "containers", ())
    if known and box.container not in known:
        yield "container", {"box": box.container, "bill": filing.bill}


@rule("call-unknown", basis="port-law#ship-notice")
def the_call_is_announced(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """航次 {call} 没有船期预报，请核对编号。 | Call {call} has not been announced; check its number."""
    if on.not_found("vessel-call", filing.call):
        yield "call", {"call": filing.call}


@rule("arrived-already", basis="guangzhou-2019#24")
def it_is_filed_before_arrival(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """船舶已经抵港，货物按一般流程在口岸查验；前移查验应在抵港前申请。
    | The ship has arrived, so the goods are checked at the port; apply for a check at the plant before arrival.
    """
    if on.before is None and on.known("vessel-call", filing.call, "arrived_at"):
        yield "call"


@rule("arrives-first", basis="guangzhou-2019#24")
def it_arrives_after_loading(filing: Filing) -> Iterator[Finding]:
    """预计抵港不能早于装运日期。 | The ship cannot arrive before the goods were loaded."""
    if local_date(filing.arrives) < filing.loaded_on:
        yield "arrives"


@rule("site-not-designated", basis="order-249#site")
def the_site_is_for_the_kind(filing: Filing) -> Iterator[Finding]:
    """该场地没有获准“{kind}”，请改用有相应指定的场地。
    | The site is not designated for “{kind}”; choose one that is.
    """
    if filing.kind not in filing.site_for:
        yield "site_for", {"kind": KINDS.options[filing.kind]}


@rule("not-a-reefer", basis="gb-31605#temperature", each="reefers")
def the_box_is_a_reefer(box: Reefer) -> Iterator[Finding]:
    """冷链货物应装冷藏箱（箱型 12 或 22）。 | Cold-chain goods travel in reefers, type 12 or 22."""
    if box.container_type not in REEFERS:
        yield "container_type"


@rule("set-warm", basis="gb-31605#temperature", each="reefers")
def frozen_goods_are_set_cold(box: Reefer, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """冷冻货物设定温度应不高于 {limit}℃。 | Frozen goods are set at {limit} °C or colder."""
    limit = on.terms.number("frozen-at")
    if filing.kind in FROZEN and box.set_at > limit:
        yield "set_at", {"limit": limit}


@rule("set-above-treatment", basis="animal-plant-quarantine-law#declare", each="reefers")
def a_treatment_is_set_cold(box: Reefer, filing: Filing) -> Iterator[Finding]:
    """设定温度应不高于冷处理上限 {limit}℃。 | It must be set at the {limit} °C of the cold treatment or colder."""
    if filing.cold_treatment and filing.treated_at is not None and box.set_at > filing.treated_at:
        yield "set_at", {"limit": filing.treated_at}


@rule("box-twice", basis="gb-31605#temperature")
def a_box_is_named_once(filing: Filing) -> Iterator[Finding]:
    """箱号 {box} 重复，请删去一个。 | Container {box} is named twice; leave one out."""
    for at, box in repeated(filing.reefers, "container"):
        yield (_BOXES, at, "container"), {"box": box}


@rule("arrival-early", basis="guangzhou-2019#24", each="reefers")
def arrival_is_told_on_arrival(box: Reefer, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """到港封志和温度在抵港以后填写，现在请留空。
    | Seal and temperature on arrival are told then; leave them blank now.
    """
    if on.before is None:
        yield from (name for name in _ON_ARRIVAL if getattr(box, name) is not None)


@rule("arrival-untold", basis="gb-31605#temperature", each="reefers")
def every_box_is_told_of(box: Reefer, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """请填箱 {box} 的到港封志号和全程最高温度。 | Tell seal and warmest temperature of container {box} on arrival."""
    if on.step == ARRIVE:
        yield from ((name, {"box": box.container}) for name in _ON_ARRIVAL if getattr(box, name) is None)


@rule("changed-since", basis="guangzhou-2019#24")
def what_was_reviewed_stands(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """抵港时只补填到港封志和温度，其余内容已经审核，不能在此改动。
    | On arrival only seals and temperatures are added; all else was reviewed and stays as it is.
    """
    if on.step == ARRIVE and on.before is not None:
        yield from changed(filing, on.before, frozenset(_ON_ARRIVAL))


BOX_RULES: tuple[Rule, ...] = (
    the_bill_is_on_a_manifest,
    the_bill_comes_in,
    the_box_is_of_the_bill,
    the_call_is_announced,
    it_is_filed_before_arrival,
    it_arrives_after_loading,
    the_site_is_for_the_kind,
    the_box_is_a_reefer,
    frozen_goods_are_set_cold,
    a_treatment_is_set_cold,
    a_box_is_named_once,
    arrival_is_told_on_arrival,
    every_box_is_told_of,
    what_was_reviewed_stands,
)


@rule("at-plant-ahead", basis="gacc-2019-160#destination-check")
def it_has_come_to_the_plant(told: AtPlant, on: Circumstances) -> Iterator[Finding]:
    """到厂时间不能晚于现在。 | It cannot have come to the plant at a time ahead."""
    if told.arrived_at > on.moment:
        yield "arrived_at"


AT_PLANT_RULES: tuple[Rule, ...] = (it_has_come_to_the_plant,)
