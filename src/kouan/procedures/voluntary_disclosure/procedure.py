"""主动披露：自查、报告、核实、补税、不予处罚或从轻（公告2023-127；shenzhen-2019#18）。"""

from kouan.blueprint import REFUSE, Document, Numbering, Procedure, Terms, Text, Way, auto, review, supply
from kouan.procedures.voluntary_disclosure.acts import KINDS, MONEY
from kouan.procedures.voluntary_disclosure.form import Filing
from kouan.procedures.voluntary_disclosure.handling import (
    CONCLUDED,
    PAYMENT_RULES,
    WINDOWS,
    Payment,
    Penalty,
    Verified,
    conclude,
    is_beyond_caps,
    is_exempt,
    owes,
    window,
)
from kouan.procedures.voluntary_disclosure.rules import RULES

NOT_VOLUNTARY = Way("not-voluntary", Text("不认定为主动披露", "Not a voluntary disclosure"), ends=True)


def _is_of_money(filing: Filing) -> bool:
    return filing.kind in MONEY


def _headline(filing: Filing) -> Text:
    kind, count = KINDS.options[filing.kind], len(filing.acts)
    return Text(f"{filing.discloser_name} · {kind.zh} · {count} 项", f"{filing.discloser_name} · {kind.en} · {count}")


procedure = Procedure(
    code="voluntary-disclosure",
    title=Text("主动披露", "Voluntary disclosure"),
    summary=Text(
        "企业自查发现违规，在海关发现之前报告并补税：六个月以内不予处罚，六个月到两年在比例或金额限度内不予处罚，"
        "超限的从轻或减轻；同一行为十二个月内只适用一次。公告2023-127有效期至2025年10月10日，其后的规定未核实。",
        "A firm that finds its own error and reports it before customs does pays no penalty within six months, nor up "
        "to two years within a cap on share or amount; beyond the caps it is less. The same act counts once in twelve "
        "months. The notice, GACC 2023-127, held until 10 October 2025; what follows it is not confirmed.",
    ),
    basis=("gacc-2023-127#scope", "audit-regulation#voluntary", "administrative-penalty-law#minor", "shenzhen-2019#18"),
    lead="customs",
    category=Text("企业管理", "Enterprises"),
    form=Filing,
    rules=RULES,
    terms=Terms.beside(__file__),
    numbering=Numbering(
        lambda filing, year: f"disclosure-{filing.office}-{year}",
        lambda filing, year, n: f"VD-{filing.office}-{year}-{n:04d}",
    ),
    object_kind="disclosure",
    audience=("importer", "exporter", "customs-broker"),
    principal=lambda filing: filing.discloser_uscc,
    headline=_headline,
    documents=(
        Document("self-check", Text("自查情况说明", "Account of the firm's own check"), "gacc-2023-127#report"),
        Document("records", Text("账簿、单证等材料", "Books and papers that show it"), "gacc-2023-127#report"),
        Document("calculation", Text("税款计算表", "Calculation of the tax"), "gacc-2023-127#caps", _is_of_money),
        Document("payment", Text("缴款凭证", "Proof of payment"), "tariff-law-2024#pay-15-days", step="pay"),
    ),
    flow=lambda limit: (
        review(
            "accept",
            "受理 | Acceptance",
            by="customs",
            desk="audit",
            within=limit("accept"),
            reply=limit("correct"),
            ways=(Way("accept", Text("受理", "Accepted")), REFUSE),
        )
        >> review(
            "verify",
            "核实并认定 | Verified",
            by="customs",
            desk="audit",
            within=limit("verify"),
            form=Verified,
            ways=(Way("voluntary", Text("认定为主动披露", "A voluntary disclosure")), NOT_VOLUNTARY),
        )
        >> auto("window", "期限与限度 | Window and caps", compute=window, ways=WINDOWS)
        >> supply(
            "pay",
            "补缴税款 | Payment of what was short",
            form=Payment,
            rules=PAYMENT_RULES,
            within=limit("pay"),
        ).when(owes)
        >> (
            review(
                "exempt",
                "不予处罚决定 | Decision not to punish",
                by="customs",
                desk="audit",
                within=limit("decide"),
                ways=(Way("exempt", Text("不予处罚", "No penalty")), REFUSE),
            ).when(is_exempt)
            | review(
                "lenient",
                "从轻或减轻处罚决定 | Decision on a lighter penalty",
                by="customs",
                desk="audit",
                within=limit("decide"),
                form=Penalty,
                ways=(Way("lenient", Text("从轻或减轻处罚", "A lighter penalty"), adverse=True),),
            ).when(is_beyond_caps)
        )
        >> auto("conclude", "办结与信用 | Concluded, and credit", compute=conclude, ways=CONCLUDED)
    ),
)
