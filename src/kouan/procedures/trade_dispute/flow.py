"""Taken in once; mediated where both agree; confirmed if they wish; else on to arbitration or court, papers and all."""

from collections.abc import Callable

from kouan.blueprint import REFUSE, Computed, Facts, Flow, Text, Way, Within, auto, review, supply
from kouan.procedures.trade_dispute.form import ARBITRATION, COURT, MEDIATION, Settlement
from kouan.procedures.trade_dispute.rules import SETTLEMENT_RULES, target

AGREED, SETTLED, PROLONGED = "agreed", "settled", "prolonged"
INVITED = (
    Way(AGREED, Text("对方同意调解", "The other side agrees")),
    Way("declined", Text("对方不同意调解", "The other side declines")),
)
SILENT = Way("silent", Text("对方逾期未答复，视为不同意", "No answer in time, counts as declined"))
MEDIATED = (
    Way(SETTLED, Text("达成协议", "Settled")),
    Way(PROLONGED, Text("双方同意延期", "Prolonged by both")),
    Way("failed", Text("调解不成", "Failed")),
)
MEDIATED_AGAIN = (Way(SETTLED, Text("达成协议", "Settled")), Way("failed", Text("调解不成", "Failed")))
UNSIGNED = Way("unsigned", Text("逾期未签署，视为调解不成", "Not signed in time, counts as failed"))
CONFIRMED = (
    Way("confirmed", Text("裁定有效，可以申请执行", "Confirmed and enforceable")),
    Way("denied", Text("裁定驳回申请", "Not confirmed"), adverse=True),
)
AWARDED = (
    Way("award", Text("作出裁决", "Award made")),
    Way("conciliated", Text("庭内和解、调解", "Settled before the tribunal")),
    Way("dropped", Text("撤回仲裁申请", "Application withdrawn"), ends=True),
)
REGISTERED = (
    Way("registered", Text("已立案，移送审理", "Registered for trial")),
    Way("not-registered", Text("裁定不予受理", "Not registered"), ends=True),
)
RESULTS = (
    Way("mediated", Text("调解结案", "Settled by mediation")),
    Way("arbitrated", Text("仲裁结案", "Settled by arbitration")),
    Way("in-court", Text("已转诉讼", "Gone to court")),
    Way("open", Text("未能解决", "Not settled")),
)


def wants_mediation(facts: Facts) -> bool:
    """选择调解 | Mediation is wished for"""
    return bool(facts.filing.path == MEDIATION)


def both_agree(facts: Facts) -> bool:
    """双方同意调解 | Both agree to mediation"""
    return facts.outcome("invite") == AGREED


def is_prolonged(facts: Facts) -> bool:
    """双方同意延期 | Prolonged by both"""
    return facts.outcome("mediate") == PROLONGED


def is_settled(facts: Facts) -> bool:
    """达成调解协议 | Settled by mediation"""
    return SETTLED in (facts.outcome("mediate"), facts.outcome("mediate-more"))


def is_signed(facts: Facts) -> bool:
    """Whether a settlement was signed."""
    return facts.outcome("sign") == "done"


def wants_confirmation(facts: Facts) -> bool:
    """签署协议并申请司法确认 | Signed, and confirmation is asked for"""
    return is_signed(facts) and bool(facts.outcomes["sign"].data["confirm"])


def goes_to_arbitration(facts: Facts) -> bool:
    """没有调解成，转仲裁 | Not settled, to arbitration"""
    return not is_signed(facts) and target(facts.filing)[1] == ARBITRATION


def goes_to_court(facts: Facts) -> bool:
    """没有调解成，转诉讼 | Not settled, to court"""
    return not is_signed(facts) and target(facts.filing)[1] == COURT


def conclude(facts: Facts) -> Computed:
    """How the dispute ended here."""
    if is_signed(facts):
        return Computed("mediated", "")
    if facts.outcome("award"):
        return Computed("arbitrated", "")
    return Computed("in-court" if facts.outcome("registry") else "open", "")


def flow(limit: Callable[[str], Within]) -> Flow:
    """One application for mediation, confirmation, arbitration and court."""
    return (
        review(
            "accept",
            "一站式受理 | Taken in",
            by="justice",
            desk="disputes",
            within=limit("accept"),
            reply=limit("correct"),
        )
        >> _mediation(limit).when(wants_mediation)
        >> _arbitration(limit).when(goes_to_arbitration)
        >> review(
            "registry",
            "法院立案 | Registered by the court",
            by="court",
            desk="registry",
            within=limit("registry"),
            ways=REGISTERED,
        ).when(goes_to_court)
        >> auto("conclude", "处理结果 | How it ended", compute=conclude, ways=RESULTS)
    )


def _mediation(limit: Callable[[str], Within]) -> Flow:
    """The other side is asked; both are heard, twice if they wish; what they agree is signed and may be confirmed."""
    return (
        review(
            "invite",
            "征询对方 | The other side is asked",
            by="ccpit",
            desk="mediation",
            within=limit("invite"),
            ways=INVITED,
            lapses=SILENT,
        )
        >> (
            review("mediate", "调解 | Mediation", by="ccpit", desk="mediation", within=limit("mediate"), ways=MEDIATED)
            >> review(
                "mediate-more",
                "延期调解 | Mediation, prolonged",
                by="ccpit",
                desk="mediation",
                within=limit("mediate"),
                ways=MEDIATED_AGAIN,
            ).when(is_prolonged)
        ).when(both_agree)
        >> supply(
            "sign",
            "签署调解协议 | Settlement signed",
            form=Settlement,
            rules=SETTLEMENT_RULES,
            within=limit("sign"),
            lapses=UNSIGNED,
        ).when(is_settled)
        >> review(
            "confirm",
            "司法确认 | Confirmation by the court",
            by="court",
            desk="registry",
            within=limit("confirm"),
            ways=CONFIRMED,
        ).when(wants_confirmation)
    )


def _arbitration(limit: Callable[[str], Within]) -> Flow:
    """The commission takes the case and makes an award."""
    return review(
        "arbitration",
        "仲裁受理 | Taken by the commission",
        by="arbitration",
        desk="cases",
        within=limit("arbitration"),
        ways=(Way("accept", Text("受理", "Accepted")), REFUSE),
    ) >> review("award", "仲裁裁决 | Award", by="arbitration", desk="cases", within=limit("award"), ways=AWARDED)
