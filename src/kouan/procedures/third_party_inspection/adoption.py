"""From the report to the assessment: adopted or declined, drawn for verification, inspected, assessed."""

from collections.abc import Callable

from kouan.blueprint import Computed, Emit, Facts, Flow, Text, Way, Within, auto, review
from kouan.kernel.event import ObjectRef
from kouan.procedures._declaration.selection import DISCREDITED

ADOPTED, DECLINED, DRAWN, SPARED, CLEAN, FAILED = "adopted", "declined", "drawn", "spared", "clean", "failed"
REVIEWED = (
    Way(ADOPTED, Text("予以采信", "Accepted")),
    Way(DECLINED, Text("不予采信，由海关检验", "Declined, customs inspects"), adverse=True),
)
VERIFIED = (
    Way(DRAWN, Text("抽中验证", "Drawn for verification")),
    Way(SPARED, Text("未抽中", "Not drawn")),
)
INSPECTED = (
    Way(CLEAN, Text("检验合格", "Passed")),
    Way(FAILED, Text("检验不合格", "Failed"), adverse=True),
)
ASSESSED = (
    Way("conform", Text("合格评定通过", "Conforms"), emits=(Emit("conformity-assessed", of="declaration"),)),
    Way("unfit", Text("不合格，不准销售使用", "Does not conform, not to be sold or used"), ends=True),
)


def is_assessed(facts: Facts, _: ObjectRef) -> bool:
    """Whether conformity had been told."""
    return facts.outcome("assess") == "conform"


TAKEN_BACK = (Emit("conformity-withdrawn", of="declaration", only=is_assessed),)


def draw(facts: Facts) -> Computed:
    """A random draw at the published rate, more often for the discredited; draw and rate are kept."""
    on = facts.circumstances
    credit = on.known("organisation", facts.filing.consignee_uscc, "credit")
    rate = on.terms.number("verification-rate-discredited" if credit in DISCREDITED else "verification-rate")
    drawn = facts.draw("verification")
    return Computed(DRAWN if drawn < rate else SPARED, "", {"rate": str(rate), "draw": f"{drawn:.6f}"})


def assess(facts: Facts) -> Computed:
    """On what the assessment rests: the body's report, or the inspection of customs where there was one."""
    inspection = facts.outcomes.get("inspection")
    if inspection is None:
        return Computed("conform", "", {"rests_on": "report", "report": facts.filing.report})
    found = Computed("unfit", inspection.reason) if inspection.code == FAILED else Computed("conform", "")
    return Computed(found.code, found.reason, {"rests_on": "inspection"})


def is_adopted(facts: Facts) -> bool:
    """报告予以采信 | The report is accepted"""
    return facts.outcome("review") == ADOPTED


def is_inspected(facts: Facts) -> bool:
    """不予采信，或抽中验证 | Declined, or drawn for verification"""
    return facts.outcome("review") == DECLINED or facts.outcome("draw") == DRAWN


def disproves_the_report(facts: Facts) -> bool:
    """验证结果与报告不一致 | The verification disproves the report"""
    return facts.outcome("draw") == DRAWN and facts.outcome("inspection") == FAILED


def flow(limit: Callable[[str], Within]) -> Flow:
    """Reviewed; drawn when accepted, inspected when drawn or declined; a body that erred is reported; assessed."""
    return (
        review(
            "review",
            "采信审核 | Report reviewed",
            by="customs",
            desk="inspection",
            within=limit("review"),
            reply=limit("correct"),
            ways=REVIEWED,
        )
        >> auto("draw", "验证抽查 | Drawn for verification", compute=draw, ways=VERIFIED).when(is_adopted)
        >> review(
            "inspection",
            "海关抽样检验 | Sampled and inspected by customs",
            by="customs",
            desk="laboratory",
            within=limit("inspection"),
            ways=INSPECTED,
        ).when(is_inspected)
        >> review(
            "body",
            "上报采信机构异常 | The body reported",
            by="customs",
            desk="audit",
            within=limit("body"),
            ways=(Way("reported", Text("已上报，机构待核查", "Reported, to be looked into")),),
        ).when(disproves_the_report)
        >> auto("assess", "合格评定 | Conformity assessed", compute=assess, ways=ASSESSED)
    )
