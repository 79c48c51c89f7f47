"""涉外商事纠纷一站式解决（zhanjiang-2022#23）。"""

from kouan.blueprint import Charge, Document, Procedure, Terms, Text, plain_numbering
from kouan.procedures.trade_dispute.flow import flow
from kouan.procedures.trade_dispute.form import ARBITRABLE, KINDS, Filing
from kouan.procedures.trade_dispute.rules import RULES


def _has_lawyer(filing: Filing) -> bool:
    return filing.lawyer is not None


def _agreed_apart(filing: Filing) -> bool:
    return filing.agreed_later or filing.clause_agreed in ARBITRABLE


def _headline(filing: Filing) -> Text:
    kind, parties = KINDS.options[filing.kind], f"{filing.claimant_name} / {filing.respondent}"
    return Text(f"{parties} · {kind.zh}", f"{parties} · {kind.en}")


procedure = Procedure(
    code="trade-dispute",
    title=Text("涉外商事纠纷一站式", "Foreign commercial disputes, one stop"),
    summary=Text(
        "一次申请解决涉外商事纠纷：司法局受理，贸促会调解，达成协议的可申请法院确认；调解不成的凭同一套材料转仲裁或诉讼。"
        "调解期限为本系统暂定，未核实。",
        "One application for a foreign commercial dispute: the justice bureau takes it in, the council mediates, the "
        "court confirms what was agreed; failing that it goes to arbitration or court with the same papers. Times of "
        "mediation are not confirmed.",
    ),
    basis=("zhanjiang-2022#23", "civil-procedure-law#confirm", "arbitration-law#agreement", "civil-code#four-years"),
    lead="justice",
    category=Text("服务", "Services"),
    form=Filing,
    rules=RULES,
    terms=Terms.beside(__file__),
    numbering=plain_numbering("TD"),
    object_kind="dispute",
    audience=("importer", "exporter", "carrier", "forwarder", "ship-agent", "customs-broker", "warehouse"),
    principal=lambda filing: filing.claimant_uscc,
    headline=_headline,
    documents=(
        Document("application", Text("申请书", "Application"), "zhanjiang-2022#23"),
        Document("contract", Text("合同及往来函电", "Contract and correspondence"), "zhanjiang-2022#23"),
        Document("evidence", Text("证据材料", "Evidence"), "zhanjiang-2022#23"),
        Document(
            "agreement", Text("仲裁协议或条款", "Agreement to arbitrate"), "arbitration-law#agreement", _agreed_apart
        ),
        Document("mandate", Text("律师委托书", "Lawyer's mandate"), "zhanjiang-2022#23", _has_lawyer),
        Document("settlement", Text("调解协议书", "Settlement"), "civil-procedure-law#confirm", step="sign"),
    ),
    charges=(
        Charge(Text("仲裁费", "Arbitration fee"), Text("仲裁机构", "the arbitral body"), "arbitration-law#fees"),
        Charge(Text("案件受理费", "Court fee"), Text("法院", "the court"), "civil-procedure-law#fees"),
    ),
    flow=flow,
)
