"""Papers, arrival, the check on site; then the goods go first, and tests and weight follow side by side."""

from collections.abc import Callable
from decimal import Decimal

from kouan.blueprint import REFUSE, Computed, Facts, Flow, Text, Way, Within, auto, review, until
from kouan.kernel.event import ObjectRef
from kouan.procedures._cargo.disposal import PERMITTED, SALE_TAKEN_BACK, disposed
from kouan.procedures._cargo.holds import held_again, lifted
from kouan.procedures.sample_and_release.commodities import NONE
from kouan.procedures.sample_and_release.form import ABOVE, Site, Tested, Weighed
from kouan.procedures.sample_and_release.rules import RESULT_RULES, SITE_RULES, is_tested

REGULAR, IRREGULAR = "regular", "irregular"
CONFORM, DEVIATES, HARMFUL = "conform", "deviates", "harmful"
TONNE = "070"
AWAY = lifted("bill")
FOUND = (
    Way(REGULAR, Text("符合先放后检条件", "Fit to go before tests")),
    Way(IRREGULAR, Text("不适用先放后检，暂不提离", "Not fit to go before tests, the goods wait"), adverse=True),
)
CLEARED = (Way("cleared", Text("处理或鉴别合格，准予提离", "Treated or identified, may go"), emits=AWAY), REFUSE)
RESULTS = (
    Way(CONFORM, Text("品质合格", "Conforms")),
    Way(DEVIATES, Text("与合同不符，出证供索赔", "Differs from the contract, certified for a claim"), adverse=True),
    Way(HARMFUL, Text("安全环保项目不合格", "Fails in safety or environment"), adverse=True),
)


def has_gone(facts: Facts, _: ObjectRef) -> bool:
    """Whether the goods had been let go."""
    return facts.outcome("release") == "done" or facts.outcome("settle") == "cleared"


TAKEN_BACK = (*held_again("bill", only=has_gone), *SALE_TAKEN_BACK)


def judge_site(facts: Facts) -> Computed:
    """What stands against release before tests; every reason is told (gacc-2018-134#excluded)."""
    site = facts.outcomes["site"].data
    reasons = {
        "放射性超标 | radioactivity": site["radiation"] == ABOVE,
        "外来夹杂物 | foreign matter": site["foreign"],
        "疑似固体废物 | suspected waste": site["waste"],
        "货证不一致 | goods unlike their papers": not site["matches"],
    }
    told = [Text.of(words) for words, holds in reasons.items() if holds]
    if not told:
        return Computed(REGULAR, "")
    zh, en = "、".join(reason.zh for reason in told), ", ".join(reason.en for reason in told)
    return Computed(IRREGULAR, f"{zh} | {en}", {"reasons": [reason.as_json() for reason in told]})


def certify(facts: Facts) -> Computed:
    """Which certificates were issued, and how the weight differs from what was declared, in tonnes."""
    said = {name: facts.outcomes[name].data for name in ("quality", "weigh") if name in facts.outcomes}
    data = {name: row["certificate"] for name, row in said.items() if row.get("certificate")}
    declared = [line.quantity for line in facts.filing.lines if line.unit == TONNE]
    if "weigh" in said and len(declared) == len(facts.filing.lines):
        data["difference"] = str(Decimal(said["weigh"]["weight"]) - sum(declared, Decimal(0)))
    return Computed("done", "", data)


def is_on_its_way(facts: Facts) -> bool:
    """船舶尚未抵港 | The ship has not arrived"""
    on, bill = facts.circumstances, facts.filing.bill
    return bool(on.known("bill", bill, "manifested")) and not on.known("bill", bill, "arrived_at")


def is_irregular(facts: Facts) -> bool:
    """现场发现异常 | Something was found on site"""
    return facts.outcome("verdict") == IRREGULAR


def is_regular(facts: Facts) -> bool:
    """现场符合要求 | Nothing was found on site"""
    return not is_irregular(facts)


def is_weighed(facts: Facts) -> bool:
    """申请了重量鉴定 | Weighing is asked"""
    return bool(facts.filing.weight != NONE)


def is_certified(facts: Facts) -> bool:
    """有检测或重量鉴定 | Tested or weighed"""
    return is_tested(facts) or is_weighed(facts)


def is_harmful(facts: Facts) -> bool:
    """安全环保项目不合格 | Fails in safety or environment"""
    return facts.outcome("quality") == HARMFUL


def may_be_used(facts: Facts) -> bool:
    """没有安全环保问题 | Nothing against safety or environment"""
    return not is_harmful(facts)


def flow(limit: Callable[[str], Within]) -> Flow:
    """The goods go before the tests, unless something was found on site; they are sold or used after them."""
    return (
        review(
            "papers",
            "单证审核 | Papers reviewed",
            by="customs",
            desk="documents",
            within=limit("papers"),
            reply=limit("correct"),
        )
        >> until("arrival", "等待船舶抵港 | Arrival awaited", event="arrived", of="bill", by="port").when(is_on_its_way)
        >> _on_site(limit)
        >> auto(
            "release",
            "先放：准予提离 | Released before tests",
            ways=(Way("done", Text("准予提离", "May go"), emits=AWAY),),
        ).when(is_regular)
        >> (_tests(limit).when(is_tested) & _weighing(limit).when(is_weighed))
        >> auto("certify", "出具证书 | Certificates", compute=certify).when(is_certified)
        >> auto("permit", "准许销售或使用 | Leave to sell or use", ways=PERMITTED).when(may_be_used)
        >> disposed(limit).when(is_harmful)
    )


def _on_site(limit: Callable[[str], Within]) -> Flow:
    """The check on site, and what is done about what it finds before the goods may go."""
    return (
        review(
            "site",
            "现场检验检疫 | Check on site",
            by="customs",
            desk="inspection",
            within=limit("site"),
            ways=(Way("checked", Text("已检", "Checked")),),
            form=Site,
            rules=SITE_RULES,
        )
        >> auto("verdict", "是否适用先放后检 | Fit to go before tests?", compute=judge_site, ways=FOUND)
        >> review(
            "settle",
            "现场异常处置 | What was found is settled",
            by="customs",
            desk="quarantine",
            within=limit("settle"),
            ways=CLEARED,
        ).when(is_irregular)
    )


def _tests(limit: Callable[[str], Within]) -> Flow:
    return review(
        "quality",
        "后检：实验室检测（样品直通车） | Tested after release, samples first in line",
        by="customs",
        desk="laboratory",
        within=limit("quality"),
        ways=RESULTS,
        form=Tested,
        rules=RESULT_RULES,
    )


def _weighing(limit: Callable[[str], Within]) -> Flow:
    return review(
        "weigh",
        "重量鉴定 | Weighing",
        by="customs",
        desk="inspection",
        within=limit("weigh"),
        ways=(Way("weighed", Text("已鉴定", "Weighed")),),
        form=Weighed,
    )
