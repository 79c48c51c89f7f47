"""Demands on a dispute: foreign, in time, on a way that the contract leaves open; and on a settlement."""

from collections.abc import Iterator
from datetime import date, timedelta

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.procedures._application.months import months_after
from kouan.procedures.trade_dispute.form import (
    ARBITRABLE,
    ARBITRATION,
    ARBITRATION_ELSEWHERE,
    ARBITRATION_HERE,
    COURT,
    COURT_ELSEWHERE,
    FOUR_YEARS,
    MEDIATION,
    Filing,
    Settlement,
)

YEAR = 12


def target(filing: Filing) -> tuple[str, str | None]:
    """Where the dispute goes unless mediation settles it, and the field that says so."""
    return ("afterwards", filing.afterwards) if filing.path == MEDIATION else ("path", filing.path)


def barred_after(filing: Filing, on: Circumstances) -> date:
    """The last day on which the claim is not time-barred."""
    years = on.terms.number("years-sale" if filing.kind in FOUR_YEARS else "years")
    return months_after(filing.arose_on, int(years) * YEAR)


@rule("not-foreign", basis="civil-procedure-law#foreign")
def the_dispute_is_foreign(filing: Filing) -> Iterator[Finding]:
    """双方都在境内的，须说明其他涉外因素；没有涉外因素的请向普通调解、仲裁或法院申请。
    | Where both parties are here, say what else is abroad; a dispute without that goes the ordinary way.
    """
    if filing.respondent_country == "CHN" and filing.foreign_element is None:
        yield "foreign_element"


