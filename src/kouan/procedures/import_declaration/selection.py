"""Selection: what is opened, what is read, what goes through. A random draw by credit level, plus what must be read."""

from collections.abc import Iterator
from decimal import Decimal

from kouan.blueprint import Circumstances, Computed, Facts, Text
from kouan.procedures._declaration.goods import GoodsLine
from kouan.procedures._declaration.kinds import is_perishable
from kouan.procedures._declaration.rates import rates_of
from kouan.procedures.import_declaration.form import ImportDeclaration

CLEAN, REVIEW, INSPECT = "clean", "review", "inspect"
AEO = frozenset({"advanced", "certified", "general-certified"})
DISCREDITED = frozenset({"discredited", "seriously-discredited"})
QUARANTINE = "A"


def credit(filing: ImportDeclaration, on: Circumstances) -> str:
    """Credit level of the consignee that day; regular when nothing is known of it."""
    return str(on.known("organisation", filing.consignee_uscc, "credit", None) or "regular")


def is_inspected_kind(line: GoodsLine, on: Circumstances) -> bool:
    """Whether the tariff puts these goods under inspection and quarantine at entry."""
    rates = rates_of(line, on)
    return rates is not None and QUARANTINE in rates.licences


def under_quarantine(filing: ImportDeclaration, on: Circumstances) -> bool:
    """Whether the declarant says so or the tariff's conditions do."""
    if filing.involves_inspection or filing.inspection_office:
        return True
    return any(is_inspected_kind(line, on) for line in filing.lines)


def inspection_rate(filing: ImportDeclaration, on: Circumstances) -> Decimal:
    """Share of such declarations that is drawn for inspection."""
    level = credit(filing, on)
    group = "aeo" if level in AEO else "discredited" if level in DISCREDITED else "regular"
    rate = on.terms.number(f"inspection-rate-{group}")
    if under_quarantine(filing, on):
        rate *= on.terms.number("inspection-factor-quarantine")
    if any(map(is_perishable, filing.lines)):
        rate *= on.terms.number("inspection-factor-perishable")
    return min(rate, Decimal(1))


_LICENCES = Text("有监管证件", "supervision documents")
_DANGEROUS = Text("有危险货物", "dangerous goods")
_PREFERENCE = Text("申请协定税率", "an agreement rate is claimed")
_RELIEF = Text("减免税或保税", "relief or bonded")
_PRICE = Text("价格有特殊情况", "special circumstances of price")
_DISCREDITED = Text("收货人失信", "the consignee is discredited")
_DRAWN = Text("随机抽中", "drawn at random")


def reasons_to_read(filing: ImportDeclaration, facts: Facts) -> Iterator[Text]:
    """Why an officer must read the documents."""
    on = facts.circumstances
    if filing.licences or filing.licence_number:
        yield _LICENCES
    if any(line.un_number for line in filing.lines):
        yield _DANGEROUS
    if any(line.agreement for line in filing.lines):
        yield _PREFERENCE
    if filing.filing_number:
        yield _RELIEF
    if filing.price_influence or filing.royalty or filing.provisional_price:
        yield _PRICE
    if credit(filing, on) in DISCREDITED:
        yield _DISCREDITED
    if facts.draw("review") < on.terms.number("review-rate"):
        yield _DRAWN


def select(facts: Facts) -> Computed:
    """Inspect, review or let through; the draw, the rate and every reason are kept, so anyone can redo it."""
    filing: ImportDeclaration = facts.filing
    rate, drawn = inspection_rate(filing, facts.circumstances), facts.draw("inspection")
    why = list(reasons_to_read(filing, facts))
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
