"""原始舱单传输（order-172、shenzhen-2019#28）。"""

from kouan.blueprint import Document, Procedure, Terms, Text, plain_numbering
from kouan.procedures._manifest.receiving import received
from kouan.procedures._manifest.rules_conveyance import IMPORT
from kouan.procedures._manifest.shape import headline
from kouan.procedures._manifest.telling import whole
from kouan.procedures.original_manifest.form import Filing
from kouan.procedures.original_manifest.rules import RULES, is_late

procedure = Procedure(
    code="original-manifest",
    title=Text("原始舱单传输", "Original manifest"),
    summary=Text(
        "进境运输工具的舱单：主要数据按时限先传，接受后即可申报货物；其他数据在货物运抵卸货港以前补传。",
        "The manifest of an inbound conveyance: main data in time, after which goods may be declared; "
        "the rest before the goods reach the port of discharge.",
    ),
    category=Text("舱单", "Manifests"),
    basis=(
        "order-172#kinds",
        "order-172#original-time",
        "order-172#original-complete",
        "gacc-2018-40#format",
        "shenzhen-2019#28",
    ),
    lead="customs",
    form=Filing,
    rules=RULES,
    documents=(
        Document("bill-copy", Text("提运单", "Bill of lading or waybill"), "order-103#documents", required=False),
    ),
    terms=Terms.beside(__file__),
    numbering=plain_numbering("OM"),
    object_kind="manifest",
    audience=("ship-agent", "carrier", "forwarder"),
    headline=headline,
    flow=lambda limit: received(limit, is_late, whole(IMPORT)),
)
