"""国际分拨：南沙国际分拨中心和广州开发区分拨业务（guangzhou-2019#22）。"""

from kouan.blueprint import Document, Procedure, Terms, Text, plain_numbering
from kouan.procedures.international_distribution.flow import TAKEN_BACK, flow
from kouan.procedures.international_distribution.form import ARRIVAL, Filing
from kouan.procedures.international_distribution.goods import DESTROYED, LEAVE, TALLY
from kouan.procedures.international_distribution.rules import RULES


def _arrives(filing: Filing) -> bool:
    return filing.source == ARRIVAL


def _is_destroyed(filing: Filing) -> bool:
    return any(lot.channel == DESTROYED for lot in filing.lots)


def _headline(filing: Filing) -> Text:
    what, lines, lots = filing.bill or filing.account, len(filing.lines), len(filing.lots)
    return Text(
        f"{filing.firm_name} · {what} · {lines} 项 {lots} 批",
        f"{filing.firm_name} · {what} · {lines} lines, {lots} lots",
    )


procedure = Procedure(
    code="international-distribution",
    title=Text("国际分拨", "International distribution"),
    summary=Text(
        "进境货物凭舱单先入区，理货后按实收分拨，库存货物可直接分拨；复运出境、出区进口、转区、流转、留存一单办理，"
        "小批量可分批出区、集中申报，全部货物有去向才核销。",
        "Goods from abroad enter the zone on the manifest, are tallied and split by what was received; stock is split "
        "at once. Lots go abroad, inland, to other areas or firms, or to stock, on one filing; small lots may leave in "
        "batches and be declared together. It is written off when all of it has gone somewhere.",
    ),
    basis=("guangzhou-2019#22", "order-256#business", "order-256#batches", "state-council-2019-3#distribution"),
    lead="customs",
    category=Text("保税业务", "Bonded business"),
    form=Filing,
    rules=RULES,
    terms=Terms.beside(__file__),
    numbering=plain_numbering("ID"),
    object_kind="distribution",
    audience=("warehouse", "forwarder", "importer", "exporter", "customs-broker"),
    principal=lambda filing: filing.firm_uscc,
    headline=_headline,
    takes_back=TAKEN_BACK,
    documents=(
        Document("packing-list", Text("装箱清单", "Packing list"), "gacc-docs#packing-list", _arrives),
        Document("service-contract", Text("分拨服务合同", "Distribution contract"), "guangzhou-2019#22"),
        Document("tally-report", Text("理货报告", "Tally report"), "order-256#short-over", step=TALLY),
        Document("orders", Text("货主分拨指令", "Orders of the owner"), "order-256#transfer", step=LEAVE),
        Document(
            "destruction", Text("销毁记录", "Record of destruction"), "order-256#destroy", _is_destroyed, step=LEAVE
        ),
    ),
    flow=flow,
)
