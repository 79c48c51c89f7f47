"""预约查验与预约通关（zhanjiang-2022#2、#3，order-138）。"""

from kouan.blueprint import Document, Procedure, Terms, Text, plain_numbering
from kouan.procedures.inspection_appointment.flow import TAKEN_BACK, flow
from kouan.procedures.inspection_appointment.form import ENTRUSTED, KINDS, Filing
from kouan.procedures.inspection_appointment.rules import RULES


def _is_entrusted(filing: Filing) -> bool:
    return filing.attendance == ENTRUSTED


def _headline(filing: Filing) -> Text:
    kind, what = KINDS.options[filing.kind], f"{filing.applicant_name} · {filing.bill}"
    return Text(f"{what} · {kind.zh}", f"{what} · {kind.en}")


procedure = Procedure(
    code="inspection-appointment",
    title=Text("预约查验与预约通关", "Appointment for inspection or clearance"),
    summary=Text(
        "约好时间到查验场集中查验，或在非工作时间预约通关；海关和港口同时安排，时段不合适的可改约；鲜活易腐优先，"
        "不到场可以委托。查验没有问题的，吊装、移位、仓储费免除。预约提前量等时限为本系统暂定，未核实。",
        "A time is fixed for containers to be inspected together, or for clearance outside office hours. Customs and "
        "port arrange it side by side and may offer another window; perishables come first, and the site operator may "
        "attend. Where nothing is found, lifting, moving and storage are free. How far ahead to book is not confirmed.",
    ),
    basis=("zhanjiang-2022#2", "zhanjiang-2022#3", "order-138#notice", "guangzhou-2019#19"),
    lead="customs",
    category=Text("口岸物流", "Port logistics"),
    form=Filing,
    rules=RULES,
    terms=Terms.beside(__file__),
    numbering=plain_numbering("IA"),
    object_kind="inspection-appointment",
    audience=("importer", "exporter", "customs-broker", "forwarder"),
    principal=lambda filing: filing.applicant_uscc,
    priority=lambda filing: -1 if filing.perishable else 0,
    headline=_headline,
    takes_back=TAKEN_BACK,
    documents=(
        Document("mandate", Text("查验委托书", "Mandate to attend"), "order-138#present", _is_entrusted),
        Document("reason", Text("紧急情况证明", "Proof of the emergency"), "zhanjiang-2022#2", required=False),
    ),
    flow=flow,
)
