"""担保变更：增加、减少额度，延长有效期，解除担保（海关事务担保条例；海关总署公告2017年第45号）。"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from kouan.blueprint import (
    REFUSE,
    Computed,
    Document,
    Facts,
    Procedure,
    Take,
    Terms,
    Text,
    Way,
    auto,
    end,
    extend_to,
    lower_by,
    plain_numbering,
    raise_by,
    review,
)
from kouan.procedures._guarantee.reading import guarantee, yuan
from kouan.procedures._guarantee.words import KIND
from kouan.procedures.guarantee_change.form import BY_AMOUNT, END, EXTEND, LOWER, MATTERS, RAISE, Filing
from kouan.procedures.guarantee_change.rules import FROM_GUARANTOR, RULES

IN_USE = "in-use"


def _by_amount(facts: Facts) -> Iterable[Take]:
    return (Take(facts.filing.guarantee, facts.filing.amount),)


def _to_day(facts: Facts) -> Iterable[tuple[str, date]]:
    return ((facts.filing.guarantee, facts.filing.valid_to),)


CHANGED = (
    Way(RAISE, Text("已增加额度", "Raised"), draws=(raise_by(KIND, _by_amount),)),
    Way(LOWER, Text("已减少额度", "Lowered"), draws=(lower_by(KIND, _by_amount),)),
    Way(EXTEND, Text("已延长有效期", "Extended"), draws=(extend_to(KIND, _to_day),)),
    Way(END, Text("已解除担保", "Discharged"), draws=(end(KIND),)),
    Way(IN_USE, Text("审核期间已被占用，不能变更", "Drawn on meanwhile, not changed"), ends=True),
)


def change(facts: Facts) -> Computed:
    """The change, unless what it takes away was drawn on while it was under review."""
    filing: Filing = facts.filing
    known = guarantee(facts.circumstances, filing.guarantee)
    if known is None or filing.matter not in (LOWER, END):
        return Computed(filing.matter, "")
    wanted = filing.amount if filing.matter == LOWER else Decimal(str(known.facts.get("reserved", 0))) + known.left
    if wanted is not None and wanted > known.left:
        left = yuan(known.left)
        return Computed(
            IN_USE,
            f"审核期间担保被占用，可变动余额为 {left.zh}，请缴清后重新申请。 | "
            f"It was drawn on meanwhile: {left.en} is left; apply again once that is paid.",
        )
    return Computed(filing.matter, "")


def _headline(filing: Filing) -> Text:
    matter = MATTERS.options[filing.matter]
    more = f" · {filing.amount:,.0f}" if filing.matter in BY_AMOUNT and filing.amount else ""
    return Text(f"{filing.guarantee} · {matter.zh}{more}", f"{filing.guarantee} · {matter.en}{more}")


procedure = Procedure(
    code="guarantee-change",
    title=Text("关税担保变更", "Change of a guarantee"),
    summary=Text(
        "纳税企业或担保人申请增加、减少担保额度，延长有效期或解除担保；正在占用的额度不能减少。",
        "The firm or its guarantor asks for more, less, longer or a discharge; what is in use cannot be taken away.",
    ),
    basis=("guarantee-regulation#change", "gacc-2017-45#valid", "guarantee-regulation#release-guarantee"),
    lead="customs",
    category=Text("税费与担保", "Duty and guarantees"),
    form=Filing,
    rules=RULES,
    terms=Terms.beside(__file__),
    numbering=plain_numbering("GC"),
    object_kind="guarantee-change",
    audience=("importer", "bank", "insurer"),
    principal=lambda filing: filing.applicant_uscc,
    headline=_headline,
    documents=(
        Document(
            "endorsement",
            Text("担保人的批单或变更函", "Endorsement of the guarantor"),
            "guarantee-regulation#change",
            lambda filing: filing.matter in FROM_GUARANTOR,
        ),
    ),
    flow=lambda limit: (
        review(
            "review",
            "变更审核 | Review",
            by="customs",
            desk="duty",
            within=limit("review"),
            reply=limit("correct"),
            ways=(Way("approve", Text("同意变更", "Agreed")), REFUSE),
        )
        >> auto("apply", "变更担保 | Changed", compute=change, ways=CHANGED)
    ),
)