@rule("arose-ahead", basis="civil-code#three-years")
def the_harm_is_known(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """知道权利受损害之日不能晚于今日。 | The harm cannot have become known on a day to come."""
    if filing.arose_on > local_date(on.moment):
        yield "arose_on"


@rule("arose-before-contract", basis="zhanjiang-2022#23")
def the_contract_came_first(filing: Filing) -> Iterator[Finding]:
    """合同签订日期晚于纠纷发生，请核对。 | The contract is later than the harm; please check."""
    if filing.contract_on > filing.arose_on:
        yield "contract_on"


@rule("time-barred", basis="civil-code#three-years", severity="warning")
def the_claim_is_in_time(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """诉讼、仲裁时效可能已于 {last} 届满，对方可以据此抗辩；有中断、中止情形的请在事实中说明。
    | The claim may be barred since {last}, and the other side may say so; tell in the facts what stopped time.
    """
    last = barred_after(filing, on)
    if on.day > last:
        yield "arose_on", {"last": last}


@rule("pending-elsewhere", basis="civil-procedure-law#arbitration-first")
def it_is_not_pending_elsewhere(filing: Filing) -> Iterator[Finding]:
    """同一纠纷已在其他机构仲裁或诉讼的，不再受理。 | What is pending elsewhere is not taken here."""
    if filing.pending:
        yield "pending"


@rule("institution-missing", basis="arbitration-law#agreement")
def an_institution_elsewhere_is_named(filing: Filing) -> Iterator[Finding]:
    """约定其他仲裁机构的，请填机构名称。 | Name the institution that was agreed on."""
    if filing.clause_agreed == ARBITRATION_ELSEWHERE and filing.institution is None:
        yield "institution"


@rule("arbitration-elsewhere", basis="arbitration-law#agreement")
def arbitration_is_where_it_was_agreed(filing: Filing) -> Iterator[Finding]:
    """合同约定由 {institution} 仲裁，应向该机构申请；这里可以先调解。
    | The contract provides for {institution}; apply there. Here it can be mediated first.
    """
    field, wished = target(filing)
    elsewhere = filing.clause_agreed == ARBITRATION_ELSEWHERE and not filing.agreed_later
    if wished == ARBITRATION and elsewhere and filing.institution:
        yield field, {"institution": filing.institution}


@rule("arbitration-unagreed", basis="arbitration-law#agreement")
def arbitration_is_agreed(filing: Filing) -> Iterator[Finding]:
    """没有仲裁协议不能仲裁；请双方先达成仲裁协议，或改选调解、诉讼。
    | Without an agreement there is no arbitration; agree to it first, or choose mediation or court.
    """
    field, wished = target(filing)
    if wished == ARBITRATION and filing.clause_agreed not in ARBITRABLE and not filing.agreed_later:
        yield field


@rule("court-despite-arbitration", basis="civil-procedure-law#arbitration-first")
def the_court_is_not_against_the_agreement(filing: Filing) -> Iterator[Finding]:
    """已有仲裁协议的不能起诉；请改选仲裁或调解。
    | Arbitration was agreed on, so it is not for the court; choose arbitration or mediation.
    """
    field, wished = target(filing)
    if wished == COURT and (filing.clause_agreed in ARBITRABLE or filing.agreed_later):
        yield field


@rule("court-abroad", basis="civil-procedure-law#foreign", severity="warning")
def a_court_abroad_is_pointed_out(filing: Filing) -> Iterator[Finding]:
    """合同约定由境外法院管辖，本地法院可能不予受理。
    | The contract provides for courts abroad; the court here may decline.
    """
    field, wished = target(filing)
    if wished == COURT and filing.clause_agreed == COURT_ELSEWHERE:
        yield field


@rule("afterwards-missing", basis="zhanjiang-2022#23")
def mediation_says_what_follows(filing: Filing) -> Iterator[Finding]:
    """选调解的，请选调解不成以后怎么办。 | With mediation, say what follows if it fails."""
    if filing.path == MEDIATION and filing.afterwards is None:
        yield "afterwards"


@rule("afterwards-needless", basis="zhanjiang-2022#23")
def only_mediation_has_something_after(filing: Filing) -> Iterator[Finding]:
    """直接仲裁或诉讼的，不填“调解不成以后”。 | What follows is told with mediation alone."""
    if filing.path != MEDIATION and filing.afterwards is not None:
        yield "afterwards"


@rule("later-needless", basis="arbitration-law#agreement")
def a_later_agreement_is_told_where_it_counts(filing: Filing) -> Iterator[Finding]:
    """合同已约定由本市仲裁委员会仲裁，不必再勾选事后达成。
    | The contract provides for the commission here already; no later agreement is needed.
    """
    if filing.agreed_later and filing.clause_agreed == ARBITRATION_HERE:
        yield "agreed_later"


@rule("email-missing", basis="zhanjiang-2022#23")
def online_needs_addresses(filing: Filing) -> Iterator[Finding]:
    """在线进行的，须填双方邮箱。 | Online, both need an e-mail address."""
    if filing.online:
        yield from (name for name in ("email", "respondent_email") if getattr(filing, name) is None)


RULES: tuple[Rule, ...] = (
    the_dispute_is_foreign,
    the_harm_is_known,
    the_contract_came_first,
    the_claim_is_in_time,
    it_is_not_pending_elsewhere,
    an_institution_elsewhere_is_named,
    arbitration_is_where_it_was_agreed,
    arbitration_is_agreed,
    the_court_is_not_against_the_agreement,
    a_court_abroad_is_pointed_out,
    mediation_says_what_follows,
    only_mediation_has_something_after,
    a_later_agreement_is_told_where_it_counts,
    online_needs_addresses,
)


@rule("signed-ahead", basis="civil-procedure-law#confirm")
def the_settlement_is_signed(settlement: Settlement, on: Circumstances) -> Iterator[Finding]:
    """签署日期不能晚于今日。 | It cannot have been signed on a day to come."""
    if settlement.signed_on > local_date(on.moment):
        yield "signed_on"


@rule("confirm-late", basis="civil-procedure-law#confirm")
def confirmation_is_asked_for_in_time(settlement: Settlement, on: Circumstances) -> Iterator[Finding]:
    """司法确认应自协议生效起 {days} 日内共同申请，已于 {last} 届满。
    | Confirmation is asked for within {days} days of the agreement; that ended on {last}.
    """
    days = int(on.terms.number("confirm-days"))
    last = settlement.signed_on + timedelta(days=days)
    if settlement.confirm and local_date(on.moment) > last:
        yield "confirm", {"days": days, "last": last}


@rule("performed-first", basis="civil-procedure-law#confirm")
def it_is_performed_after_it_is_signed(settlement: Settlement) -> Iterator[Finding]:
    """履行期限不能早于签署日期。 | It cannot have to be performed before it was signed."""
    if settlement.perform_by < settlement.signed_on:
        yield "perform_by"


SETTLEMENT_RULES: tuple[Rule, ...] = (
    the_settlement_is_signed,
    confirmation_is_asked_for_in_time,
    it_is_performed_after_it_is_signed,
)
