"""航空舱单传输：进港原始舱单、出港预配舱单（xiamen-2022#2、guangzhou-2019#16）。"""

from kouan.blueprint import Document, Procedure, Terms, Text, plain_numbering
from kouan.procedures._manifest.receiving import received
from kouan.procedures.air_manifest.form import ANIMALS, DANGEROUS, PERISHABLE, Filing
from kouan.procedures.air_manifest.rules import RULES, is_late
from kouan.procedures.air_manifest.telling import of_waybill

URGENT = frozenset({PERISHABLE, ANIMALS})


def _is_dangerous(filing: Filing) -> bool:
    return any(DANGEROUS in bill.handling for bill in filing.bills)


def _priority(filing: Filing) -> int:
    return -1 if any(URGENT & set(bill.handling) for bill in filing.bills) else 0


def _headline(filing: Filing) -> Text:
    count = len(filing.bills)
    return Text(f"{filing.flight} · 总运单 {count} 票", f"{filing.flight} · {count} master waybill(s)")


procedure = Procedure(
    code="air-manifest",
    title=Text("航空舱单传输", "Air manifest"),
    summary=Text(
        "航班的电子舱单：总运单、分运单一次传输，货站、货代和海关共用；鲜活和活动物优先办理。",
        "The electronic manifest of a flight: master and house waybills sent once for cargo terminal, forwarders and "
        "customs; perishables and live animals come first.",
    ),
    category=Text("舱单", "Manifests"),
    basis=(
        "order-172#original-time",
        "order-172#pre-other",
        "gacc-2018-40#format",
        "xiamen-2022#2",
        "guangzhou-2019#16",
    ),
    lead="customs",
    form=Filing,
    rules=RULES,
    documents=(
        Document(
            "dangerous-declaration",
            Text("托运人危险品申报单", "Shipper's declaration for dangerous goods"),
            "iata-600a#handling",
            _is_dangerous,
        ),
    ),
    terms=Terms.beside(__file__),
    numbering=plain_numbering("AM"),
    object_kind="manifest",
    audience=("carrier", "forwarder", "warehouse"),
    priority=_priority,
    headline=_headline,
    flow=lambda limit: received(limit, is_late, of_waybill),
)
