"""Rules on supervision mode, levy nature, duty treatment and filing number."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.procedures._declaration.completion import is_summary
from kouan.procedures._declaration.direction import Direction
from kouan.procedures._declaration.goods import GoodsLine
from kouan.procedures._declaration.kinds import (
    BLANK_LEVY,
    FILING_KINDS,
    ITEMISED,
    LEVY_DUTIES,
    MODE_LEVIES,
    ORDINARY_TRADE,
    PROCESSING,
    RELIEF,
    RETURNS,
    TRANSFERS,
)
from kouan.procedures._declaration.shape import Declaration
from kouan.procedures._declaration.words import named


def mode_rules(direction: Direction) -> tuple[Rule, ...]:
    """Supervision modes that only the other direction has."""

    @rule("mode-direction", basis="gacc-2019-18#head-13")
    def the_mode_suits_the_direction(filing: Declaration) -> Iterator[Finding]:
        """监管方式 {mode} 不用于{direction}。 | Supervision mode {mode} is not used for {direction}."""
        if filing.supervision_mode in direction.foreign_modes:
            mode = named("supervision-mode", filing.supervision_mode)
            yield "supervision_mode", {"mode": mode, "direction": direction.words}

    return (the_mode_suits_the_direction,)


@rule("levy-nature", basis="gacc-2019-18#head-14")
def the_levy_nature_is_given(filing: Declaration, on: Circumstances) -> Iterator[Finding]:
    """监管方式 {mode} 须填征免性质。 | Supervision mode {mode} needs a levy nature."""
    if filing.levy_nature is None and filing.supervision_mode not in BLANK_LEVY and not is_summary(filing, on):
        yield "levy_nature", {"mode": named("supervision-mode", filing.supervision_mode)}


def _levy_words(filing: Declaration) -> dict[str, object]:
    return {
        "mode": named("supervision-mode", filing.supervision_mode),
        "levy": named("levy-nature", filing.levy_nature or ""),
        "fits": "、".join(sorted(MODE_LEVIES[filing.supervision_mode])),
    }


def _levy_fits(filing: Declaration) -> bool:
    fitting = MODE_LEVIES.get(filing.supervision_mode)
    return fitting is None or filing.levy_nature is None or filing.levy_nature in fitting


@rule("levy-for-mode", basis="gacc-2019-18#logic-regime")
def the_levy_nature_fits_the_mode(filing: Declaration) -> Iterator[Finding]:
    """征免性质 {levy} 与监管方式 {mode} 不相容，可用：{fits}。
    | Levy nature {levy} does not go with {mode}; these do: {fits}.
    """
    if filing.supervision_mode != ORDINARY_TRADE and not _levy_fits(filing):
        yield "levy_nature", _levy_words(filing)


@rule("levy-unusual", basis="gacc-2019-18#logic-regime", severity="warning")
def the_levy_nature_is_usual(filing: Declaration) -> Iterator[Finding]:
    """一般贸易通常不用征免性质 {levy}，请核对；常用：{fits}。
    | Ordinary trade rarely has {levy}, please check; usual: {fits}.
    """
    if filing.supervision_mode == ORDINARY_TRADE and not _levy_fits(filing):
        yield "levy_nature", _levy_words(filing)


@rule("duty-for-levy", basis="gacc-2019-18#logic-regime", each="lines")
def the_duty_treatment_fits(line: GoodsLine, filing: Declaration) -> Iterator[Finding]:
    """征免 {duty} 与征免性质 {levy} 不相容，可用：{fits}。
    | Duty treatment {duty} does not go with levy nature {levy}; these do: {fits}.
    """
    fitting = LEVY_DUTIES.get((filing.supervision_mode, filing.levy_nature or ""))
    if fitting and line.duty_mode and line.duty_mode not in fitting:
        yield (
            "duty_mode",
            {
                "duty": named("duty-mode", line.duty_mode),
                "levy": named("levy-nature", filing.levy_nature or ""),
                "fits": "、".join(sorted(fitting)),
            },
        )


@rule("filing-number", basis="gacc-2019-18#logic-record")
def the_filing_number_is_given(filing: Declaration, on: Circumstances) -> Iterator[Finding]:
    """监管方式 {mode} 须填备案号（首字母 {kinds}）。
    | Supervision mode {mode} needs a filing number beginning with {kinds}.
    """
    kinds = FILING_KINDS.get(filing.supervision_mode)
    if kinds and filing.filing_number is None and not is_summary(filing, on):
        yield "filing_number", {"mode": named("supervision-mode", filing.supervision_mode), "kinds": " / ".join(kinds)}


@rule("filing-number-kind", basis="gacc-2019-18#logic-record", given="filing_number")
def the_filing_number_is_of_the_kind(filing: Declaration) -> Iterator[Finding]:
    """备案号 {number} 的种类与监管方式 {mode} 不符。 | Filing number {number} is not of a kind that {mode} uses."""
    number, mode = filing.filing_number, filing.supervision_mode
    if number is None:
        return
    kinds = FILING_KINDS.get(mode)
    wrong = number[0] not in kinds if kinds else mode == ORDINARY_TRADE and number[0] in PROCESSING
    if wrong:
        yield "filing_number", {"number": number, "mode": named("supervision-mode", mode)}


@rule("relief-certificate", basis="gacc-2019-18#logic-record")
def relief_has_its_certificate(filing: Declaration) -> Iterator[Finding]:
    """征免性质 {levy} 凭征免税证明办理，备案号须填 Z 字头编号。
    | Levy nature {levy} rests on a relief certificate; give its Z number.
    """
    if filing.levy_nature in RELIEF and filing.filing_number is None and filing.supervision_mode not in FILING_KINDS:
        yield "filing_number", {"levy": named("levy-nature", filing.levy_nature or "")}


@rule("filing-item", basis="gacc-2019-18#line-number", each="lines")
def lines_name_their_item(line: GoodsLine, filing: Declaration, on: Circumstances) -> Iterator[Finding]:
    """备案号 {number} 项下的商品须填备案序号。 | Goods under filing {number} need their item number in it."""
    number = filing.filing_number
    if line.filing_item is None and number and number[0] in ITEMISED and not is_summary(filing, on):
        yield "filing_item", {"number": number}


@rule("filing-item-alone", basis="gacc-2019-18#line-number", each="lines", given="filing_item")
def no_item_without_a_filing(line: GoodsLine, filing: Declaration) -> Iterator[Finding]:
    """没有备案号，备案序号 {item} 应留空。 | Without a filing number, item {item} stays empty."""
    if filing.filing_number is None:
        yield "filing_item", {"item": line.filing_item}


@rule("related-declaration", basis="gacc-2019-18#head-28")
def returns_name_the_first_declaration(filing: Declaration, on: Circumstances) -> Iterator[Finding]:
    """监管方式 {mode} 须填关联报关单号（原进出口报关单）。
    | Supervision mode {mode} needs the number of the original declaration.
    """
    if filing.supervision_mode in RETURNS and filing.related_declaration is None and not is_summary(filing, on):
        yield "related_declaration", {"mode": named("supervision-mode", filing.supervision_mode)}


@rule("related-filing", basis="gacc-2019-18#head-28")
def transfers_name_the_other_filing(filing: Declaration, on: Circumstances) -> Iterator[Finding]:
    """监管方式 {mode} 须填关联备案号（对方手册或账册）。
    | Supervision mode {mode} needs the other side's filing number.
    """
    if filing.supervision_mode in TRANSFERS and filing.related_filing is None and not is_summary(filing, on):
        yield "related_filing", {"mode": named("supervision-mode", filing.supervision_mode)}


@rule("related-filing-other", basis="gacc-2019-18#head-28", given="related_filing")
def the_related_filing_is_another(filing: Declaration) -> Iterator[Finding]:
    """关联备案号 {number} 不能就是本单的备案号。
    | Related filing {number} must be another than this declaration's own.
    """
    if filing.related_filing == filing.filing_number:
        yield "related_filing", {"number": filing.related_filing}


RULES: tuple[Rule, ...] = (
    the_levy_nature_is_given,
    the_levy_nature_fits_the_mode,
    the_levy_nature_is_usual,
    the_duty_treatment_fits,
    the_filing_number_is_given,
    the_filing_number_is_of_the_kind,
    relief_has_its_certificate,
    lines_name_their_item,
    no_item_without_a_filing,
    returns_name_the_first_declaration,
    transfers_name_the_other_filing,
    the_related_filing_is_another,
)
