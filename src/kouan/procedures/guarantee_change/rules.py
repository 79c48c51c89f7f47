"""Demands on a change: whose guarantee it is, what the matter needs, what is in use cannot be taken away."""

from collections.abc import Iterator
from decimal import Decimal

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.procedures._guarantee.reading import guarantee, is_unknown, yuan
from kouan.procedures._guarantee.words import ENDED, SUSPENDED
from kouan.procedures.guarantee_change.form import BY_AMOUNT, END, EXTEND, LOWER, MATTERS, RAISE, Filing

FROM_GUARANTOR = frozenset({RAISE, EXTEND})
"""What the guarantor must agree to on paper."""
BY_HOLDER = frozenset({LOWER, END})


@rule("guarantee-unknown", basis="guarantee-regulation#change")
def the_guarantee_is_there(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """没有查到申请单位可以办理的担保 {number}，请核对编号。
    | No guarantee {number} of the applicant's is found; check its number.
    """
    if is_unknown(on, filing.guarantee):
        yield "guarantee", {"number": filing.guarantee}


@rule("not-a-party", basis="guarantee-regulation#change")
def the_applicant_is_its_holder_or_guarantor(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """{name}不是该担保的纳税企业或担保人，应由纳税企业或担保人申请。
    | {name} is neither the firm nor a guarantor of it; one of these applies.
    """
    known = guarantee(on, filing.guarantee)
    if known and filing.applicant_uscc not in (known.holder, *_guarantors(known.facts.get("guarantors", ()))):
        yield "applicant_uscc", {"name": filing.applicant_name}


def _guarantors(rows: object) -> list[str]:
    return [str(row["uscc"]) for row in rows] if isinstance(rows, list) else []


@rule("ended-already", basis="guarantee-regulation#release-guarantee")
def it_has_not_ended(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """担保 {number} 已解除，不能再变更；请重新提供担保。
    | Guarantee {number} is discharged and no longer changes; give a new one.
    """
    known = guarantee(on, filing.guarantee)
    if known and known.facts.get("state") == ENDED:
        yield "guarantee", {"number": filing.guarantee}


@rule("ran-out", basis="gacc-2017-45#valid")
def it_is_renewed_before_it_ends(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """担保已于 {until} 期满，不能再增加额度或延长；请重新提供担保。
    | It ended on {until} and is neither raised nor extended after that; give a new guarantee.
    """
    known = guarantee(on, filing.guarantee)
    until = known.facts.get("until") if known and known.facts.get("state") != ENDED else None
    if filing.matter in FROM_GUARANTOR and until and until < on.day.isoformat():
        yield "matter", {"until": until}


@rule("suspended", basis="guarantee-regulation#stop-general")
def it_is_not_taken_away_while_suspended(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """担保已暂停使用，恢复前不能减少或解除。
    | It is suspended; it is neither lowered nor discharged before it is used again.
    """
    known = guarantee(on, filing.guarantee)
    if known and filing.matter in BY_HOLDER and known.facts.get("state") == SUSPENDED:
        yield "matter"


@rule("holder-lowers", basis="guarantee-regulation#change")
def only_the_firm_lowers_or_ends_it(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """“{matter}”由纳税企业申请，担保人不能单方办理。
    | “{matter}” is for the firm to apply for, not for its guarantor alone.
    """
    known = guarantee(on, filing.guarantee)
    others = _guarantors(known.facts.get("guarantors", ())) if known else []
    if known and filing.matter in BY_HOLDER and filing.applicant_uscc in others:
        yield "matter", {"matter": MATTERS.options[filing.matter]}


@rule("amount-fits", basis="guarantee-regulation#change")
def an_amount_goes_with_more_or_less(filing: Filing) -> Iterator[Finding]:
    """增加或减少额度须填金额，其他变更不填金额。
    | An amount is given for more or less, and for nothing else.
    """
    if (filing.matter in BY_AMOUNT) != (filing.amount is not None):
        yield "amount"


@rule("day-fits", basis="gacc-2017-45#valid")
def a_day_goes_with_longer(filing: Filing) -> Iterator[Finding]:
    """延长有效期须填新的有效期止，其他变更不填。 | A day is given for longer, and for nothing else."""
    if (filing.matter == EXTEND) != (filing.valid_to is not None):
        yield "valid_to"


@rule("endorsement-number", basis="guarantee-regulation#change")
def the_guarantor_agrees_on_paper(filing: Filing) -> Iterator[Finding]:
    """增加额度或延长有效期须填担保人的批单、变更函编号。
    | For more or longer give the number of the guarantor's endorsement.
    """
    if filing.matter in FROM_GUARANTOR and not filing.instrument:
        yield "instrument"


@rule("not-longer", basis="gacc-2017-45#valid")
def longer_is_later(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """新的有效期止须晚于现在的 {until}。 | It holds until {until}; the new day must be later."""
    known = guarantee(on, filing.guarantee)
    until = known.facts.get("until") if known else None
    if filing.valid_to and until and filing.valid_to.isoformat() <= until:
        yield "valid_to", {"until": until}


@rule("in-use", basis="guarantee-regulation#change")
def what_is_in_use_stays(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """最多可减少 {left}：其余已被占用。 | At most {left} can be taken away: the rest is in use."""
    known = guarantee(on, filing.guarantee)
    if known and filing.matter == LOWER and filing.amount and filing.amount > known.left:
        yield "amount", {"left": yuan(known.left)}


@rule("nothing-remains", basis="guarantee-regulation#release-guarantee")
def a_guarantee_of_nothing_is_ended(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """减少后没有余额，请改选解除担保。 | Nothing would remain of it; have it discharged instead."""
    known = guarantee(on, filing.guarantee)
    if known and filing.matter == LOWER and filing.amount == known.left == known.granted:
        yield "matter"


@rule("still-in-use", basis="guarantee-regulation#release-guarantee")
def nothing_is_secured_when_it_ends(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """还有 {reserved} 税款由其担保，缴清后方可解除。
    | It still secures {reserved} of duty; it is discharged once that is paid.
    """
    known = guarantee(on, filing.guarantee)
    reserved = Decimal(str(known.facts.get("reserved", 0))) if known else Decimal(0)
    if filing.matter == END and reserved and known and known.facts.get("state") != SUSPENDED:
        yield "matter", {"reserved": yuan(reserved)}


RULES: tuple[Rule, ...] = (
    the_guarantee_is_there,
    the_applicant_is_its_holder_or_guarantor,
    it_has_not_ended,
    it_is_renewed_before_it_ends,
    it_is_not_taken_away_while_suspended,
    only_the_firm_lowers_or_ends_it,
    an_amount_goes_with_more_or_less,
    a_day_goes_with_longer,
    the_guarantor_agrees_on_paper,
    longer_is_later,
    what_is_in_use_stays,
    a_guarantee_of_nothing_is_ended,
    nothing_is_secured_when_it_ends,
)
