"""Demands on an application: goods that may go, a reason that fits, a site that is fit, seals and a pledge."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.procedures._application.rows import repeated
from kouan.procedures._cargo.rules import (
    a_line_is_listed_once,
    of_another_bill,
    the_bill_is_an_import,
    the_bill_is_on_a_manifest,
    the_declaration_is_an_import,
)
from kouan.procedures._declaration.selection import DISCREDITED
from kouan.procedures.conditional_release.form import (
    LABORATORY,
    PREMISES,
    REASONS_OF,
    SUPERVISED,
    TRANSFER,
    Filing,
    Line,
    Load,
)

LIVING = frozenset({"01", "06"})
"""Chapters of live animals and live plants, which are isolated at designated places and never stored on a pledge."""
SEEDS = frozenset({"1209"})


def _asks(filing: Filing, kind: str) -> bool:
    """Whether this is what is asked, and for a reason that fits; where the reason does not, that alone is told."""
    return filing.kind == kind and filing.reason in REASONS_OF[kind]


@rule("reason-of-kind", basis="gacc-2019-160#transfer-check")
def the_reason_fits_what_is_asked(filing: Filing) -> Iterator[Finding]:
    """理由与申请事项不符：结果或评定未出的申请附条件提离，口岸条件不足的申请转场检查。
    | The reason does not fit: ask for conditional release when results are awaited, for another site when the port
    lacks the means.
    """
    if filing.reason not in REASONS_OF[filing.kind]:
        yield "reason"


@rule("sample-missing", basis="gacc-2019-160#conditional-release")
def results_are_awaited_of_a_sample(filing: Filing) -> Iterator[Finding]:
    """等待检测结果的，须填口岸取样日期和取样凭证编号。 | Results are awaited: give the day of sampling and the note."""
    if filing.kind == PREMISES and filing.reason == LABORATORY:
        yield from (name for name in ("sampled_on", "sample_number") if getattr(filing, name) is None)


@rule("sample-ahead", basis="gacc-2019-160#conditional-release", given="sampled_on")
def the_sample_has_been_taken(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """取样日期不能晚于今日。 | The sample cannot be of a day to come."""
    if filing.sampled_on and filing.sampled_on > on.day:
        yield "sampled_on"


@rule("sampled-already", basis="gacc-2019-160#transfer-check", given="sampled_on")
def goods_checked_elsewhere_are_not_sampled_here(filing: Filing) -> Iterator[Finding]:
    """口岸已经取样的，应申请附条件提离，不再转场检查。
    | Goods sampled at the port go by conditional release, not to a check elsewhere.
    """
    if _asks(filing, TRANSFER):
        yield "kind"


@rule("living-goods", basis="animal-plant-quarantine-law#declare", each="lines")
def living_goods_are_isolated(line: Line, filing: Filing) -> Iterator[Finding]:
    """{hs} 属活动物、苗木或种子，须在指定隔离场圃检疫，不能附条件提离。
    | {hs} is a live animal, plant or seed: it is isolated at a designated place and cannot leave on condition.
    """
    if _asks(filing, PREMISES) and (line.hs_code[:2] in LIVING or line.hs_code[:4] in SEEDS):
        yield "hs_code", {"hs": line.hs_code}


@rule("discredited", basis="gacc-2019-160#conditional-release", severity="warning")
def the_consignee_can_be_trusted(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """收货人属失信企业，海关一般不同意附条件提离。
    | The consignee is discredited; customs will as a rule not release on condition.
    """
    if _asks(filing, PREMISES) and on.known("organisation", filing.consignee_uscc, "credit") in DISCREDITED:
        yield "consignee_uscc"


@rule("transfer-site", basis="gacc-2019-160#transfer-check")
def goods_are_checked_at_a_site_under_customs(filing: Filing) -> Iterator[Finding]:
    """转场检查须施封运到海关监管作业场所或特殊监管区域；要存放企业自有或租用场所的，申请附条件提离。
    | A check elsewhere is at a site under customs or in a special zone; the firm's own premises are for conditional
    release.
    """
    if _asks(filing, TRANSFER) and filing.site_kind not in SUPERVISED:
        yield "site_kind"


@rule("site-code-missing", basis="customs-law#warehouse")
def a_site_under_customs_has_its_code(filing: Filing) -> Iterator[Finding]:
    """海关监管作业场所或特殊监管区域须填场所编码。 | A site under customs needs its code."""
    if filing.site_kind in SUPERVISED and filing.site_code is None:
        yield "site_code"


@rule("not-kept-apart", basis="gacc-2019-160#conditional-release")
def unchecked_goods_are_kept_apart(filing: Filing) -> Iterator[Finding]:
    """附条件提离的货物须专区存放并有待检标识，不能与其他货物混放。
    | Goods released on condition are kept apart and marked; they are not mixed with others.
    """
    if _asks(filing, PREMISES) and not filing.separate:
        yield "separate"


@rule("temperature-missing", basis="perishables#priority")
def cold_goods_have_a_temperature(filing: Filing) -> Iterator[Finding]:
    """冷藏冷冻货物须填存放温度。 | Chilled or frozen goods need their storage temperature."""
    if filing.cold and filing.temperature is None:
        yield "temperature"


@rule("seal-missing", basis="gacc-2019-160#transfer-check", each="loads")
def transferred_goods_are_sealed(load: Load, filing: Filing) -> Iterator[Finding]:
    """转场检查的货物须施封运输，请填封志号。 | Goods going to a check elsewhere travel sealed; give the seal."""
    if _asks(filing, TRANSFER) and load.seal is None:
        yield "seal"


@rule("box-twice", basis="gacc-2019-160#transfer-check")
def a_box_goes_on_one_vehicle(filing: Filing) -> Iterator[Finding]:
    """箱 {number} 重复，一箱只填一行。 | Container {number} is named twice; give it one row."""
    boxed = [(at, load) for at, load in enumerate(filing.loads) if load.container]
    for at, number in repeated([load for _, load in boxed], "container"):
        yield ("loads", boxed[at][0], "container"), {"number": number}


@rule("box-of-another-bill", basis="order-172#kinds", each="loads")
def the_box_is_of_the_bill(load: Load, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """箱 {number} 不在提运单 {bill} 项下，请核对箱号。
    | Container {number} does not belong to bill {bill}; check the number.
    """
    if load.container and of_another_bill(load.container, filing.bill, on):
        yield "container", {"number": load.container, "bill": filing.bill}


@rule("journey-order", basis="gacc-2019-160#conditional-release")
def goods_arrive_after_they_leave(filing: Filing) -> Iterator[Finding]:
    """计划运抵时间应晚于计划提离时间。 | The arrival planned must be after the departure planned."""
    if filing.arrives_at <= filing.leaves_at:
        yield "arrives_at"


@rule("leaves-too-soon", basis="gacc-2019-160#port-check")
def nothing_leaves_before_it_is_asked(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """计划提离时间不能早于申请时间；未经准许不得提离。
    | The departure planned cannot lie before the application; nothing leaves without leave.
    """
    if filing.leaves_at < on.moment:
        yield "leaves_at"


@rule("pledge-missing", basis="gacc-2019-160#permit-sale")
def the_consignee_pledges(filing: Filing) -> Iterator[Finding]:
    """须承诺海关通知准许前不开拆、不销售、不使用。
    | Pledge not to open, sell or use the goods before customs says so.
    """
    if not filing.pledged:
        yield "pledged"


RULES: tuple[Rule, ...] = (
    the_reason_fits_what_is_asked,
    the_declaration_is_an_import,
    the_bill_is_on_a_manifest,
    the_bill_is_an_import,
    a_line_is_listed_once,
    results_are_awaited_of_a_sample,
    the_sample_has_been_taken,
    goods_checked_elsewhere_are_not_sampled_here,
    living_goods_are_isolated,
    the_consignee_can_be_trusted,
    goods_are_checked_at_a_site_under_customs,
    a_site_under_customs_has_its_code,
    unchecked_goods_are_kept_apart,
    cold_goods_have_a_temperature,
    transferred_goods_are_sealed,
    a_box_goes_on_one_vehicle,
    the_box_is_of_the_bill,
    goods_arrive_after_they_leave,
    nothing_leaves_before_it_is_asked,
    the_consignee_pledges,
)
