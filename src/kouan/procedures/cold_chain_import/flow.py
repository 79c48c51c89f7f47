"""Papers before the ship, seals and temperatures when she is here, then straight out, a check, or the plant."""

from collections.abc import Callable
from dataclasses import replace

from kouan.blueprint import APPROVE, DONE, REFUSE, Emit, Facts, Flow, Text, Way, Within, auto, review, supply, until
from kouan.kernel.event import ObjectRef
from kouan.procedures.cold_chain_import.arrival import INTACT, WAYS, Verified, verify
from kouan.procedures.cold_chain_import.cargo import ARRIVE
from kouan.procedures.cold_chain_import.form import ABROAD, HERE, AtPlant
from kouan.procedures.cold_chain_import.rules_boxes import AT_PLANT_RULES

CUSTOMS = {"authority": "customs"}
SAMPLED = "sampled"
_OWN = CUSTOMS | {"reason-code": "cold-chain"}
HELD = Emit("hold-placed", of="bill", data=_OWN)
FREED = Emit("hold-lifted", of="bill", data=_OWN)
"""Only what was placed here: the goods themselves are let go by their declaration, sooner or later than this."""
_CLEARED = (Emit("inspection-cleared", of="container", data=CUSTOMS),)
_REFUSED = replace(REFUSE, emits=(FREED,))
RELEASED = (Way("done", DONE.title, emits=(FREED,)),)
RETURNED = Way("return", Text("不合格，退运", "Fails, sent back"), ends=True)
DESTROYED = Way("destroy", Text("不合格，销毁", "Fails, destroyed"), ends=True)
INSPECTED = (
    Way("clean", Text("查验合格", "Clean"), emits=_CLEARED),
    Way("treated", Text("检疫处理后合格", "Clean after treatment"), emits=_CLEARED),
    Way(SAMPLED, Text("取样送检", "Samples taken"), emits=_CLEARED),
    RETURNED,
    DESTROYED,
)
TESTED = (Way("pass", Text("检测合格", "Samples pass")), RETURNED, DESTROYED)
CHECKED = (
    Way("clean", Text("查验合格，准许销售使用", "Clean, may be sold and used")),
    Way("treated", Text("技术处理后合格", "Clean after treatment")),
    RETURNED,
    DESTROYED,
)
RECOGNISED = (
    Way("approve", Text("预检有效，互认", "Check abroad recognised")),
    _REFUSED,
)


def is_checked_abroad(facts: Facts) -> bool:
    """境外工厂预检 | Checked at the plant abroad"""
    return bool(facts.filing.place == ABROAD)


def must_be_inspected(facts: Facts) -> bool:
    """封志或温度异常，或随机抽中 | Out of order, or drawn"""
    return facts.outcome("verify") != INTACT


def is_sampled(facts: Facts) -> bool:
    """取样送检 | Samples were taken"""
    return facts.outcome("inspection") == SAMPLED


def goes_to_the_plant(facts: Facts) -> bool:
    """到境内工厂查验且口岸未查 | Checked at the plant here, and not at the port"""
    return facts.filing.place == HERE and facts.outcome("verify") == INTACT


def is_held(facts: Facts, _: ObjectRef) -> bool:
    """Whether the goods are still held here: neither refused, to go the ordinary way, nor done with."""
    refused = REFUSE.code in (facts.outcome("papers"), facts.outcome("recognition"))
    return not refused and facts.outcome("release") == ""


TAKEN_BACK = (replace(FREED, only=is_held),)


def flow(limit: Callable[[str], Within]) -> Flow:
    """Papers beside recognition; the ship; verified; inspected only where it must be; out; the plant here."""
    return (
        (
            review(
                "papers",
                "单证审核 | Papers",
                by="customs",
                desk="documents",
                within=limit("papers"),
                ways=(APPROVE, _REFUSED),
                opens=(HELD,),
                reply=limit("correct"),
            )
            & review(
                "recognition",
                "预检互认审核 | Recognition of the check abroad",
                by="customs",
                desk="quarantine",
                within=limit("recognition"),
                ways=RECOGNISED,
            ).when(is_checked_abroad)
        )
        >> until("ship", "等待船舶抵港 | Ship awaited", event="arrived", of="vessel-call", by="port")
        >> supply(ARRIVE, "到港封志与温度 | Seals and temperatures on arrival", within=limit("arrive"), completes=True)
        >> auto("verify", "封志温度核对 | Verified", compute=verify, ways=WAYS, form=Verified)
        >> _inspected(limit)
        >> auto("release", "冷链核查完毕 | Cold chain verified", ways=RELEASED)
        >> _at_plant(limit).when(goes_to_the_plant)
        >> auto("certify", "出具检验检疫证明 | Certificate issued")
    )


def _inspected(limit: Callable[[str], Within]) -> Flow:
    """The check at the port, first in line; goods wait for the laboratory where samples were taken."""
    return (
        review(
            "inspection",
            "口岸查验（优先） | Check at the port, first in line",
            by="customs",
            desk="inspection",
            within=limit("inspection"),
            ways=INSPECTED,
            opens=(Emit("inspection-ordered", of="container", data=CUSTOMS),),
        )
        >> review(
            "laboratory",
            "实验室检测 | Laboratory",
            by="customs",
            desk="quarantine",
            within=limit("laboratory"),
            ways=TESTED,
        ).when(is_sampled)
    ).when(must_be_inspected)


def _at_plant(limit: Callable[[str], Within]) -> Flow:
    """Sealed to the plant, told on arrival, checked there; not sold or used before."""
    return supply(
        "at-plant",
        "到厂（库）报告 | Arrival at the plant",
        form=AtPlant,
        rules=AT_PLANT_RULES,
        within=limit("at-plant"),
    ) >> review(
        "plant-check",
        "工厂、冷库查验 | Check at the plant",
        by="customs",
        desk="quarantine",
        within=limit("plant-check"),
        ways=CHECKED,
    )
