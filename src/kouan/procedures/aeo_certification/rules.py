"""Demands on an application: the level, the firm, a self-assessment that is whole and passes."""

from collections.abc import Iterator, Sequence
from datetime import date

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.procedures._application.rows import repeated
from kouan.procedures.aeo_certification.form import ADVANCED, CERTIFIED, CERTIFY, Filing
from kouan.procedures.aeo_certification.standard import (
    EVERYBODYS,
    ITEMS,
    MET,
    NOT_APPLICABLE,
    NOT_MET,
    TRADES,
    Answer,
    TradeAnswer,
    points,
)

BEFORE = date(2026, 3, 31)
DISCREDITED = frozenset({"discredited", "seriously-discredited"})


def total(filing: Filing) -> int:
    """The firm's own score: a hundred less what items not fully met take off."""
    rows: Sequence[Answer | TradeAnswer] = (*filing.answers, *filing.special)
    return 100 + sum(points(row.score) for row in rows)


def unmet(filing: Filing) -> list[tuple[str, int]]:
    """Where an item is not met at all: list and place."""
    lists: dict[str, Sequence[Answer | TradeAnswer]] = {"answers": filing.answers, "special": filing.special}
    return [(name, at) for name, rows in lists.items() for at, row in enumerate(rows) if row.score == NOT_MET]


@rule("level-not-yet", basis="order-282#levels", until=BEFORE)
def the_certified_level_exists(filing: Filing) -> Iterator[Finding]:
    """“认证企业”等级自 2026-04-01 起设立，此前只能申请高级认证。
    | The certified level exists since 1 April 2026; before that only the advanced level can be applied for.
    """
    if filing.level == CERTIFIED:
        yield "level"


