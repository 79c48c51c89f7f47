"""抵港直装：提前申报的出口箱进闸即报运抵、放行后直接装船，条件不具备的转入堆场（zhanjiang-2022#3，xiamen-2022#3）。"""

from kouan.blueprint import Document, Procedure, Terms, Text, auto, plain_numbering
from kouan.procedures._quayside.flow import CHECKED, agreed, booked, cancelled, moved, recorded
from kouan.procedures.direct_loading.form import Filing, Handover
from kouan.procedures.direct_loading.rules import RULES, check


def _is_dangerous(filing: Filing) -> bool:
    return filing.un_number is not None


def _headline(filing: Filing) -> Text:
    what = f"{filing.consignor_name} · {filing.container} · {filing.truck}"
    return Text(what, what)


procedure = Procedure(
    code="direct-loading",
    title=Text("出口货物抵港直装预约", "Appointment for loading on arrival"),
    summary=Text(
        "提前申报的出口箱约好车辆和进闸时段：进闸即发运抵报告，放行后直接到船边装船；"
        "放行、重量或船期有一项不具备的转入堆场。一箱一车一时段。",
        "Export boxes declared early book truck and window: the gate reports their arrival, customs releases, and they "
        "go straight to the ship; where release, weight or the ship's times fail, the box goes to the yard. "
        "One box, one truck, one window.",
    ),
    basis=(
        "direct-pickup#loading",
        "direct-pickup#fallback",
        "gacc-2014-74#export",
        "zhanjiang-2022#3",
        "xiamen-2022#3",
    ),
    lead="port",
    category=Text("口岸物流", "Port logistics"),
    form=Filing,
    rules=RULES,
    terms=Terms.beside(__file__),
    numbering=plain_numbering("DL"),
    object_kind="direct-loading",
    audience=("exporter", "customs-broker", "forwarder"),
    principal=lambda filing: filing.consignor_uscc,
    priority=lambda filing: -1 if filing.perishable else 0,
    headline=_headline,
    documents=(
        Document(
            "box-packing",
            Text("集装箱装箱证明书", "Container packing certificate"),
            "imdg-code#packing-certificate",
            _is_dangerous,
        ),
        Document("packing-list", Text("装箱单", "Packing list"), "gacc-docs#packing-list", required=False),
    ),
    takes_back=cancelled("direct-loading-cancelled"),
    flow=lambda limit: (
        auto("check", "核对预约条件 | Conditions checked", compute=check, ways=CHECKED)
        >> agreed(limit)
        >> booked("direct-loading-booked")
        >> recorded(moved("gated-in", "等待进闸（运抵） | Gate-in awaited"), Handover, limit)
    ),
)
