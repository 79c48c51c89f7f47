"""进境展览品（guangzhou-2019#11，shenzhen-2019#12；暂时进出境货物管理办法）。"""

from kouan.blueprint import Document, Numbering, Procedure, Terms, Text
from kouan.procedures.exhibition_goods.flow import flow
from kouan.procedures.exhibition_goods.form import ATA, HALL, Filing
from kouan.procedures.exhibition_goods.rules import RULES

SECOND = "second-papers"


def _is_guaranteed(filing: Filing) -> bool:
    return filing.guarantee not in (HALL, "carnet")


def _by_carnet(filing: Filing) -> bool:
    return filing.regime == ATA


def _headline(filing: Filing) -> Text:
    count = len(filing.exhibits)
    return Text(f"{filing.fair} · {filing.bill} · {count} 项展品", f"{filing.fair} · {filing.bill} · {count} exhibits")


procedure = Procedure(
    code="exhibition-goods",
    title=Text("进境展览品", "Exhibition goods"),
    summary=Text(
        "展品一次申报、一单通关：凭展品清单、展会证明和担保先放行，发票等单证分阶段补交；六个月内复运出境，"
        "可延期三次，逐项核销结案。第二阶段交单的期限是本系统暂定的，未核实。",
        "Exhibits are declared once and clear on that: list, proof of the fair and guarantee release them, invoice and "
        "other papers follow by stages. They leave within six months, extended three times at most, and every piece is "
        "accounted for. The time for the second papers is this system's own and not confirmed.",
    ),
    basis=("guangzhou-2019#11", "shenzhen-2019#12", "order-233#stay", "order-233#extend"),
    lead="customs",
    category=Text("货物申报", "Cargo declaration"),
    form=Filing,
    rules=RULES,
    terms=Terms.beside(__file__),
    numbering=Numbering(
        lambda filing, year: f"exhibition-{filing.office}-{year}",
        lambda filing, year, n: f"EX-{filing.office}-{year}-{n:05d}",
    ),
    object_kind="exhibition",
    audience=("importer", "exporter", "customs-broker", "forwarder"),
    principal=lambda filing: filing.organiser_uscc,
    headline=_headline,
    documents=(
        Document("exhibit-list", Text("展览品清单", "List of exhibits"), "order-233#exhibition"),
        Document("fair-proof", Text("展览会证明材料", "Proof of the fair"), "order-233#exhibition"),
        Document("guarantee", Text("担保凭证", "Proof of guarantee"), "order-233#guarantee", _is_guaranteed),
        Document("carnet", Text("ATA 单证册", "ATA carnet"), "order-233#ata", _by_carnet),
        Document("invoice", Text("发票", "Invoice"), "guangzhou-2019#11", step=SECOND),
        Document("packing-list", Text("装箱单", "Packing list"), "guangzhou-2019#11", step=SECOND),
        Document("transport", Text("提运单", "Bill of lading"), "guangzhou-2019#11", step=SECOND),
        Document("closing", Text("结案证明材料", "Proof of what became of them"), "order-233#close", required=False),
    ),
    flow=flow,
)
