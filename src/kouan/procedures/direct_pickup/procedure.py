"""船边直提：提前申报的进口箱预约卸船即提，条件不具备的转入堆场（zhanjiang-2022#3，xiamen-2022#3）。"""

from kouan.blueprint import Document, Procedure, Terms, Text, auto, plain_numbering
from kouan.procedures._quayside.flow import CHECKED, agreed, booked, cancelled, moved, recorded
from kouan.procedures.direct_pickup.form import Filing, Handover
from kouan.procedures.direct_pickup.rules import RULES, check


def _is_dangerous(filing: Filing) -> bool:
    return filing.un_number is not None


def _headline(filing: Filing) -> Text:
    what = f"{filing.consignee_name} · {filing.container} · {filing.truck}"
    return Text(what, what)


procedure = Procedure(
    code="direct-pickup",
    title=Text("进口货物船边直提预约", "Appointment for ship-side pick-up"),
    summary=Text(
        "提前申报、税款缴清或担保、未被布控、船公司已放货的进口箱，约好车辆和时段，卸船即装车提离；"
        "卸船时条件不具备的转入堆场。一箱一车一时段。",
        "Import boxes declared early, with duty settled, not selected and released by the carrier go from the ship "
        "straight onto the truck booked; where a condition fails at discharge the box goes to the yard. "
        "One box, one truck, one window.",
    ),
    basis=("direct-pickup#pickup", "direct-pickup#fallback", "zhanjiang-2022#3", "xiamen-2022#3"),
    lead="port",
    category=Text("口岸物流", "Port logistics"),
    form=Filing,
    rules=RULES,
    terms=Terms.beside(__file__),
    numbering=plain_numbering("DP"),
    object_kind="direct-pickup",
    audience=("importer", "customs-broker", "forwarder"),
    principal=lambda filing: filing.consignee_uscc,
    priority=lambda filing: -1 if filing.perishable else 0,
    headline=_headline,
    documents=(
        Document(
            "transport-permit",
            Text("道路危险货物运输许可", "Permit to carry dangerous goods by road"),
            "dg-port#consignor-info",
            _is_dangerous,
        ),
        Document(
            "delivery-mandate", Text("提货委托书", "Mandate to take delivery"), "gacc-docs#mandate", required=False
        ),
    ),
    takes_back=cancelled("direct-pickup-cancelled"),
    flow=lambda limit: (
        auto("check", "核对预约条件 | Conditions checked", compute=check, ways=CHECKED)
        >> agreed(limit)
        >> booked("direct-pickup-booked")
        >> recorded(moved("discharged", "等待卸船 | Discharge awaited"), Handover, limit)
    ),
)
