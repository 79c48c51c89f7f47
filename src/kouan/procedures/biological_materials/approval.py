"""The approval: graded, assessed where the risk is high, decided, and valid by what it holds."""

import json
from collections.abc import Callable
from hashlib import sha256

from kouan.blueprint import REFUSE, Computed, Facts, Flow, Text, Way, Within, auto, review
from kouan.kernel.calendar import months_after
from kouan.kernel.clock import local_date
from kouan.procedures.biological_materials.articles import HIGH, NO_PATHOGEN, OTHER, SUPERVISED
from kouan.procedures.biological_materials.form import APPLY, Filing

RISKY, SIMPLE = "risky", "simple"
GRADED = (
    Way(RISKY, Text("A、B 级，须风险评估", "Grade A or B, to be assessed")),
    Way(SIMPLE, Text("C、D 级，简化审批", "Grade C or D, decided simply")),
)
ISSUED = (Way("issued", Text("已签发审批单", "Approval issued")),)


def is_risky(filing: Filing) -> bool:
    """Whether any article is of grade A or B."""
    return any(article.grade in SUPERVISED for article in filing.articles)


def worst(filing: Filing) -> str:
    """The worst pathogen among the articles."""
    held = {article.pathogen for article in filing.articles}
    return next((pathogen for pathogen in (HIGH, OTHER) if pathogen in held), NO_PATHOGEN)


def grade(facts: Facts) -> Computed:
    """By the highest grade among the articles."""
    highest = min(article.grade for article in facts.filing.articles)
    return Computed(RISKY if highest in SUPERVISED else SIMPLE, "", {"grade": highest})


def issue(facts: Facts) -> Computed:
    """The approval: valid for three, six or twelve months by its worst pathogen; its code cannot be made up."""
    filing = facts.filing
    decided = facts.outcomes.get("decide") or facts.outcomes["decide-simply"]
    day = local_date(decided.at)
    limit = facts.circumstances.terms.limit(f"valid-{worst(filing)}")
    articles = [
        {"name": each.name, "quantity": f"{each.quantity:f}", "unit": each.unit, "grade": each.grade}
        for each in filing.articles
    ]
    said = {"direction": filing.direction, "holder": filing.unit_uscc, "articles": articles}
    sealed = json.dumps(said, sort_keys=True, ensure_ascii=False) + facts.entropy
    code = sha256(sealed.encode()).hexdigest()[:12].upper()
    until = months_after(day, limit.amount)
    number = f"TSWP{filing.office}{day:%Y}{code[:6]}"
    return Computed("issued", "", {"number": number, "code": code, "valid_until": until.isoformat(), **said})


def applies(facts: Facts) -> bool:
    """申请审批 | An approval is applied for"""
    return bool(facts.filing.path == APPLY)


def graded_risky(facts: Facts) -> bool:
    """A、B 级 | Grade A or B"""
    return facts.outcome("grade") == RISKY


def graded_simple(facts: Facts) -> bool:
    """C、D 级 | Grade C or D"""
    return facts.outcome("grade") == SIMPLE


def approval(limit: Callable[[str], Within]) -> Flow:
    """Accepted, graded, assessed and decided by what it is, issued."""
    return (
        review(
            "accept",
            "受理 | Acceptance",
            by="customs",
            desk="documents",
            within=limit("accept"),
            reply=limit("correct"),
            ways=(Way("accept", Text("受理", "Accepted")), REFUSE),
        )
        >> auto("grade", "风险分级 | Graded", compute=grade, ways=GRADED)
        >> _decided(limit)
        >> auto("issue", "签发审批单 | Approval issued", compute=issue, ways=ISSUED)
    )


def _decided(limit: Callable[[str], Within]) -> Flow:
    """One of two: assessed and decided at high risk, decided simply at low."""
    return (
        review(
            "assess",
            "风险评估 | Assessed by experts",
            by="customs",
            desk="laboratory",
            within=limit("assess"),
            ways=(
                Way("acceptable", Text("风险可控", "The risk is under control")),
                Way("unacceptable", Text("风险不可控", "The risk is not"), adverse=True),
            ),
        )
        >> review("decide", "审批决定 | Decision", by="customs", desk="quarantine", within=limit("decide"))
    ).when(graded_risky) | review(
        "decide-simply",
        "简化审批决定 | Decided simply",
        by="customs",
        desk="quarantine",
        within=limit("decide-simply"),
    ).when(graded_simple)
