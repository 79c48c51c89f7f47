"""边检行政许可网上办理（guangzhou-2019#28）：登轮、搭靠外轮、口岸限定区域通行。"""

from collections.abc import Callable

from kouan.blueprint import (
    Document,
    Facts,
    Flow,
    Procedure,
    Step,
    Terms,
    Text,
    Within,
    auto,
    plain_numbering,
    review,
)
from kouan.procedures.border_permit.form import ALONGSIDE, AREA, KINDS, LONG, ONCE, RENEWAL, TERMS, Filing
from kouan.procedures.border_permit.permit import (
    AT_ONCE,
    DECIDE,
    DECISION_RULES,
    DEEMED,
    ISSUED,
    REVOKED,
    VERIFIED_RULES,
    Decision,
    Verified,
    issue,
)
from kouan.procedures.border_permit.rules import RULES, VISITS

PERSONAL = frozenset({"persons", "contact", "phone"})


def is_simple(facts: Facts) -> bool:
    """临时作业，即审即办 | For once and for work: decided as it comes in"""
    return bool(facts.filing.term == ONCE and facts.filing.purpose not in VISITS)


def is_examined(facts: Facts) -> bool:
    """长期许可，或者参观、探望 | For long, or a visit"""
    return not is_simple(facts)


def needs_a_visit(facts: Facts) -> bool:
    """新办长期搭靠或限定区域通行 | A new permit for long, to lie alongside or to enter the area"""
    filing = facts.filing
    return bool(filing.term == LONG and filing.occasion != RENEWAL and filing.kind in (ALONGSIDE, AREA))


def _flow(limit: Callable[[str], Within]) -> Flow:
    """Decided on the spot or examined, never both; then the permit."""
    return (
        _decided(AT_ONCE, "即审即办 | Decided as it comes in", limit).when(is_simple)
        | (
            review(
                "accept",
                "受理 | Acceptance",
                by="border",
                desk="permits",
                within=limit("accept"),
                lapses=DEEMED,
            )
            >> review(
                "verify",
                "实地核查 | Check on the spot",
                by="border",
                desk="permits",
                within=limit("verify"),
                form=Verified,
                rules=VERIFIED_RULES,
            ).when(needs_a_visit)
            >> _decided(DECIDE, "审查决定 | Decision", limit)
        ).when(is_examined)
    ) >> auto("issue", "核发许可 | Permit", compute=issue, ways=ISSUED)


def _decided(name: str, title: str, limit: Callable[[str], Within]) -> Step:
    return review(name, title, by="border", desk="permits", within=limit(name), form=Decision, rules=DECISION_RULES)


def _headline(filing: Filing) -> Text:
    kind, term = KINDS.options[filing.kind], TERMS.options[filing.term]
    who = f"{filing.applicant_name} · {len(filing.persons)}"
    where = f" · {filing.ship}" if filing.ship else ""
    return Text(f"{kind.zh}（{term.zh}） · {who} 人{where}", f"{kind.en}, {term.en.lower()} · {who}{where}")


def _for_work(filing: Filing) -> bool:
    return filing.purpose not in VISITS


def _for_a_visit(filing: Filing) -> bool:
    return filing.purpose in VISITS


def _comes_alongside(filing: Filing) -> bool:
    return filing.kind == ALONGSIDE


def _for_long(filing: Filing) -> bool:
    return filing.term == LONG


procedure = Procedure(
    code="border-permit",
    title=Text("边检行政许可", "Border inspection permit"),
    summary=Text(
        "登轮、搭靠外轮和口岸限定区域通行许可全程网上办：临时作业即审即办，长期许可受理、核查后决定，电子证件直接核发。",
        "Permits to board foreign ships, to lie alongside them and to enter the restricted area of the port, all "
        "online: work for once is decided as it comes in, permits for long after examination; they are electronic.",
    ),
    basis=(
        "guangzhou-2019#28",
        "exit-entry-law#ship-permits",
        "exit-entry-law#port-area",
        "border-permit-guides#once",
        "border-permit-guides#long",
    ),
    lead="border",
    category=Text("车辆与人员", "Vehicles and people"),
    form=Filing,
    rules=RULES,
    documents=(
        Document(
            "identity", Text("人员证件", "Identity documents of the persons"), "border-inspection-regulation#on-board"
        ),
        Document(
            "employment",
            Text("在职证明或委派函", "Proof of employment or posting"),
            "exit-entry-law#ship-permits",
            _for_work,
        ),
        Document(
            "ship-consent",
            Text("船方或代理同意函", "Consent of the ship or her agent"),
            "exit-entry-law#ship-permits",
            _for_a_visit,
        ),
        Document(
            "own-ship-papers",
            Text("搭靠船舶证书", "Papers of the ship that comes alongside"),
            "border-inspection-regulation#alongside",
            _comes_alongside,
        ),
        Document("contract", Text("服务合同", "Service contract"), "border-permit-guides#long", _for_long),
        Document("photos", Text("人员照片", "Photographs"), "border-permit-guides#long", _for_long),
    ),
    flow=_flow,
    terms=Terms.beside(__file__),
    numbering=plain_numbering("BP"),
    object_kind="border-permit",
    audience=("ship-agent", "carrier", "terminal", "tally", "warehouse", "haulier"),
    principal=lambda filing: filing.applicant_uscc,
    priority=lambda filing: -1 if filing.purpose == "rescue" else 0,
    headline=_headline,
    secrets=lambda filing: PERSONAL,
    takes_back=REVOKED,
)
