"""Demands on a change of destination: real grain, quantities that add up, plants that are fit and able."""

from collections.abc import Iterator
from decimal import Decimal

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.procedures._application.rows import repeated
from kouan.procedures._cargo.rules import the_declaration_is_an_import
from kouan.procedures.grain_diversion.form import Filing, Plant
from kouan.procedures.grain_diversion.grain import HARMLESS, USES_OF, is_grain, use_names


@rule("not-grain", basis="order-177-grain#scope")
def it_is_grain_for_processing(filing: Filing) -> Iterator[Finding]:
    """{hs} 不是加工用粮食（谷物、豆类、油料、薯类，种用除外）。
    | {hs} is not grain for processing: cereals, pulses, oil seeds or tubers, none for sowing.
    """
    if not is_grain(filing.hs_code):
        yield "hs_code", {"hs": filing.hs_code}


@rule("entered-ahead", basis="order-177-grain#permit")
def the_grain_is_here(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """进境日期不能晚于今日。 | The grain cannot enter on a day to come."""
    if filing.entered_on > on.day:
        yield "entered_on"


@rule("plan-ahead", basis="reserve-grain-regulation#rotation")
def the_plan_is_handed_down(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """计划下达日期不能晚于今日；没有下达计划的不得动用储备粮。
    | The plan cannot be of a day to come; without a plan no reserve is touched.
    """
    if filing.plan_on > on.day:
        yield "plan_on"


def _left(filing: Filing) -> Decimal:
    """Tonnes of the import that have not been diverted before."""
    return filing.imported - (filing.diverted or 0)


@rule("quantity-exceeds", basis="order-177-grain#diversion")
def no_more_is_diverted_than_came(filing: Filing) -> Iterator[Finding]:
    """本次 {quantity} 吨，超过原进口尚未变更的 {left} 吨。
    | {quantity} t are more than the {left} t of the import that are left to divert.
    """
    if filing.quantity > _left(filing):
        yield "quantity", {"quantity": filing.quantity, "left": _left(filing)}


@rule("plants-sum", basis="order-177-grain#diversion")
def plants_take_it_all(filing: Filing) -> Iterator[Finding]:
    """各加工企业合计 {sum} 吨，本次变更 {quantity} 吨，应当相等。
    | The plants take {sum} t and {quantity} t are diverted; they must be equal.
    """
    added = sum((plant.tonnes for plant in filing.plants), Decimal(0))
    if added != filing.quantity and filing.quantity <= _left(filing):
        yield "plants", {"sum": added, "quantity": filing.quantity}


@rule("plant-twice", basis="order-177-grain#designated")
def a_plant_is_named_once(filing: Filing) -> Iterator[Finding]:
    """加工企业 {uscc} 重复，请合并。 | Plant {uscc} is named twice; merge the two."""
    for at, uscc in repeated(filing.plants, "uscc"):
        yield ("plants", at, "uscc"), {"uscc": uscc}


@rule("gmo-certificate-missing", basis="gmo-regulation#material")
def modified_grain_has_its_certificate(filing: Filing) -> Iterator[Finding]:
    """转基因粮食须填转基因生物安全证书编号。 | Genetically modified grain needs its safety certificate."""
    if filing.gmo and filing.gmo_certificate is None:
        yield "gmo_certificate"


@rule("gmo-undeclared", basis="gmo-regulation#material", given="gmo_certificate")
def a_certificate_means_modified_grain(filing: Filing) -> Iterator[Finding]:
    """填了安全证书，“转基因粮食”应填是。 | A safety certificate is named, so the grain is genetically modified."""
    if not filing.gmo:
        yield "gmo"


@rule("gmo-licence-missing", basis="gmo-regulation#processing", each="plants")
def plants_may_process_modified_grain(plant: Plant, filing: Filing) -> Iterator[Finding]:
    """加工转基因粮食的企业须填加工许可证号。 | A plant that processes modified grain needs its licence."""
    if filing.gmo and plant.gmo_licence is None:
        yield "gmo_licence"


@rule("use-unusual", basis="order-177-grain#designated", severity="warning", each="plants")
def the_use_fits_the_grain(plant: Plant, filing: Filing) -> Iterator[Finding]:
    """该品种通常用于{uses}，请核对加工用途。 | This grain is usually for {uses}; please check the use."""
    if is_grain(filing.hs_code) and plant.use not in USES_OF[filing.hs_code[:4]]:
        yield "use", {"uses": use_names(filing.hs_code)}


@rule("leaves-too-soon", basis="order-177-grain#diversion", each="plants")
def nothing_leaves_before_it_is_asked(plant: Plant, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """计划调出日期不能早于申请之日；批准以后才能调出。
    | The grain cannot be planned to leave before the application; it leaves once leave is given.
    """
    if plant.leaves_on < local_date(on.moment):
        yield "leaves_on"


@rule("done-first", basis="order-177-grain#records", each="plants")
def grain_is_processed_after_it_leaves(plant: Plant) -> Iterator[Finding]:
    """计划完成日期不能早于调出日期。 | It cannot be processed before it leaves."""
    if plant.done_by < plant.leaves_on:
        yield "done_by"


@rule("capacity-short", basis="order-177-grain#designated", each="plants")
def plants_are_able(plant: Plant) -> Iterator[Finding]:
    """按日加工 {capacity} 吨，{days} 天内加工不完 {tonnes} 吨，请调整数量或完成日期。
    | At {capacity} t a day {tonnes} t are not processed within {days} days; change the quantity or the day.
    """
    days = (plant.done_by - plant.leaves_on).days + 1
    if days > 0 and plant.capacity * days < plant.tonnes:
        yield "tonnes", {"capacity": plant.capacity, "days": days, "tonnes": plant.tonnes}


@rule("residues-unsafe", basis="order-177-grain#residues", each="plants")
def residues_with_pests_are_killed(plant: Plant, filing: Filing) -> Iterator[Finding]:
    """进境时截获检疫性有害生物的，下脚料须焚烧或高温灭活。
    | Quarantine pests were found on entry, so residues are burnt or heated.
    """
    if filing.pests and plant.residues not in HARMLESS:
        yield "residues"


@rule("pledge-missing", basis="order-177-grain#designated")
def the_owner_pledges(filing: Filing) -> Iterator[Finding]:
    """须承诺批准前不调出、不作种用、不未经加工流通。
    | Pledge that it is not moved before leave, not sown and not sold unprocessed.
    """
    if not filing.pledged:
        yield "pledged"


RULES: tuple[Rule, ...] = (
    the_declaration_is_an_import,
    it_is_grain_for_processing,
    the_grain_is_here,
    the_plan_is_handed_down,
    no_more_is_diverted_than_came,
    plants_take_it_all,
    a_plant_is_named_once,
    modified_grain_has_its_certificate,
    a_certificate_means_modified_grain,
    plants_may_process_modified_grain,
    the_use_fits_the_grain,
    nothing_leaves_before_it_is_asked,
    grain_is_processed_after_it_leaves,
    plants_are_able,
    residues_with_pests_are_killed,
    the_owner_pledges,
)