@rule("discredited", basis="order-282#grading")
def a_discredited_firm_restores_its_credit_first(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """失信企业不能申请认证，请先办理信用修复。 | A discredited firm has its credit restored before it applies."""
    if on.known("organisation", filing.applicant_uscc, "credit") in DISCREDITED:
        yield "applicant_uscc"


@rule("level-held", basis="order-282#levels")
def the_level_is_not_held_already(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """企业已是该等级或更高等级，无须申请。 | The firm holds this level, or a higher one, already."""
    held = on.known("organisation", filing.applicant_uscc, "credit")
    if held in (ADVANCED, filing.level):
        yield "level"


@rule("not-small", basis="order-282#certified", severity="warning")
def the_certified_level_is_for_smaller_firms(filing: Filing) -> Iterator[Finding]:
    """“认证企业”主要面向中小企业；大型企业建议申请高级认证。
    | The certified level is meant for smaller firms; a large one may rather apply for the advanced level.
    """
    if filing.level == CERTIFIED and not filing.is_small:
        yield "level"


@rule("item-twice", basis="aeo-standard#general")
def an_item_is_scored_once(filing: Filing) -> Iterator[Finding]:
    """“{item}”自评了两次，请留一行。 | “{item}” is scored twice; keep one row."""
    for at, item in repeated(filing.answers, "item"):
        yield ("answers", at, "item"), {"item": ITEMS.options[item]}


@rule("item-unscored", basis="aeo-standard#general")
def every_item_is_scored(filing: Filing) -> Iterator[Finding]:
    """尚未自评：“{item}”；通用标准每项都要自评。 | “{item}” is not scored; every item of the general standard is."""
    scored = {answer.item for answer in filing.answers}
    if len(scored) == len(filing.answers):
        for item, words in ITEMS.options.items():
            if item not in scored:
                yield "answers", {"item": words}


@rule("trade-twice", basis="aeo-standard#special")
def a_trade_is_scored_once(filing: Filing) -> Iterator[Finding]:
    """“{trade}”自评了两次，请留一行。 | “{trade}” is scored twice; keep one row."""
    for at, trade in repeated(filing.special, "trade"):
        yield ("special", at, "trade"), {"trade": TRADES.options[trade]}


@rule("trade-unscored", basis="aeo-standard#special")
def every_trade_is_scored(filing: Filing) -> Iterator[Finding]:
    """经营“{trade}”的须自评该单项标准。 | A firm in “{trade}” scores that special standard."""
    scored = {answer.trade for answer in filing.special}
    for at, trade in enumerate(filing.trades):
        if trade not in scored:
            yield ("trades", at), {"trade": TRADES.options[trade]}


@rule("trade-undeclared", basis="aeo-standard#special", each="special")
def only_own_trades_are_scored(answer: TradeAnswer, filing: Filing) -> Iterator[Finding]:
    """经营类别中没有“{trade}”，请补选或删除本行。 | “{trade}” is not among the trades; add it or remove this row."""
    if answer.trade not in filing.trades:
        yield "trade", {"trade": TRADES.options[answer.trade]}


@rule("evidence-missing", basis="aeo-standard#score", each="answers")
def what_falls_short_is_explained(answer: Answer) -> Iterator[Finding]:
    """未完全达标的，请写明依据或整改计划。 | Say why an item falls short, or how it will be met."""
    if answer.score not in (MET, NOT_APPLICABLE) and answer.evidence is None:
        yield "evidence"


@rule("evidence-missing", basis="aeo-standard#score", each="special")
def what_falls_short_in_a_trade_is_explained(answer: TradeAnswer) -> Iterator[Finding]:
    """未完全达标的单项标准，请写明依据或整改计划。 | Say why a special standard falls short, or how it will be met."""
    if answer.score not in (MET, NOT_APPLICABLE) and answer.evidence is None:
        yield "evidence"


@rule("always-applies", basis="aeo-standard#general", each="answers")
def what_holds_for_every_firm_is_scored(answer: Answer) -> Iterator[Finding]:
    """“{item}”适用于所有企业，不能填“不适用”，请按实际评分。
    | “{item}” applies to every firm and is scored; “does not apply” is no answer.
    """
    if answer.item in EVERYBODYS and answer.score == NOT_APPLICABLE:
        yield "score", {"item": ITEMS.options[answer.item]}


@rule("always-applies", basis="aeo-standard#special", each="special")
def what_a_firm_is_in_applies(answer: TradeAnswer, filing: Filing) -> Iterator[Finding]:
    """企业经营“{trade}”，该单项标准适用，请按实际评分。
    | The firm is in “{trade}”, so that standard applies to it and is scored.
    """
    if answer.score == NOT_APPLICABLE and answer.trade in filing.trades:
        yield "score", {"trade": TRADES.options[answer.trade]}


@rule("item-not-met", basis="aeo-standard#score")
def nothing_is_unmet(filing: Filing) -> Iterator[Finding]:
    """申请认证不能有不达标项；请先整改，或改为申请培育。
    | No item may be unmet in an application; put it right first, or ask to be fostered.
    """
    if filing.wish == CERTIFY:
        yield from ((name, at, "score") for name, at in unmet(filing))


@rule("score-low", basis="aeo-standard#score")
def the_score_passes(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """自评 {total} 分，申请认证须达到 {least} 分；请先整改，或改为申请培育。
    | The firm scores {total}; {least} are needed to apply. Put items right first, or ask to be fostered.
    """
    least, found = on.terms.number("pass-mark"), total(filing)
    if filing.wish == CERTIFY and found < least and not unmet(filing):
        yield "answers", {"total": found, "least": least}


@rule("assessed-ahead", basis="aeo-standard#general")
def the_assessment_is_done(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """自评日期不能晚于今日。 | The assessment cannot be of a day to come."""
    if filing.assessed_on > local_date(on.moment):
        yield "assessed_on"


RULES: tuple[Rule, ...] = (
    the_certified_level_exists,
    a_discredited_firm_restores_its_credit_first,
    the_level_is_not_held_already,
    the_certified_level_is_for_smaller_firms,
    an_item_is_scored_once,
    every_item_is_scored,
    a_trade_is_scored_once,
    every_trade_is_scored,
    only_own_trades_are_scored,
    what_falls_short_is_explained,
    what_falls_short_in_a_trade_is_explained,
    what_holds_for_every_firm_is_scored,
    what_a_firm_is_in_applies,
    nothing_is_unmet,
    the_score_passes,
    the_assessment_is_done,
)


@rule("not-yet-certifying", basis="guangzhou-2019#26")
def after_fostering_comes_certification(filing: Filing) -> Iterator[Finding]:
    """培育后重新自评时，申请内容应改为“申请认证”。
    | Assessed anew after fostering, the firm applies for certification.
    """
    if filing.wish != CERTIFY:
        yield "wish"


@rule("another-firm", basis="guangzhou-2019#26")
def the_firm_that_was_fostered_applies(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """列入培育名单的是 {name}，重新自评的应是同一企业。
    | {name} was put on the list and fostered; the firm assessed anew is the same.
    """
    before = on.before
    if isinstance(before, Filing) and before.applicant_uscc != filing.applicant_uscc:
        yield "applicant_uscc", {"name": before.applicant_name}


REASSESSED_RULES: tuple[Rule, ...] = (after_fostering_comes_certification, the_firm_that_was_fostered_applies)
