"""保税船用燃料油供应：一船多供、先供后报、跨关区供油（guangzhou-2019#20）。"""

from collections.abc import Callable
from datetime import datetime

from kouan.blueprint import (
    Document,
    Facts,
    Flow,
    Procedure,
    Terms,
    Text,
    Within,
    auto,
    plain_numbering,
    review,
    supply,
)
from kouan.procedures.bonded_bunkering.balance import BALANCED, settle, supplied
from kouan.procedures.bonded_bunkering.form import REPORT, Declared, Filing
from kouan.procedures.bonded_bunkering.rules_plan import PLAN_RULES
from kouan.procedures.bonded_bunkering.rules_report import DECLARED_RULES, REPORT_RULES


def is_declared_later(facts: Facts) -> bool:
    """先供后报且确有供油 | Supplied first, and something was supplied"""
    return bool(facts.filing.ahead and supplied(facts.filing))


def trip_ends(facts: Facts) -> datetime:
    """When the trip is to end, from which the days to report it count."""
    ends: datetime = facts.filing.ends
    return ends


def _flow(limit: Callable[[str], Within]) -> Flow:
    """Customs and maritime side by side; the trip; its sum; customs confirms; the declaration."""
    return (
        (
            review("customs", "海关审核 | Customs review", by="customs", desk="vessels", within=limit("customs"))
            & review(
                "maritime",
                "海事核对供受油作业报告 | Maritime checks the report of the operation",
                by="msa",
                desk="dangerous",
                within=limit("maritime"),
            )
        )
        >> supply(REPORT, "航次实绩报告 | Report of the trip", within=limit("report"), since=trip_ends, completes=True)
        >> auto("settle", "航次平衡核算 | The trip is added up", compute=settle, ways=BALANCED)
        >> review(
            "confirm",
            "海关确认核销 | Customs confirms and writes off",
            by="customs",
            desk="duty",
            within=limit("confirm"),
        )
        >> supply(
            "declare", "集中报关 | Declaration", form=Declared, rules=DECLARED_RULES, within=limit("declare")
        ).when(is_declared_later)
    )


def _headline(filing: Filing) -> Text:
    ships = len(filing.orders)
    return Text(
        f"{filing.barge} {filing.trip} · {ships} 船 · {filing.loaded:f} 吨",
        f"{filing.barge} {filing.trip} · {ships} ships · {filing.loaded:f} t",
    )


procedure = Procedure(
    code="bonded-bunkering",
    title=Text("保税船用燃料油供应", "Supply of bonded bunker fuel"),
    summary=Text(
        "一份航次计划供多艘船，海关、海事同时审核，先供后报；按“装油＝实供＋剩余±允差”核销，吨数不平不能办结。",
        "One plan for a trip to many ships, reviewed by customs and maritime at once, supplied first, declared later; "
        "the trip is settled as loaded = supplied + remaining ± tolerance and cannot close unless it adds up.",
    ),
    basis=("guangzhou-2019#20", "bonded-bunkering#supply-first", "bonded-bunkering#settle", "order-196#stores"),
    lead="customs",
    category=Text("船舶", "Ships"),
    form=Filing,
    rules=(*PLAN_RULES, *REPORT_RULES),
    documents=(
        Document("supply-order", Text("供油订单", "Supply orders"), "bonded-bunkering#order"),
        Document("loading-ticket", Text("出库装船计量单", "Loading ticket"), "bonded-bunkering#settle", step=REPORT),
        Document(
            "delivery-notes",
            Text("燃油交付单", "Bunker delivery notes"),
            "marpol-annex-vi#delivery-note",
            step=REPORT,
        ),
        Document("licence", Text("保税油经营资质", "Licence"), "bonded-bunkering#qualified", required=False),
    ),
    flow=_flow,
    terms=Terms.beside(__file__),
    numbering=plain_numbering("BB"),
    object_kind="bonded-bunkering",
    audience=("warehouse", "ship-agent", "carrier"),
    principal=lambda filing: filing.supplier_uscc,
    headline=_headline,
)
