"""Demands on each work: what it is, how old, by whom appraised, under which certificate, and where it went."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Finding, Rule, Text, rule
from kouan.kernel.clock import local_date
from kouan.kernel.identifiers import is_export_number, is_import_number
from kouan.procedures._application.rows import repeated
from kouan.procedures._vessel.standing import changed
from kouan.procedures.bonded_art.form import ENTER, EXIT, SALE, Filing
from kouan.procedures.bonded_art.works import BACK, LEFT, OVER_100, SOLD, UNDER_100, Work

ART = "97"
CENTURY = 100
ELDER, YOUNGER = Text("超过百年", "over a hundred years old"), Text("不超过百年", "not over a hundred years old")
APPRAISED = frozenset({ENTER, SALE})
_DECLARED = {SOLD: is_import_number, LEFT: is_export_number}
_OF_FATES = frozenset({"fate", "fate_on", "declaration"})


@rule("work-twice", basis="art-measures#catalogue")
def a_work_is_named_once(filing: Filing) -> Iterator[Finding]:
    """作品登记号 {number} 重复，请核对或删去一件。
    | Work {number} is named twice; check its number, or leave one out.
    """
    for at, number in repeated(filing.works, "number"):
        yield ("works", at, "number"), {"number": number}


@rule("not-art", basis="hs-convention#six-digits", each="works")
def the_code_is_arts(work: Work) -> Iterator[Finding]:
    """商品编号应属第 97 章（艺术品、收藏品及古物）。 | The code must be of chapter 97: art, collections, antiques."""
    if work.hs_code[:2] != ART:
        yield "hs_code"


@rule("year-ahead", basis="art-measures#catalogue", each="works")
def the_work_exists(work: Work, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """创作年份不能晚于今年。 | It cannot have been made in a year to come."""
    if work.year > on.day.year:
        yield "year"


@rule("age-of-code", basis="hs-convention#six-digits", each="works")
def the_code_fits_the_age(work: Work, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """商品编号按是否超过 100 年区分，{year} 年的作品应归入{other}的编号。
    | Codes tell what is over 100 years old from what is not; a work of {year} has a code for what is {other}.
    """
    age = on.day.year - work.year
    code = work.hs_code[:6]
    if (code in OVER_100 and 0 <= age < CENTURY) or (code in UNDER_100 and age > CENTURY):
        yield "hs_code", {"year": work.year, "other": ELDER if age > CENTURY else YOUNGER}


@rule("relic-doubtful", basis="relics-entry-exit#before-1949", severity="warning", each="works")
def old_works_are_reviewed_as_relics(work: Work, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """{last} 年以前的作品一般属于文物进出境审核范围；未登记的，复运出境可能受限，请确认。
    | Works made up to {last} are as a rule reviewed as relics; unregistered, they may not be let out again.
    """
    last = int(on.terms.number("relic-year"))
    if not work.relic and work.year <= last:
        yield "relic", {"last": last}


@rule("relic-unregistered", basis="relics-entry-exit#register", each="works")
def a_relic_leaves_by_its_register(work: Work, filing: Filing) -> Iterator[Finding]:
    """文物复运出境须填临时进境登记号。 | A relic leaves again by its number on the register."""
    if filing.movement == EXIT and work.relic and work.relic_record is None:
        yield "relic_record"


@rule("certificate-missing", basis="endangered-species-regulation#certificate", each="works")
def endangered_species_cross_by_certificate(work: Work, filing: Filing) -> Iterator[Finding]:
    """含濒危物种成分的作品进出境，须填允许进出口证明书编号。
    | A work of endangered species crosses the border on a certificate; give its number.
    """
    if filing.movement in (ENTER, EXIT) and work.endangered and work.certificate is None:
        yield "certificate"


@rule("appraisal-missing", basis="guangzhou-2019#23", each="works")
def a_work_is_appraised(work: Work, filing: Filing) -> Iterator[Finding]:
    """入区和成交须逐件鉴定估价，请填评估机构和评估书编号。
    | On entry and for sale each work is appraised; give the appraiser and the number of the appraisal.
    """
    if filing.movement in APPRAISED:
        yield from (name for name in ("appraiser", "appraisal") if getattr(work, name) is None)


@rule("price-missing", basis="order-213#transaction-value", each="works")
def what_is_sold_has_its_price(work: Work, filing: Filing) -> Iterator[Finding]:
    """成交作品须填成交价格。 | A work that is sold has its price."""
    if filing.movement == SALE and work.price is None:
        yield "price"


@rule("price-low", basis="order-213#doubt", severity="warning", each="works")
def a_price_is_not_below_the_appraisal(work: Work) -> Iterator[Finding]:
    """成交价格低于鉴定估价 {value}，海关可能书面质疑，请备好说明和证据。
    | The price is below the appraised {value}; customs may doubt it in writing, so have explanation and proof at hand.
    """
    if work.price is not None and work.price < work.value:
        yield "price", {"value": work.value}


@rule("fate-early", basis="order-256#outside", each="works")
def fates_are_told_after_the_show(work: Work, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """去向在展览结束后填写，现在请留空。 | What became of a work is told after the show; leave it blank now."""
    if work.fate and on.before is None:
        yield "fate"


@rule("fate-missing", basis="order-256#outside", each="works")
def every_work_is_accounted_for(work: Work, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """请填 {number} 的去向和日期。 | Say what became of {number}, and when."""
    if on.step == BACK:
        yield from ((name, {"number": work.number}) for name in ("fate", "fate_on") if getattr(work, name) is None)


@rule("fate-ahead", basis="order-256#outside", each="works")
def what_became_of_it_has_happened(work: Work, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """日期应在开展日与今日之间。 | The day must lie between the opening and today."""
    if work.fate_on and filing.opens_on and not filing.opens_on <= work.fate_on <= local_date(on.moment):
        yield "fate_on"


@rule("declaration-missing", basis="order-256#inland", each="works")
def what_stays_out_is_declared(work: Work) -> Iterator[Finding]:
    """{number} 没有回区，须填进口或出境报关单号。
    | {number} did not come back; give its declaration of import or exit.
    """
    if work.fate in _DECLARED and work.declaration is None:
        yield "declaration", {"number": work.number}


@rule("declared-wrong-way", basis="customs-numbers#declaration-18", each="works")
def it_is_declared_the_right_way(work: Work) -> Iterator[Finding]:
    """报关单号第 9 位与去向不符：成交应为 1 或 I，出境应为 0 或 E。
    | The ninth character does not fit: 1 or I for a sale, 0 or E for an exit.
    """
    fits = _DECLARED.get(work.fate or "")
    if fits and work.declaration and not fits(work.declaration):
        yield "declaration"


@rule("works-changed", basis="guangzhou-2019#23")
def the_same_works_are_accounted_for(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """展后只补填去向，其余内容和作品清单应与出区时一致，不能在此修改。
    | After the show only what became of the works is told; all else stays as it was when they went out.
    """
    if on.step == BACK and on.before is not None:
        yield from changed(filing, on.before, _OF_FATES)


WORK_RULES: tuple[Rule, ...] = (
    a_work_is_named_once,
    the_code_is_arts,
    the_work_exists,
    the_code_fits_the_age,
    old_works_are_reviewed_as_relics,
    a_relic_leaves_by_its_register,
    endangered_species_cross_by_certificate,
    a_work_is_appraised,
    what_is_sold_has_its_price,
    a_price_is_not_below_the_appraisal,
    fates_are_told_after_the_show,
    every_work_is_accounted_for,
    what_became_of_it_has_happened,
    what_stays_out_is_declared,
    it_is_declared_the_right_way,
    the_same_works_are_accounted_for,
)
