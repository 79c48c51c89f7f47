"""RCEP 原产地证书（海关总署令第255号，湛江2022年方案第十二条的出口一侧）。"""

from collections.abc import Callable

from kouan.blueprint import Document, Facts, Flow, Numbering, Procedure, Terms, Text, Way, Within, auto, review
from kouan.procedures.origin_certificate.certificate import issue
from kouan.procedures.origin_certificate.form import (
    AGENT,
    COPY,
    COUNCIL,
    CUSTOMS,
    KINDS,
    LATE,
    ORDINARY,
    REPLACED,
    Filing,
)
from kouan.procedures.origin_certificate.rules import RULES
from kouan.reference import table


def at_customs(facts: Facts) -> bool:
    """向海关申请 | Applied for at customs"""
    return bool(facts.filing.body == CUSTOMS)


def at_council(facts: Facts) -> bool:
    """向贸促会申请 | Applied for at the trade promotion council"""
    return bool(facts.filing.body == COUNCIL)


def needs_survey(facts: Facts) -> bool:
    """首次或补发、含非原产材料而未作调查 | First or late, with non-originating materials and not surveyed yet"""
    filing: Filing = facts.filing
    foreign = any(not material.originating for material in filing.materials)
    return filing.kind in (ORDINARY, LATE) and foreign and not filing.surveyed


def _by(body: str, name: Text, limit: Callable[[str], Within]) -> Flow:
    """Survey where needed, then review, by one issuing body."""
    return review(
        f"{body}-survey",
        f"{name.zh}原产地调查 | Survey by {name.en}",
        by=body,
        desk="origin",
        within=limit("survey"),
    ).when(needs_survey) >> review(
        f"{body}-review", f"{name.zh}审核 | Review by {name.en}", by=body, desk="origin", within=limit("review")
    )


def flow(limit: Callable[[str], Within]) -> Flow:
    """The body chosen surveys and reviews; then the certificate is issued."""
    return (
        _by(CUSTOMS, Text("海关", "customs"), limit).when(at_customs)
        | _by(COUNCIL, Text("贸促会", "the council"), limit).when(at_council)
    ) >> auto("issue", "签发证书 | Certificate issued", compute=issue, ways=(Way("issued", Text("已签发", "Issued")),))


def _uses_materials(filing: Filing) -> bool:
    return bool(filing.materials)


def _is_made_by_another(filing: Filing) -> bool:
    return filing.applying_as != "producer" and not filing.back_to_back


def _headline(filing: Filing) -> Text:
    to, kind = table("rcep-member").name(filing.destination), KINDS.options[filing.kind]
    return Text(f"{filing.exporter_name} → {to.zh} · {kind.zh}", f"{filing.exporter_name} → {to.en} · {kind.en}")


procedure = Procedure(
    code="origin-certificate",
    title=Text("RCEP 原产地证书", "RCEP certificate of origin"),
    summary=Text(
        "出口到 RCEP 成员方的货物申请原产地证书：逐项核对原产标准，由海关或贸促会签发，一年有效；"
        "也办补发、副本、更正和背对背证书。",
        "A certificate of origin for goods to a member of RCEP: every item is checked against its criterion; customs "
        "or the trade promotion council issues it for a year. Also late ones, copies, replacements and back-to-back.",
    ),
    basis=("order-255#proof", "rcep#certificate", "origin-issuing#bodies", "gacc-2021-106#declare"),
    lead="customs",
    category=Text("原产地", "Origin"),
    form=Filing,
    rules=RULES,
    terms=Terms.beside(__file__),
    numbering=Numbering(
        lambda filing, year: f"origin-{filing.office}-{year}",
        lambda filing, year, n: f"CO-{filing.office}-{year}-{n:06d}",
    ),
    object_kind="origin-certificate",
    audience=("exporter", "forwarder", "customs-broker"),
    principal=lambda filing: filing.exporter_uscc,
    headline=_headline,
    documents=(
        Document("invoice", Text("商业发票", "Commercial invoice"), "origin-issuing#materials"),
        Document("packing-list", Text("装箱单", "Packing list"), "origin-issuing#materials", required=False),
        Document("costs", Text("产品成本明细", "Statement of costs"), "origin-issuing#costs", _uses_materials),
        Document(
            "producer-statement",
            Text("生产商声明", "Statement of the producer"),
            "origin-issuing#producer-statement",
            _is_made_by_another,
        ),
        Document(
            "mandate",
            Text("委托书", "Mandate"),
            "origin-issuing#materials",
            lambda filing: filing.applying_as == AGENT,
        ),
        Document(
            "bill-copy", Text("提运单副本", "Copy of the bill"), "rcep#retroactive", lambda filing: filing.kind == LATE
        ),
        Document(
            "loss",
            Text("原证被盗、遗失或损毁的说明", "Statement of theft, loss or damage"),
            "rcep#true-copy",
            lambda filing: filing.kind == COPY,
        ),
        Document(
            "original",
            Text("交回的原证", "The original, handed back"),
            "rcep#correction",
            lambda filing: filing.kind == REPLACED,
        ),
        Document(
            "proof", Text("初始原产地证明", "Original proof of origin"), "rcep#back-to-back", lambda f: f.back_to_back
        ),
    ),
    flow=flow,
)
