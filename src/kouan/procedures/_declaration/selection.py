"""Selection: what is opened, what is read, what goes through. A random draw by credit level, plus what must be read."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from kouan.blueprint import Circumstances, Computed, Facts, Text

CLEAN, REVIEW, INSPECT = "clean", "review", "inspect"
AEO = frozenset({"advanced", "certified", "general-certified"})
DISCREDITED = frozenset({"discredited", "seriously-discredited"})
DRAWN = Text("随机抽中", "drawn at random")
Reason = tuple[Text, Callable[[Any, str], bool]]
"""Why an officer must read the documents, and whether it holds for a filing at a credit level."""


def has_licences(filing: Any, _level: str) -> bool:
    return bool(filing.licences or filing.licence_number)


def has_dangerous_goods(filing: Any, _level: str) -> bool:
    return any(line.un_number for line in filing.lines)


def is_on_record(filing: Any, _level: str) -> bool:
    return bool(filing.filing_number)


def is_discredited(_filing: Any, level: str) -> bool:
    return level in DISCREDITED


LICENCES: Reason = (Text("有监管证件", "supervision documents"), has_licences)
DANGEROUS: Reason = (Text("有危险货物", "dangerous goods"), has_dangerous_goods)


def credit_of(uscc: str, on: Circumstances) -> str:
    """Credit level of an organisation that day; regular when nothing is known of it."""
    return str(on.known("organisation", uscc, "credit", None) or "regular")


def rate_for(level: str, on: Circumstances, *factors: str) -> Decimal:
    """Share drawn for inspection at a credit level, times the factors named; never above one."""
    group = "aeo" if level in AEO else "discredited" if level in DISCREDITED else "regular"
    rate = on.terms.number(f"inspection-rate-{group}")
    for factor in factors:
        rate *= on.terms.number(f"inspection-factor-{factor}")
    return min(rate, Decimal(1))


def selected(facts: Facts, uscc: str, factors: Iterable[str], reasons: Iterable[Reason]) -> Computed:
    """Inspect, review or let through; the draw, the rate and every reason are kept, so anyone can redo it.

    ``uscc``: whose credit counts; ``factors``: what multiplies the rate.
    """
    level, drawn = credit_of(uscc, facts.circumstances), facts.draw("inspection")
    rate = rate_for(level, facts.circumstances, *factors)
    why = [text for text, holds in reasons if holds(facts.filing, level)]
    if facts.draw("review") < facts.circumstances.terms.number("review-rate"):
        why.append(DRAWN)
    data = {"rate": str(rate), "draw": f"{drawn:.6f}", "reasons": [reason.as_json() for reason in why]}
    if drawn < rate:
        return Computed(INSPECT, _said(Text("抽中查验", "Drawn for inspection")), data)
    if why:
        return Computed(REVIEW, _said(_joined(why)), data)
    return Computed(CLEAN, _said(Text("未被抽中", "Not selected")), data)


def _joined(why: list[Text]) -> Text:
    return Text("、".join(reason.zh for reason in why), ", ".join(reason.en for reason in why))


def _said(words: Text) -> str:
    return f"{words.zh}。 | {words.en[:1].upper()}{words.en[1:]}."
