"""Demands on a report: what may be disclosed, by when, how often, and that its figures can be followed."""

from collections.abc import Iterator
from datetime import date

from kouan.blueprint import Circumstances, Finding, Rule, Text, rule
from kouan.procedures._application.months import months_after
from kouan.procedures._application.rows import repeated
from kouan.procedures.voluntary_disclosure.acts import (
    CONSUMPTION,
    ITEMS,
    ITEMS_OF,
    KINDS,
    LICENCE,
    MONEY,
    REBATE,
    Act,
    Earlier,
    short,
)
from kouan.procedures.voluntary_disclosure.form import Filing


def month_of(day: date, since: date) -> int:
    """Which month counted from ``since`` the day lies in: the first runs to the same day of the next month."""
    months = (day.year - since.year) * 12 + day.month - since.month
    return max(months + (months_after(since, months) < day), 1)


def last_day(act: Act, on: Circumstances) -> date:
    """The last day on which the act can be disclosed."""
    return months_after(act.happened_on, int(on.terms.number("window")))


@rule("disclosed-too-late", basis="gacc-2023-127#two-years", each="acts")
def disclosed_within_two_years(act: Act, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """
    {since} 的行为，{months} 个月披露期至 {last} 届满，{day} 已是第 {nth} 个月，不能免罚；请另函报告并补税，可从轻。
    | The act is of {since}; the {months} months to disclose it ended on {last}, and {day} is in month {nth}, so it is
    no longer exempt. Take it out of this report, tell customs of it by letter and pay the tax: Article 26 of the Audit
    Regulation still makes the penalty lighter.
    """
    last = last_day(act, on)
    if on.day > last:
        months = on.terms.number("window")
        nth = month_of(on.day, act.happened_on)
        values = {"since": act.happened_on, "months": months, "last": last, "day": on.day, "nth": nth}
        yield "happened_on", values


@rule("act-ahead", basis="gacc-2023-127#report", each="acts")
def the_act_has_happened(act: Act, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """违规发生日期不能晚于今日。 | The act cannot be of a day to come."""
    if act.happened_on > on.day:
        yield "happened_on"


@rule("act-before-declaration", basis="customs-numbers#declaration-18", each="acts")
def the_act_is_not_before_its_declaration(act: Act, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """报关单是 {year} 年的，违规发生日期不能更早。 | The declaration is of {year}; the act cannot be earlier."""
    year = act.declaration[4:8]
    if act.happened_on.year < int(year) and on.day <= last_day(act, on):
        yield "happened_on", {"year": year}


@rule("act-twice", basis="gacc-2023-127#report")
def an_act_is_reported_once(filing: Filing) -> Iterator[Finding]:
    """报关单 {number} 的同一项已经填过，请合并为一行。
    | That line of declaration {number} is reported already; make one row of both.
    """
    for at, number in repeated(filing.acts, "declaration", "line"):
        yield ("acts", at, "declaration"), {"number": number}


@rule("amounts-missing", basis="gacc-2023-127#caps", each="acts")
def money_owed_is_stated(act: Act, filing: Filing) -> Iterator[Finding]:
    """涉及税款或退税的，须填应缴（应退）和已缴（已退）税款。
    | Where tax or a rebate is concerned, say what was due and what was paid or had.
    """
    if filing.kind in MONEY:
        yield from (name for name in ("due", "settled") if getattr(act, name) is None)


@rule("nothing-short", basis="gacc-2023-127#caps", each="acts")
def something_was_short(act: Act, filing: Filing) -> Iterator[Finding]:
    """
    按所填数额没有少缴税款（或多退税款）；请核对，或改选影响统计等其他性质。
    | By these figures no tax was short and no rebate too much; check them, or choose another nature of the act.
    """
    stated = act.due is not None and act.settled is not None
    if filing.kind in MONEY and stated and short(filing.kind, act) <= 0:
        yield "settled"


@rule("rebate-of-import", basis="customs-numbers#declaration-18", each="acts")
def a_rebate_is_of_an_export(act: Act, filing: Filing) -> Iterator[Finding]:
    """影响出口退税的须是出口报关单（第 9 位为 0 或 E）。
    | A rebate follows an export declaration, whose ninth character is 0 or E.
    """
    if filing.kind == REBATE and act.declaration[8] not in "0E":
        yield "declaration"


@rule("found-first", basis="audit-regulation#voluntary")
def customs_has_not_found_it(filing: Filing) -> Iterator[Finding]:
    """
    海关已发现或已通知稽查、核查、查验的，不属主动披露；请按海关通知办理。
    | What customs has found, or announced it will look into, is not disclosed voluntarily; follow customs' notice.
    """
    if filing.found_by_customs:
        yield "found_by_customs"


@rule("crime-outside", basis="gacc-2023-127#scope")
def crimes_are_outside(filing: Filing) -> Iterator[Finding]:
    """
    走私及其他犯罪不在主动披露范围，请向海关缉私部门报告。
    | Smuggling and other crimes are outside voluntary disclosure; report them to the anti-smuggling bureau.
    """
    if filing.suspected_crime:
        yield "suspected_crime"


@rule("licence-outside", basis="gacc-2023-127#scope")
def licences_are_outside(filing: Filing) -> Iterator[Finding]:
    """
    违反许可证件管理的不适用免罚；请另行书面报告，依稽查条例第26条可从轻或减轻。
    | Breaches of licence management are not exempt; report them by letter, for which the penalty is lighter.
    """
    if filing.kind == LICENCE:
        yield "kind"


@rule("item-of-kind", basis="penalty-regulation#misdeclaration")
def the_item_is_of_that_kind(filing: Filing) -> Iterator[Finding]:
    """所选条款与违规性质不符，“{kind}”对应：{right}。
    | The item of the law is not one for that nature of act; for “{kind}” it is: {right}.
    """
    fitting = ITEMS_OF[filing.kind]
    if filing.item not in fitting:
        named = [text for item, text in ITEMS.options.items() if item in fitting]
        right = Text("、".join(each.zh for each in named), "; ".join(each.en for each in named))
        yield "item", {"kind": KINDS.options[filing.kind], "right": right}


@rule("manual-missing", basis="gacc-2023-127#scope")
def unit_consumption_is_of_a_manual(filing: Filing) -> Iterator[Finding]:
    """单耗申报不实的须填加工贸易手册或账册号。 | Unit consumption is of a processing manual; give its number."""
    if filing.kind == CONSUMPTION and filing.manual is None:
        yield "manual"


@rule("repeat-within-twelve-months", basis="gacc-2023-127#repeat", each="earlier")
def the_same_act_is_not_disclosed_twice_in_a_year(
    earlier: Earlier, filing: Filing, on: Circumstances
) -> Iterator[Finding]:
    """
    {day} 已披露过性质相同、违反同一条款的行为，{last} 以前再次披露不适用免罚；请另行书面报告。
    | The same act under the same item was disclosed on {day}; until {last} another is not exempt. Report it by letter.
    """
    last = months_after(earlier.disclosed_on, int(on.terms.number("repeat")))
    same = (earlier.kind, earlier.item) == (filing.kind, filing.item)
    if same and earlier.disclosed_on <= on.day <= last:
        yield "disclosed_on", {"day": earlier.disclosed_on, "last": last}


@rule("earlier-ahead", basis="gacc-2023-127#repeat", each="earlier")
def earlier_means_earlier(earlier: Earlier, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """此前的披露不能晚于今日。 | An earlier disclosure cannot be of a day to come."""
    if earlier.disclosed_on > on.day:
        yield "disclosed_on"


@rule("discovered-ahead", basis="gacc-2023-127#report")
def it_has_been_found(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """自查发现日期不能晚于今日。 | It cannot be found on a day to come."""
    if filing.discovered_on > on.day:
        yield "discovered_on"


@rule("discovered-before", basis="gacc-2023-127#report")
def it_is_found_after_it_happened(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """自查发现日期不能早于违规发生日期 {last}。 | It cannot be found before it happened, on {last}."""
    last = max((act.happened_on for act in filing.acts if act.happened_on <= on.day), default=None)
    if last and filing.discovered_on < last:
        yield "discovered_on", {"last": last}


@rule("customs-code-differs", basis="order-253#who")
def the_code_is_the_disclosers(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """该单位在海关的编码是 {right}。 | This firm's customs code is {right}."""
    right = on.known("organisation", filing.discloser_uscc, "customs_code")
    if filing.customs_code and right and filing.customs_code != right:
        yield "customs_code", {"right": right}


RULES: tuple[Rule, ...] = (
    disclosed_within_two_years,
    the_act_has_happened,
    the_act_is_not_before_its_declaration,
    an_act_is_reported_once,
    money_owed_is_stated,
    something_was_short,
    a_rebate_is_of_an_export,
    customs_has_not_found_it,
    crimes_are_outside,
    licences_are_outside,
    the_item_is_of_that_kind,
    unit_consumption_is_of_a_manual,
    the_same_act_is_not_disclosed_twice_in_a_year,
    earlier_means_earlier,
    it_has_been_found,
    it_is_found_after_it_happened,
    the_code_is_the_disclosers,
)
