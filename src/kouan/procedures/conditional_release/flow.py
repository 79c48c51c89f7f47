"""The way of the goods: leave to go, arrival, check or results, then leave to sell or use, or disposal."""

from collections.abc import Callable

from kouan.blueprint import Facts, Flow, Text, Way, Within, auto, review, supply
from kouan.kernel.event import ObjectRef
from kouan.procedures._cargo.disposal import PERMITTED, SALE_TAKEN_BACK, disposed
from kouan.procedures._cargo.holds import held_again, lifted
from kouan.procedures.conditional_release.following import ARRIVAL_RULES, Arrival
from kouan.procedures.conditional_release.form import PREMISES, TRANSFER

CLEAN, SAMPLED, FINDINGS, PASSED, FAILED = "clean", "sampled", "findings", "passed", "failed"
LEFT = (Way("done", Text("准予提离", "May leave the port"), emits=lifted("bill", "container")),)
CHECKED = (
    Way(CLEAN, Text("检查合格", "Nothing found")),
    Way(SAMPLED, Text("已取样，等待结果", "Sampled, results awaited")),
    Way(FINDINGS, Text("检查不合格", "Differences found"), adverse=True),
)
TESTED = (
    Way(PASSED, Text("检测和评定合格", "Passed")),
    Way(FAILED, Text("检测或评定不合格", "Failed"), adverse=True),
)


def may_have_left(facts: Facts, _: ObjectRef) -> bool:
    """Whether leave to go had been given."""
    return facts.outcome("leave") == "done"


TAKEN_BACK = (*held_again("bill", "container", only=may_have_left), *SALE_TAKEN_BACK)


def is_new_site(facts: Facts) -> bool:
    """场所未经海关核实 | The site has not been verified before"""
    return not facts.filing.verified_before


def is_transferred(facts: Facts) -> bool:
    """转场检查 | To be checked at another site"""
    return bool(facts.filing.kind == TRANSFER)


def awaits_results(facts: Facts) -> bool:
    """附条件提离，或转场检查时取样 | Released on condition, or sampled at the other site"""
    return facts.filing.kind == PREMISES or facts.outcome("inspection") == SAMPLED


def has_failed(facts: Facts) -> bool:
    """检查或检测不合格 | The check or the tests failed"""
    return facts.outcome("inspection") == FINDINGS or facts.outcome("laboratory") == FAILED


def has_passed(facts: Facts) -> bool:
    """检查和检测合格 | Check and tests passed"""
    return not has_failed(facts)


def flow(limit: Callable[[str], Within]) -> Flow:
    """Port and site look at it side by side; the goods go, are checked, and may then be sold or used, or not."""
    return (
        review(
            "assess",
            "口岸海关审核 | Review by customs at the port",
            by="customs",
            desk="inspection",
            within=limit("assess"),
            reply=limit("correct"),
        )
        & review(
            "site",
            "属地海关核实场所 | Site verified by customs there",
            by="customs",
            desk="quarantine",
            within=limit("site"),
        ).when(is_new_site)
    ) >> (
        auto("leave", "准予提离 | Leave to go", ways=LEFT)
        >> supply(
            "arrive",
            "运抵报告 | Arrival reported",
            form=Arrival,
            rules=ARRIVAL_RULES,
            within=limit("arrive"),
        )
        >> _checked(limit)
        >> auto("permit", "准许销售或使用 | Leave to sell or use", ways=PERMITTED).when(has_passed)
        >> disposed(limit).when(has_failed)
    )


def _checked(limit: Callable[[str], Within]) -> Flow:
    """The check at the other site, and what the laboratory says."""
    return review(
        "inspection",
        "转场检查 | Check at the site",
        by="customs",
        desk="inspection",
        within=limit("inspection"),
        ways=CHECKED,
    ).when(is_transferred) >> review(
        "laboratory",
        "检测与合格评定 | Tests and assessment",
        by="customs",
        desk="laboratory",
        within=limit("laboratory"),
        ways=TESTED,
    ).when(awaits_results)
