"""预配舱单传输，含装载舱单（order-172、shenzhen-2019#28）。"""

from kouan.blueprint import Document, Procedure, Terms, Text, auto, plain_numbering, supply
from kouan.procedures._manifest.receiving import received
from kouan.procedures._manifest.rules_conveyance import EXPORT
from kouan.procedures._manifest.shape import headline
from kouan.procedures._manifest.telling import whole
from kouan.procedures.pre_loaded_manifest.form import Filing
from kouan.procedures.pre_loaded_manifest.loading import COMPARED, LOAD, compare
from kouan.procedures.pre_loaded_manifest.rules import RULES, is_late

procedure = Procedure(
    code="pre-loaded-manifest",
    title=Text("预配舱单传输", "Pre-loaded manifest"),
    summary=Text(
        "出境运输工具的舱单：货物申报以前传主要数据，装货以前按时限传其他数据，放行后、装货前再传装载舱单。",
        "The manifest of an outbound conveyance: main data before goods are declared, the rest in time before "
        "loading, and the loaded manifest once goods are released.",
    ),
    category=Text("舱单", "Manifests"),
    basis=(
        "order-172#kinds",
        "order-172#pre-main",
        "order-172#pre-other",
        "order-172#loaded",
        "gacc-2018-40#format",
        "shenzhen-2019#28",
    ),
    lead="customs",
    form=Filing,
    rules=RULES,
    documents=(Document("booking", Text("订舱确认", "Booking confirmation"), "order-103#documents", required=False),),
    terms=Terms.beside(__file__),
    numbering=plain_numbering("PM"),
    object_kind="manifest",
    audience=("ship-agent", "carrier", "forwarder"),
    headline=headline,
    flow=lambda limit: (
        received(limit, is_late, whole(EXPORT))
        >> supply(LOAD, "传输装载舱单 | Loaded manifest sent", completes=True)
        >> auto("compare", "与预配舱单核对 | Compared with the pre-loaded one", compute=compare, ways=COMPARED)
    ),
)
