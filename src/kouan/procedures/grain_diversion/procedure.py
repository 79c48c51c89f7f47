"""进口储备粮流向变更（xiamen-2022#5；进出境粮食检验检疫监督管理办法）。"""

from typing import Any

from kouan.blueprint import (
    REFUSE,
    Computed,
    Document,
    Emit,
    Facts,
    Numbering,
    Procedure,
    Terms,
    Text,
    Way,
    auto,
    review,
    supply,
)
from kouan.kernel.event import ObjectRef
from kouan.procedures.grain_diversion.form import Filing, Report
from kouan.procedures.grain_diversion.rules import RULES
from kouan.procedures.grain_diversion.rules_report import REPORT_RULES

REPORT = "report"
_DISTRICT = 2
ISSUED = (Way("issued", Text("已签发", "Issued"), emits=(Emit("diversion-granted", of="declaration"),)),)
CLOSED = (
    Way("closed", Text("数量相符，准予核销", "The quantities agree, closed")),
    Way("referred", Text("数量或用途不符，不予核销，移交处理", "They do not agree: not closed, referred"), ends=True),
)


def leaves_the_district(facts: Facts) -> bool:
    """调往其他关区 | Going to another customs district"""
    filing = facts.filing
    here = filing.depot_office[:_DISTRICT]
    return any(plant.office[:_DISTRICT] != here for plant in filing.plants)


def is_granted(facts: Facts, _: ObjectRef) -> bool:
    """Whether slips had been issued."""
    return facts.outcome("issue") == "issued"


def issue(facts: Facts) -> Computed:
    """One slip (流向单) for each plant: who, how much and what for."""
    slips: list[dict[str, Any]] = [
        {"slip": number, "plant": plant.uscc, "tonnes": f"{plant.tonnes:f}", "use": plant.use}
        for number, plant in enumerate(facts.filing.plants, 1)
    ]
    return Computed("issued", "", {"slips": slips})


def _is_modified(filing: Filing) -> bool:
    return filing.gmo


def _is_sold(filing: Filing) -> bool:
    return filing.sale != "own"


def _headline(filing: Filing) -> Text:
    rest = f"{filing.owner_name} · {filing.grain} {filing.quantity.normalize():f}"
    return Text(f"{rest} 吨", f"{rest} t")


procedure = Procedure(
    code="grain-diversion",
    title=Text("进口储备粮流向变更", "Imported reserve grain turned to the market"),
    summary=Text(
        "进口储备粮轮换出库转作市场销售的，凭轮换或销售计划申请：存放地海关核查数量与疫情，指运地海关同时核实加工企业；"
        "批准后密闭调往指定加工企业，全部加工、下脚料处理完毕后核销。不得作种用，不得未经加工流通。",
        "Imported reserve grain rotated to the market: on the plan of rotation customs at the depot checks quantity "
        "and pests while that of the plants checks them; the grain then travels closed to designated plants, and the "
        "lot is closed once all is processed and residues are disposed of. None is sown or sold as it is.",
    ),
    basis=("order-177-grain#diversion", "order-177-grain#designated", "xiamen-2022#5"),
    lead="customs",
    category=Text("检验检疫", "Inspection and quarantine"),
    form=Filing,
    rules=RULES,
    terms=Terms.beside(__file__),
    numbering=Numbering(
        lambda filing, year: f"grain-diversion-{filing.depot_office}-{year}",
        lambda filing, year, n: f"GD-{filing.depot_office}-{year}-{n:04d}",
    ),
    object_kind="grain-diversion",
    audience=("importer", "warehouse", "customs-broker"),
    principal=lambda filing: filing.owner_uscc,
    headline=_headline,
    documents=(
        Document("plan", Text("轮换或销售计划文件", "Plan of rotation or sale"), "reserve-grain-regulation#rotation"),
        Document("permit", Text("原检疫许可证", "Quarantine permit of the import"), "order-177-grain#permit"),
        Document("sale", Text("竞价成交或销售合同", "Contract of sale"), "reserve-grain-regulation#sale", _is_sold),
        Document("plants", Text("指定加工企业证明", "Proof that plants are designated"), "order-177-grain#designated"),
        Document("gmo", Text("转基因生物安全证书", "GMO safety certificate"), "gmo-regulation#material", _is_modified),
        Document("records", Text("调运、加工与下脚料台账", "Records kept"), "order-177-grain#records", step=REPORT),
    ),
    takes_back=(Emit("diversion-withdrawn", of="declaration", only=is_granted),),
    flow=lambda limit: (
        review(
            "accept",
            "受理 | Acceptance",
            by="customs",
            desk="documents",
            within=limit("accept"),
            reply=limit("correct"),
            ways=(Way("accept", Text("受理", "Accepted")), REFUSE),
        )
        >> (
            review(
                "depot",
                "存放地核查数量与疫情 | Quantity and pests checked at the depot",
                by="customs",
                desk="quarantine",
                within=limit("depot"),
            )
            & review(
                "plants",
                "指运地核实加工企业 | Plants checked by their customs",
                by="customs",
                desk="quarantine",
                within=limit("plants"),
            ).when(leaves_the_district)
        )
        >> review("decide", "流向变更决定 | Decision", by="customs", desk="release", within=limit("decide"))
        >> auto("issue", "签发流向单 | Slips issued", compute=issue, ways=ISSUED)
        >> supply(
            REPORT,
            "调运与加工报告 | Report on transport and processing",
            form=Report,
            rules=REPORT_RULES,
            within=limit("report"),
        )
        >> review(
            "close", "核销 | Closed by customs", by="customs", desk="quarantine", within=limit("close"), ways=CLOSED
        )
    ),
)
