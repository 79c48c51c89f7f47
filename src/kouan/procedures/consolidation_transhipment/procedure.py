"""海运中转集拼（shenzhen-2019#34；海关总署公告2018年第120号）。"""

from kouan.blueprint import Document, Numbering, Procedure, Terms, Text
from kouan.procedures.consolidation_transhipment.cargo import DEPART, DEVAN, STUFF
from kouan.procedures.consolidation_transhipment.flow import TAKEN_BACK, flow
from kouan.procedures.consolidation_transhipment.form import Filing
from kouan.procedures.consolidation_transhipment.rules import RULES


def _has_dangerous(filing: Filing) -> bool:
    return any(lot.un_number for lot in filing.lots)


def _is_odd(filing: Filing) -> bool:
    return any(lot.counted not in (None, lot.packages) for lot in filing.lots)


def _headline(filing: Filing) -> Text:
    rest, lots, boxes = f"{filing.operator_name} · {filing.area}", len(filing.lots), len(filing.boxes)
    return Text(f"{rest} · {lots} 票 {boxes} 箱", f"{rest} · {lots} lots, {boxes} containers")


procedure = Procedure(
    code="consolidation-transhipment",
    title=Text("海运货物中转集拼（MCC）", "Consolidation in transhipment by sea (MCC)"),
    summary=Text(
        "国际转运货物与拼箱进境的进口货物、拼箱出境的出口货物，在集拼作业区内拆箱、理货、重新拼箱：方案审核后整箱调入，"
        "拆箱件数核对，逐票装箱平衡，抽查后放行装船，三个月内离境并核销。",
        "Transhipment cargo, imports that came in its boxes and exports that leave in them are unpacked, counted and "
        "packed anew in one area: boxes move there on a plan, counts are compared, lots and loads balance, some boxes "
        "are inspected, all is released for loading, gone within three months, and closed.",
    ),
    basis=("gacc-2018-120#kinds", "gacc-2018-120#area", "shenzhen-2019#34"),
    lead="customs",
    category=Text("口岸物流", "Port logistics"),
    form=Filing,
    rules=RULES,
    terms=Terms.beside(__file__),
    numbering=Numbering(
        lambda filing, year: f"consolidation-{filing.office}-{year}",
        lambda filing, year, n: f"MCC-{filing.office}-{year}-{n:05d}",
    ),
    object_kind="consolidation",
    audience=("warehouse", "forwarder", "customs-broker"),
    principal=lambda filing: filing.operator_uscc,
    headline=_headline,
    documents=(
        Document("plan", Text("集拼作业方案", "Plan of the consolidation"), "gacc-2018-120#area"),
        Document(
            "dangerous-papers",
            Text("危险货物安全资料", "Papers on the dangerous goods"),
            "dg-port#consignor-info",
            _has_dangerous,
        ),
        Document("tally", Text("拆箱理货报告", "Tally report"), "gacc-2018-120#manifest", step=DEVAN),
        Document(
            "shortage",
            Text("溢短情况说明", "Account of overs and shorts"),
            "order-172#discrepancy",
            _is_odd,
            step=DEVAN,
        ),
        Document("packing-list", Text("装箱清单", "Packing list"), "gacc-2018-120#manifest", step=STUFF),
        Document("bills", Text("出境提单", "Bills of the ships"), "gacc-2018-120#three-months", step=DEPART),
    ),
    flow=flow,
    takes_back=TAKEN_BACK,
)
