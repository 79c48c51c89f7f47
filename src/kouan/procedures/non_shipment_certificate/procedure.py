"""未出运证明：网上申请、自动核对、电子签发（haiyang-2020#10）。"""

from kouan.blueprint import Document, Numbering, Procedure, Terms, Text, Way, auto, review
from kouan.procedures.non_shipment_certificate.certificate import CHECKED, check, is_unseen, issue
from kouan.procedures.non_shipment_certificate.form import Filing
from kouan.procedures.non_shipment_certificate.rules import RULES


def _is_rebated(filing: Filing) -> bool:
    return filing.rebated


def _headline(filing: Filing) -> Text:
    boxes = f" · {len(filing.boxes)} 箱" if filing.boxes else ""
    counted = f" · {len(filing.boxes)} containers" if filing.boxes else ""
    return Text(
        f"{filing.exporter_name} · {filing.declaration}{boxes}",
        f"{filing.exporter_name} · {filing.declaration}{counted}",
    )


procedure = Procedure(
    code="non-shipment-certificate",
    title=Text("未出运证明", "Non-shipment certificate"),
    summary=Text(
        "出口货物申报后没有装船的，凭码头证明申请；系统先核对装载记录，海关审核后签发可核验的电子证明。",
        "For exports declared but not shipped: the loading record is checked at once, customs reviews, "
        "and an electronic certificate follows that anyone can verify.",
    ),
    basis=("non-shipment#when", "haiyang-2020#10", "order-220#non-shipment", "order-172#non-shipment"),
    lead="customs",
    category=Text("货物申报", "Cargo declaration"),
    form=Filing,
    rules=RULES,
    terms=Terms.beside(__file__),
    numbering=Numbering(
        lambda filing, year: f"non-shipment-{filing.office}-{year}",
        lambda filing, year, n: f"NSC-{filing.office}-{year}-{n:05d}",
    ),
    object_kind="non-shipment-certificate",
    audience=("exporter", "customs-broker", "forwarder"),
    principal=lambda filing: filing.exporter_uscc,
    headline=_headline,
    documents=(
        Document("terminal-proof", Text("码头未装船证明", "Terminal's proof of non-loading"), "non-shipment#proof"),
        Document("repayment", Text("补税凭证", "Proof of repayment"), "non-shipment#certificate", _is_rebated),
        Document(
            "booking", Text("订舱或退关通知", "Booking or shut-out notice"), "non-shipment#content", required=False
        ),
    ),
    flow=lambda limit: (
        auto("check", "核对装载记录 | Loading record checked", compute=check, ways=CHECKED)
        >> review(
            "inspection",
            "实地核查 | Looked at on the spot",
            by="customs",
            desk="inspection",
            within=limit("inspection"),
        ).when(is_unseen)
        >> review("review", "海关审核 | Customs review", by="customs", desk="documents", within=limit("review"))
        >> auto(
            "issue",
            "签发电子证明 | Certificate issued",
            compute=issue,
            ways=(Way("issued", Text("已签发", "Issued")),),
        )
    ),
)
