"""The documents that go with an export. Invoice, contract and packing list stay with the firm until customs asks."""

from kouan.blueprint import Document, Text
from kouan.procedures._licence.words import EXPORT, KINDS
from kouan.procedures.export_declaration.form import ExportDeclaration


def _by_a_broker(filing: ExportDeclaration) -> bool:
    return filing.agent_uscc != filing.consignor_uscc


def _with_licences(filing: ExportDeclaration) -> bool:
    """Those that are checked online need not be shown."""
    return any(licence.kind not in KINDS[EXPORT] for licence in filing.licences)


def _with_dangerous_goods(filing: ExportDeclaration) -> bool:
    return any(line.un_number for line in filing.lines)


DOCUMENTS = (
    Document("invoice", Text("发票", "Commercial invoice"), "gacc-docs#invoice", required=False),
    Document("contract", Text("合同", "Contract"), "gacc-docs#contract", required=False),
    Document("packing-list", Text("装箱单", "Packing list"), "gacc-docs#packing-list", required=False),
    Document(
        "mandate", Text("代理报关委托书", "Customs brokerage mandate"), "gacc-docs#mandate", required=_by_a_broker
    ),
    Document("licence", Text("监管证件", "Supervision document"), "gacc-docs#licence", required=_with_licences),
    Document(
        "dangerous-packing",
        Text("危险货物包装使用鉴定结果单", "Appraisal of dangerous goods packing in use"),
        "dg-ship#packing-certificate",
        required=_with_dangerous_goods,
    ),
    Document("other", Text("其他单证", "Other document"), "order-103#documents", required=False),
)
