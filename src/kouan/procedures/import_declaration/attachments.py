"""The documents that go with an import declaration. Packing list, bill and contract are shown when customs asks."""

from kouan.blueprint import Document, Text
from kouan.procedures._declaration.words import COMPLETE, TWO_STEP
from kouan.procedures._licence.words import IMPORT, KINDS
from kouan.procedures.import_declaration.form import ImportDeclaration


def _in_one_step(filing: ImportDeclaration) -> bool:
    return filing.clearance != TWO_STEP


def _by_a_broker(filing: ImportDeclaration) -> bool:
    return filing.agent_uscc != filing.consignee_uscc


def _with_preference(filing: ImportDeclaration) -> bool:
    return any(line.agreement for line in filing.lines)


def _with_licences(filing: ImportDeclaration) -> bool:
    """Those that are checked online need not be shown."""
    return any(licence.kind not in KINDS[IMPORT] for licence in filing.licences)


def _with_dangerous_goods(filing: ImportDeclaration) -> bool:
    return any(line.un_number for line in filing.lines)


_INVOICE = Text("发票", "Commercial invoice")

DOCUMENTS = (
    Document("invoice", _INVOICE, "order-103#documents", required=_in_one_step),
    Document("invoice", _INVOICE, "order-103#documents", step=COMPLETE),
    Document("packing-list", Text("装箱单", "Packing list"), "gacc-2014-74#documents", required=False),
    Document("bill-of-lading", Text("提运单", "Bill of lading"), "gacc-2014-74#documents", required=False),
    Document("contract", Text("合同", "Contract"), "order-103#documents", required=False),
    Document(
        "mandate", Text("代理报关委托书", "Customs brokerage mandate"), "order-103#mandate", required=_by_a_broker
    ),
    Document(
        "origin-proof", Text("原产地证明", "Proof of origin"), "gacc-2019-18#line-agreement", required=_with_preference
    ),
    Document("licence", Text("监管证件", "Supervision document"), "customs-law#truth", required=_with_licences),
    Document(
        "dangerous-statement",
        Text("危险货物安全说明书", "Dangerous goods safety statement"),
        "dg-ship#shipper-info",
        required=_with_dangerous_goods,
    ),
    Document("other", Text("其他单证", "Other document"), "order-103#documents", required=False),
)
