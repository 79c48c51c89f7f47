"""国际航行船舶出口岸：一单多报（haiyang-2020#11），联合登临一次（guangzhou-2019#8）。"""

from collections.abc import Callable

from kouan.blueprint import (
    REFUSE,
    Document,
    Facts,
    Flow,
    Procedure,
    Terms,
    Text,
    Way,
    Within,
    auto,
    plain_numbering,
    review,
    supply,
)
from kouan.kernel.clock import SHANGHAI
from kouan.procedures._vessel.boarding import boarding_plan, joint_boarding, reviewed
from kouan.procedures._vessel.exit_permit import DECIDED, HELD, PERMITTED, is_reconsidered, issue
from kouan.procedures.vessel_exit.form import Filing
from kouan.procedures.vessel_exit.permit import compare, is_still_here
from kouan.procedures.vessel_exit.rules import FIRST, RULES, SAIL

PERSONAL = frozenset({"crew", "passengers"})
BOARDED = (
    Way("clear", Text("未见异常", "Nothing found")),
    Way("rectify", Text("缺陷已当场纠正，准予离港", "Put right on the spot, may leave"), adverse=True),
    REFUSE,
)


def leaves_a_berth(facts: Facts) -> bool:
    """离泊、引航或载有危险货物 | The ship leaves a berth, takes a pilot or carries dangerous goods"""
    filing = facts.filing
    return bool(filing.berth or filing.pilot or filing.carries_dangerous)


def _flow(limit: Callable[[str], Within]) -> Flow:
    """The agencies side by side, one boarding if any, the permit, and what becomes of it."""
    return (
        (
            reviewed("maritime", "海事审核 | Maritime review", "msa", "vessels", limit)
            & reviewed("customs", "海关审核 | Customs review", "customs", "vessels", limit)
            & reviewed("border", "边检审核 | Border inspection review", "border", "crews", limit)
            & reviewed("port", "港口审核 | Port review", "port", "berths", limit).when(leaves_a_berth)
        )
        >> boarding_plan()
        >> joint_boarding(limit, BOARDED)
        >> auto("permit", "准予出口岸 | Leave to go", compute=issue, ways=PERMITTED)
        >> supply(FIRST, "离港报告 | Report of leaving", within=limit("report"), completes=True)
        >> auto("validity", "核对许可有效期 | Permit checked", compute=compare, ways=HELD)
        >> (
            review(
                "reconsider",
                "海事商各机关决定是否重新办理 | Maritime and the others decide whether to start again",
                by="msa",
                desk="vessels",
                within=limit("reconsider"),
                ways=DECIDED,
            )
            >> supply(SAIL, "驶离后报告 | Report on sailing", within=limit("report"), completes=True).when(
                is_still_here
            )
        ).when(is_reconsidered)
    )


def _headline(filing: Filing) -> Text:
    etd = f"{filing.etd.astimezone(SHANGHAI):%m-%d %H:%M}"
    return Text(f"{filing.ship} {filing.voyage} · 预离 {etd}", f"{filing.ship} {filing.voyage} · leaving {etd}")


procedure = Procedure(
    code="vessel-exit",
    title=Text("国际航行船舶出口岸", "Exit of an international ship"),
    summary=Text(
        "驶离前四小时内报一次，海事、海关、边检和港口同时审核，至多登临一次；许可 24 小时内有效，驶离或推迟都要报告。",
        "Filed once in the four hours before leaving and reviewed by maritime, customs, border and port at the same "
        "time, with one boarding if any; the permit holds 24 hours, and sailing or delay is reported.",
    ),
    basis=("vessel-entry#exit-4-hours", "vessel-entry#exit-permit", "haiyang-2020#11", "guangzhou-2019#8"),
    lead="msa",
    category=Text("船舶", "Ships"),
    form=Filing,
    rules=RULES,
    documents=(
        Document("load-plan", Text("装载清单", "Loading list"), "vessel-entry#documents", required=False),
        Document(
            "crew-documents", Text("船员证件", "Crew documents"), "border-inspection-regulation#lists", required=False
        ),
    ),
    flow=_flow,
    terms=Terms.beside(__file__),
    numbering=plain_numbering("VX"),
    object_kind="vessel-exit",
    audience=("ship-agent", "carrier"),
    headline=_headline,
    secrets=lambda filing: PERSONAL,
)
