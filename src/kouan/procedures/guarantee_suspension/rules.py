"""Demands on stopping a guarantee: it is general, still there, the firm's; the ground is on record."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.procedures._cargo.rules import the_declaration_is_an_import
from kouan.procedures._guarantee.reading import guarantee, is_unknown
from kouan.procedures._guarantee.words import ENDED
from kouan.procedures.guarantee_suspension.form import DISCREDITED, GROUNDS, OF_GUARANTOR, UNMET, Filing, Remedy

BAD_CREDIT = frozenset({"discredited", "seriously-discredited"})


@rule("guarantee-unknown", basis="guarantee-regulation#stop-general")
def the_guarantee_is_there(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """没有查到担保 {number}，请核对编号。 | No guarantee {number} is found; check its number."""
    if is_unknown(on, filing.guarantee):
        yield "guarantee", {"number": filing.guarantee}


@rule("not-the-holder", basis="guarantee-regulation#stop-general")
def the_firm_uses_it(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """{name}不是担保 {number} 的纳税企业，该担保的纳税企业是 {holder}。
    | {name} is not the firm that guarantee {number} is for; that is {holder}.
    """
    known = guarantee(on, filing.guarantee)
    if known and known.holder and known.holder != filing.firm_uscc:
        yield "firm_uscc", {"name": filing.firm_name, "number": filing.guarantee, "holder": known.holder}


@rule("ended-already", basis="guarantee-regulation#release-guarantee")
def it_has_not_ended(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """担保 {number} 已解除，无须停止使用。 | Guarantee {number} is discharged; there is nothing to stop."""
    known = guarantee(on, filing.guarantee)
    if known and known.facts.get("state") == ENDED:
        yield "guarantee", {"number": filing.guarantee}


@rule("single", basis="guarantee-regulation#stop-general")
def only_a_general_guarantee_is_stopped(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """{number} 是单票担保；停止使用只适用于总担保。
    | {number} is for one shipment; only a general guarantee is stopped.
    """
    known = guarantee(on, filing.guarantee)
    if known and known.facts.get("rolling") is False:
        yield "guarantee", {"number": filing.guarantee}


@rule("guarantor-fits", basis="guarantee-regulation#stop-general")
def a_guarantor_goes_with_its_ground(filing: Filing) -> Iterator[Finding]:
    """理由在担保人一方的须填担保人，其他理由不填。
    | A guarantor is named where the ground lies with it, and not otherwise.
    """
    if (filing.ground in OF_GUARANTOR) != (filing.guarantor_uscc is not None):
        yield "guarantor_uscc"


@rule("not-a-guarantor", basis="guarantee-regulation#stop-general", given="guarantor_uscc")
def the_guarantor_answers_for_it(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """{uscc} 不是该担保的担保人，担保人是：{names}。 | {uscc} does not answer for this guarantee; {names} does."""
    known = guarantee(on, filing.guarantee)
    rows = known.facts.get("guarantors") if known else None
    if isinstance(rows, list) and filing.guarantor_uscc not in [row["uscc"] for row in rows]:
        names = ", ".join(f"{row['name']} {row['uscc']}" for row in rows)
        yield "guarantor_uscc", {"uscc": filing.guarantor_uscc, "names": names}


@rule("declaration-fits", basis="guarantee-regulation#stop-general")
def an_unmet_obligation_is_of_a_declaration(filing: Filing) -> Iterator[Finding]:
    """理由是企业未履行义务的须填报关单号，其他理由不填。
    | A declaration is named where the firm left its obligation unmet, and not otherwise.
    """
    if (filing.ground == UNMET) != (filing.declaration is not None):
        yield "declaration"


@rule("credit-is-good", basis="guarantee-regulation#stop-general")
def a_discredited_firm_is_on_record(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """{name}现在不是失信企业，不能以“{ground}”停止使用。
    | {name} is not discredited now; “{ground}” is no ground to stop it.
    """
    credit = on.known("organisation", filing.firm_uscc, "credit")
    if filing.ground == DISCREDITED and credit and credit not in BAD_CREDIT:
        yield "ground", {"name": filing.firm_name, "ground": GROUNDS.options[DISCREDITED]}


@rule("found-ahead", basis="guarantee-regulation#stop-general")
def it_was_found_already(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """发现日期不能晚于今日。 | It cannot have been found on a day to come."""
    if filing.found_on > on.day:
        yield "found_on"


@rule("done-ahead", basis="guarantee-regulation#stop-general")
def the_remedy_is_done(remedy: Remedy, on: Circumstances) -> Iterator[Finding]:
    """完成日期不能晚于今日；完成后再提交。 | It cannot be done on a day to come; hand this in once it is."""
    if remedy.done_on > local_date(on.moment):
        yield "done_on"


RULES: tuple[Rule, ...] = (
    the_guarantee_is_there,
    the_firm_uses_it,
    it_has_not_ended,
    only_a_general_guarantee_is_stopped,
    a_guarantor_goes_with_its_ground,
    the_guarantor_answers_for_it,
    an_unmet_obligation_is_of_a_declaration,
    the_declaration_is_an_import,
    a_discredited_firm_is_on_record,
    it_was_found_already,
)
REMEDY_RULES: tuple[Rule, ...] = (the_remedy_is_done,)
