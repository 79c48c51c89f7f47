"""Demands on an application: a finding that can be repaired, the period since it, nothing owed."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.procedures._application.months import months_after
from kouan.procedures.credit_repair.form import (
    BRIBERY,
    CRIME,
    FINE_OWED,
    GROUNDS,
    OWING,
    REPEATED,
    RESISTED,
    SMUGGLING,
    TAX_OWED,
    Filing,
)

NEVER = frozenset({CRIME, BRIBERY})
"""Grounds for which no application is provided; customs restore these on their own after two years."""
WAIT = {
    SMUGGLING: "months-smuggling",
    RESISTED: "months-smuggling",
    REPEATED: "months-repeated",
    TAX_OWED: "months-owing",
    FINE_OWED: "months-owing",
}
"""Ground → the term that says how many months must have passed."""
SEVERE = "seriously-discredited"
DISCREDITED = frozenset({"discredited", SEVERE})


def is_severe(filing: Filing, on: Circumstances) -> bool:
    """Whether the firm is on the severe list, by what it says or by customs' record."""
    return filing.severe or on.known("organisation", filing.applicant_uscc, "credit") == SEVERE


@rule("not-discredited", basis="credit-repair#apply")
def the_firm_is_discredited(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """海关记录中该企业不是失信企业，无须修复。
    | By customs' record the firm is not discredited: nothing is to be repaired.
    """
    level = on.known("organisation", filing.applicant_uscc, "credit")
    if level and level not in DISCREDITED:
        yield "applicant_uscc"


@rule("on-the-severe-list", basis="credit-repair#severe")
def the_severely_discredited_do_not_apply(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """列入严重失信主体名单的不能申请修复，连续二年未再失信的由海关移出。
    | Firms on the severe list cannot apply; customs take them off after two years without a new finding.
    """
    if is_severe(filing, on):
        yield "severe"


@rule("ground-not-repairable", basis="credit-repair#grounds")
def the_ground_can_be_repaired(filing: Filing) -> Iterator[Finding]:
    """“{ground}”不能依申请修复，连续二年未再失信的由海关主动修复。
    | “{ground}” is not repaired on application; customs do so after two years without a new finding.
    """
    if filing.ground in NEVER:
        yield "ground", {"ground": GROUNDS.options[filing.ground]}


@rule("period-running", basis="credit-repair#periods")
def the_period_has_passed(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """该情形须认定满 {months} 个月方可申请，最早为 {first}。
    | On this ground {months} months must have passed since the finding; apply from {first}.
    """
    term = WAIT.get(filing.ground)
    if term is None or filing.found_on > on.day or is_severe(filing, on):
        return
    months = int(on.terms.number(term))
    first = months_after(filing.found_on, months)
    if on.day < first:
        yield "found_on", {"months": months, "first": first}


@rule("found-ahead", basis="credit-repair#apply")
def the_finding_lies_behind(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """认定日期不能晚于今日。 | The finding cannot be of a day to come."""
    if filing.found_on > on.day:
        yield "found_on"


@rule("corrected-ahead", basis="credit-repair#apply")
def what_is_put_right_is_done(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """须先完成纠正再申请，完成日期不能晚于今日。 | Put things right first: that day cannot lie ahead."""
    if filing.corrected_on > local_date(on.moment):
        yield "corrected_on"


@rule("still-owing", basis="credit-repair#paid")
def nothing_is_owed(filing: Filing) -> Iterator[Finding]:
    """因“{ground}”失信的，须先缴清税款和罚没款。 | After “{ground}” all tax, fines and forfeits are paid first."""
    if filing.ground in OWING and not filing.paid:
        yield "paid", {"ground": GROUNDS.options[filing.ground]}


@rule("payment-unproved", basis="credit-repair#paid")
def a_payment_is_proved(filing: Filing) -> Iterator[Finding]:
    """已缴清的须填缴清日期和凭证编号。 | Say when it was paid, and the number of the receipt."""
    if filing.paid:
        yield from (name for name in ("paid_on", "payment") if getattr(filing, name) is None)


@rule("paid-ahead", basis="credit-repair#paid", given="paid_on")
def a_payment_lies_behind(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """缴清日期不能晚于今日；缴清以后再申请。 | It cannot be paid on a day to come; apply once it is."""
    if filing.paid_on and filing.paid_on > local_date(on.moment):
        yield "paid_on"


@rule("discredited-again", basis="credit-repair#periods")
def nothing_happened_since(filing: Filing) -> Iterator[Finding]:
    """认定后又有失信行为的，不能申请修复。 | A firm that was discredited again since then cannot apply."""
    if filing.repeated_since:
        yield "repeated_since"


@rule("no-promise", basis="credit-repair#apply")
def the_firm_promises(filing: Filing) -> Iterator[Finding]:
    """须作出守法承诺。 | The promise must be given."""
    if not filing.promise:
        yield "promise"


RULES: tuple[Rule, ...] = (
    the_firm_is_discredited,
    the_severely_discredited_do_not_apply,
    the_ground_can_be_repaired,
    the_period_has_passed,
    the_finding_lies_behind,
    what_is_put_right_is_done,
    nothing_is_owed,
    a_payment_is_proved,
    a_payment_lies_behind,
    nothing_happened_since,
    the_firm_promises,
)
