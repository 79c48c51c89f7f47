"""Demands on the materials: approvals that kind, use and danger ask for, an approval in force with enough left."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.kernel.identifiers import is_export_number, is_import_number
from kouan.procedures._cargo.rules import the_bill_is_on_a_manifest
from kouan.procedures.biological_materials.articles import (
    ANIMAL,
    HEADINGS,
    HIGH,
    MEDICINAL,
    NO_PATHOGEN,
    OTHER,
    Article,
)
from kouan.procedures.biological_materials.form import APPLY, HUMAN_USE, IN, NO_LEVEL, OUT, USE, Filing, Receipt

_LEAST_LEVEL = {HIGH: "3", OTHER: "2", NO_PATHOGEN: NO_LEVEL}


@rule("approval-missing", basis="special-articles#pathogens")
def pathogens_are_approved(filing: Filing) -> Iterator[Finding]:
    """含或可能含病原微生物的，须填卫生健康主管部门批准文号。
    | What holds or may hold pathogens needs the approval of the health authority.
    """
    if filing.health_approval is None and any(each.pathogen != NO_PATHOGEN for each in filing.articles):
        yield "health_approval"


@rule("level-too-low", basis="pathogen-laboratories#levels")
def the_laboratory_is_fit(filing: Filing) -> Iterator[Finding]:
    """入境物品含病原微生物，实验室至少应为 {least} 级。
    | With such pathogens the laboratory must be of level {least} at least.
    """
    least = max((_LEAST_LEVEL[each.pathogen] for each in filing.articles), default=NO_LEVEL)
    if filing.direction == IN and filing.level < least:
        yield "level", {"least": least}


@rule("registration-missing", basis="special-articles#drugs")
def medicinal_products_are_registered(filing: Filing) -> Iterator[Finding]:
    """入境用于预防、诊断、治疗的生物制品或血液制品，须填注册证号。
    | Products or blood that enter to prevent, diagnose or treat disease need their registration.
    """
    medicinal = any(each.kind in MEDICINAL for each in filing.articles)
    if filing.direction == IN and filing.purpose in HUMAN_USE and medicinal and filing.registration is None:
        yield "registration"


@rule("genetic-missing", basis="genetic-resources#export")
def genetic_material_leaves_on_a_certificate(filing: Filing) -> Iterator[Finding]:
    """人类遗传资源材料出境须填出境证明编号。 | Human genetic material leaves on a certificate; give its number."""
    if filing.direction == OUT and filing.genetic_approval is None and any(each.genetic for each in filing.articles):
        yield "genetic_approval"


@rule("quarantine-missing", basis="animal-plant-quarantine-law#permit")
def animal_material_has_its_permit(filing: Filing) -> Iterator[Finding]:
    """动物源性生物材料入境须填动植物检疫许可证编号。
    | Material of animal origin enters on a quarantine permit; give its number.
    """
    animal = any(each.kind == ANIMAL for each in filing.articles)
    if filing.direction == IN and animal and filing.quarantine_permit is None:
        yield "quarantine_permit"


@rule("un-number-missing", basis="pathogen-laboratories#transport", each="articles")
def pathogens_travel_as_dangerous_goods(article: Article) -> Iterator[Finding]:
    """含病原微生物的按感染性物质运输，请填联合国编号。
    | With pathogens it travels as an infectious substance; give the UN number.
    """
    if article.pathogen != NO_PATHOGEN and article.un_number is None:
        yield "un_number"


@rule("grade-low", basis="special-articles#grades", severity="warning", each="articles")
def the_grade_fits_the_pathogen(article: Article) -> Iterator[Finding]:
    """含高致病性病原微生物的一般列为 A 级，请核对。
    | With highly pathogenic microorganisms the grade is as a rule A; please check.
    """
    if article.pathogen == HIGH and article.grade != "A":
        yield "grade"


@rule("code-unusual", basis="gacc-2019-18#line-hs", severity="warning", each="articles")
def the_code_is_a_usual_one(article: Article) -> Iterator[Finding]:
    """{hs} 不是生物材料常用的商品编号，请核对。 | {hs} is not a usual code of biological materials; please check."""
    if article.hs_code[:4] not in HEADINGS:
        yield "hs_code", {"hs": article.hs_code}


@rule("permit-missing", basis="special-articles#batches")
def an_approval_that_is_used_is_named(filing: Filing) -> Iterator[Finding]:
    """凭审批单进出境的，须填审批单编号、有效期、报关单号和预计进出境时间。
    | To use an approval give its number and last day, the declaration and when it crosses.
    """
    if filing.path == USE:
        wanted = ("permit", "permit_until", "declaration", "crosses_at")
        yield from (name for name in wanted if getattr(filing, name) is None)


@rule("permit-unneeded", basis="special-articles#approval", given="permit")
def an_approval_at_hand_is_used(filing: Filing) -> Iterator[Finding]:
    """填了审批单编号，办理事项应选“凭有效审批单进出境”。
    | An approval is named, so the matter is to use it.
    """
    if filing.path == APPLY:
        yield "path"


@rule("permit-expired", basis="special-articles#validity", given="permit_until")
def the_approval_lasts_until_the_crossing(filing: Filing) -> Iterator[Finding]:
    """审批单在进出境时（{day}）已过期，请重新申请。 | The approval has ended by the crossing, {day}; apply anew."""
    if filing.path == USE and filing.permit_until and filing.crosses_at:
        day = local_date(filing.crosses_at)
        if filing.permit_until < day:
            yield "permit_until", {"day": day}


@rule("left-missing", basis="special-articles#batches", each="articles")
def what_is_left_is_told(article: Article, filing: Filing) -> Iterator[Finding]:
    """凭审批单进出境的，须填审批单剩余数量。 | To use an approval tell what is left of it."""
    if filing.path == USE and article.left is None:
        yield "left"


@rule("left-exceeded", basis="special-articles#batches", each="articles", given="left")
def no_more_passes_than_is_left(article: Article, filing: Filing) -> Iterator[Finding]:
    """本次 {quantity}，超过审批单剩余的 {left}。 | {quantity} are more than the {left} left of the approval."""
    if filing.path == USE and article.left is not None and article.quantity > article.left:
        yield "quantity", {"quantity": article.quantity, "left": article.left}


@rule("declaration-direction", basis="customs-numbers#declaration-18", given="declaration")
def the_declaration_is_of_the_direction(filing: Filing) -> Iterator[Finding]:
    """报关单号第 9 位与方向不符：入境为 1 或 I，出境为 0 或 E。
    | The ninth character of the declaration differs from the direction: 1 or I entering, 0 or E leaving.
    """
    fits = is_import_number if filing.direction == IN else is_export_number
    if filing.declaration and not fits(filing.declaration):
        yield "declaration"


@rule("crossed-already", basis="special-articles#approval", given="crosses_at")
def it_is_asked_before_it_crosses(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """预计进出境时间已过；审批应在交运前申请，进出境应提前申报。
    | The crossing is past: an approval comes before shipping, and its use before the crossing.
    """
    if filing.crosses_at and filing.crosses_at < on.moment:
        yield "crosses_at"


@rule("pledge-missing", basis="special-articles#approval")
def the_applicant_pledges(filing: Filing) -> Iterator[Finding]:
    """须承诺按批准用途使用并落实生物安全责任。 | Pledge to use it as approved and to answer for biosafety."""
    if not filing.pledged:
        yield "pledged"


RULES: tuple[Rule, ...] = (
    pathogens_are_approved,
    the_laboratory_is_fit,
    medicinal_products_are_registered,
    genetic_material_leaves_on_a_certificate,
    animal_material_has_its_permit,
    pathogens_travel_as_dangerous_goods,
    the_grade_fits_the_pathogen,
    the_code_is_a_usual_one,
    an_approval_that_is_used_is_named,
    an_approval_at_hand_is_used,
    the_approval_lasts_until_the_crossing,
    what_is_left_is_told,
    no_more_passes_than_is_left,
    the_declaration_is_of_the_direction,
    it_is_asked_before_it_crosses,
    the_bill_is_on_a_manifest,
    the_applicant_pledges,
)


@rule("received-ahead", basis="special-articles#thirty-days")
def it_has_been_received(receipt: Receipt, on: Circumstances) -> Iterator[Finding]:
    """接收日期不能晚于今日。 | It cannot be received on a day to come."""
    if receipt.received_on > local_date(on.moment):
        yield "received_on"


@rule("received-early", basis="special-articles#thirty-days")
def it_is_received_after_its_release(receipt: Receipt, on: Circumstances) -> Iterator[Finding]:
    """接收日期不能早于放行日期（{released}）。 | It cannot be received before its release, on {released}."""
    release = on.outcomes.get("release")
    if release and receipt.received_on < local_date(release.at):
        yield "received_on", {"released": local_date(release.at)}


@rule("irregular-unexplained", basis="special-articles#supervision")
def what_is_wrong_is_told(receipt: Receipt) -> Iterator[Finding]:
    """不相符或温度超标的，须填异常说明。 | Where something differs or was too warm, say what happened."""
    if not (receipt.complete and receipt.unbroken) and receipt.explained is None:
        yield "explained"


RECEIPT_RULES: tuple[Rule, ...] = (it_has_been_received, it_is_received_after_its_release, what_is_wrong_is_told)
