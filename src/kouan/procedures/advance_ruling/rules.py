"""Demands on an application, by the wording in force on the day it is made (Order 236; Order 273 since 2024-12-01)."""

from collections.abc import Iterator
from datetime import date

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.procedures._application.months import months_after
from kouan.procedures.advance_ruling.form import NONE, Filing, Secret
from kouan.procedures.advance_ruling.matters import BLOCKS, DUTIABLE, MATTERS, STATUS, TAXABLE
from kouan.reference import table

RENAMED, BEFORE = date(2024, 12, 1), date(2024, 11, 30)


@rule("not-registered", basis="order-236#applicant", until=BEFORE)
def the_applicant_is_registered(filing: Filing) -> Iterator[Finding]:
    """申请人应在海关注册登记，请填海关编码。 | The applicant must be registered with customs; give the customs code."""
    if filing.customs_code is None:
        yield "customs_code"


@rule("not-filed", basis="order-273#filed-applicant", since=RENAMED)
def the_applicant_is_filed(filing: Filing) -> Iterator[Finding]:
    """申请人应在海关备案，请填海关编码。 | The applicant must be filed with customs; give the customs code."""
    if filing.customs_code is None:
        yield "customs_code"


@rule("customs-code-differs", basis="order-236#applicant")
def the_code_is_the_applicants(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """该申请人在海关的编码是 {right}。 | This applicant's customs code is {right}."""
    right = on.known("organisation", filing.applicant_uscc, "customs_code")
    if filing.customs_code and right and filing.customs_code != right:
        yield "customs_code", {"right": right}


@rule("not-a-district", basis="order-236#where")
def the_office_is_a_district(filing: Filing) -> Iterator[Finding]:
    """应向直属海关（{district}）提出，不是其隶属海关。
    | Apply to the customs district ({district}), not to an office of it.
    """
    district = table("customs-district").entries[filing.office].attributes.get("parent")
    if district:
        yield "office", {"district": table("customs-district").name(district)}


@rule("value-renamed", basis="order-273#dutiable-value", since=RENAMED)
def value_has_its_new_name(filing: Filing) -> Iterator[Finding]:
    """
    2024年12月1日起“完税价格”改称“计税价格”，请选计税价格相关要素。
    | Since 1 December 2024 the law speaks of the value for duty; choose that.
    """
    if filing.matter == DUTIABLE:
        yield "matter"


@rule("value-not-yet-renamed", basis="order-236#matters", until=BEFORE)
def value_has_its_old_name(filing: Filing) -> Iterator[Finding]:
    """
    2024年12月1日以前称“完税价格”，请选完税价格相关要素。
    | Until 30 November 2024 the law speaks of the dutiable value; choose that.
    """
    if filing.matter == TAXABLE:
        yield "matter"


@rule("already-traded", basis="order-236#when")
def the_trade_lies_ahead(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """应在货物进出口之前申请。 | Apply before the goods are imported or exported."""
    if filing.planned_on <= on.day:
        yield "planned_on"


@rule("less-than-three-months", basis="order-236#when")
def applied_three_months_ahead(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """
    应在拟进出口 {months} 个月前申请；有正当理由的请选理由。
    | Apply {months} months before the planned trade, or choose the good cause for applying later.
    """
    months = int(on.terms.number("months-ahead"))
    if filing.late_cause == NONE and on.day < filing.planned_on < months_after(on.day, months):
        yield "planned_on", {"months": months}


@rule("cause-unexplained", basis="order-236#when")
def a_cause_is_explained(filing: Filing) -> Iterator[Finding]:
    """请说明不足三个月才申请的理由。 | Explain the cause for applying less than three months ahead."""
    if filing.late_cause != NONE and filing.late_details is None:
        yield "late_details"


@rule("already-ruled", basis="order-236#refuse")
def the_matter_is_new(filing: Filing) -> Iterator[Finding]:
    """同一事项已在办理或已有裁定，不能再申请。
    | The same matter is already before customs or ruled on: it cannot be applied for again.
    """
    if filing.earlier:
        yield "earlier"


@rule("matter-untold", basis="order-236#materials")
def the_matter_is_told(filing: Filing) -> Iterator[Finding]:
    """申请“{matter}”，须填写这部分资料。 | To apply for “{matter}” this part is needed."""
    block = BLOCKS[filing.matter]
    if getattr(filing, block) is None:
        yield block, {"matter": MATTERS.options[filing.matter]}


@rule("one-matter", basis="order-236#where")
def one_application_one_matter(filing: Filing) -> Iterator[Finding]:
    """一份申请只能包含一类事项；本部分请另行申请。 | One application, one matter; apply for this one separately."""
    wanted = BLOCKS[filing.matter]
    for block in dict.fromkeys(BLOCKS.values()):
        if block != wanted and getattr(filing, block) is not None:
            yield block


@rule("agreement-missing", basis="order-236#matters")
def originating_status_is_under_an_agreement(filing: Filing) -> Iterator[Finding]:
    """申请原产资格须填优惠贸易协定。 | Originating status is under a trade agreement; say which."""
    if filing.matter == STATUS and filing.origin and filing.origin.agreement is None:
        yield "origin", "agreement"


@rule("shares-above-hundred", basis="order-236#materials")
def shares_make_a_hundred_at_most(filing: Filing) -> Iterator[Finding]:
    """各材料价值占比之和为 {total}%，不能超过 100%。 | The shares of the materials add up to {total} %, above 100 %."""
    total = sum(material.share for material in filing.origin.materials) if filing.origin else 0
    if total > 100:
        yield ("origin", "materials"), {"total": total}


@rule("elements-missing", basis="order-236#matters")
def elements_of_value_are_named(filing: Filing) -> Iterator[Finding]:
    """请选择要裁定的价格要素。 | Choose the elements of value to rule on."""
    if filing.matter in (DUTIABLE, TAXABLE) and filing.value and not filing.value.elements:
        yield "value", "elements"


@rule("passage-missing", basis="order-236#secrets", each="secrets")
def a_secret_passage_is_quoted(secret: Secret) -> Iterator[Finding]:
    """请填须隐去的文字。 | Quote the words to leave out."""
    if secret.item == "passage" and secret.passage is None:
        yield "passage"


RULES: tuple[Rule, ...] = (
    the_applicant_is_registered,
    the_applicant_is_filed,
    the_code_is_the_applicants,
    the_office_is_a_district,
    value_has_its_new_name,
    value_has_its_old_name,
    the_trade_lies_ahead,
    applied_three_months_ahead,
    a_cause_is_explained,
    the_matter_is_new,
    the_matter_is_told,
    one_application_one_matter,
    originating_status_is_under_an_agreement,
    shares_make_a_hundred_at_most,
    elements_of_value_are_named,
    a_secret_passage_is_quoted,
)
