"""口岸咨询投诉（xiamen-2022#22，shenzhen-2019#11）。"""

from collections.abc import Mapping
from typing import Any

from kouan.blueprint import Document, Procedure, Terms, Text, plain_numbering
from kouan.procedures.enquiry.flow import flow
from kouan.procedures.enquiry.form import COMPLAINT, FEES, KINDS, TOPICS, Filing
from kouan.procedures.enquiry.rules import RULES

PERSONAL = frozenset(
    {"asker", "phone", "firm_uscc", "firm_name", "call_number", "declaration", "bill", "payee", "content"}
)
"""Never published, whatever was agreed to."""


def _is_about_a_charge(filing: Filing) -> bool:
    return filing.kind == COMPLAINT and filing.topic == FEES


def _headline(filing: Filing) -> Text:
    kind = KINDS.options[filing.kind]
    return Text(f"{kind.zh} · {filing.subject}", f"{kind.en} · {filing.subject}")


def _public_title(published: Mapping[str, Any]) -> Text:
    topic = TOPICS.options[published["topic"]]
    return Text(f"{topic.zh} · {published['subject']}", f"{topic.en} · {published['subject']}")


procedure = Procedure(
    code="enquiry",
    title=Text("口岸咨询与投诉", "Enquiries and complaints"),
    summary=Text(
        "12360、95198、12345、12315、12358、电子口岸热线和网上、大厅的诉求一处受理：能答的当场答，涉及几家的同时转办、限时答复；"
        "办结请企业评价，不满意的由口岸办再协调，同意的隐去身份公开问答。时限为本系统暂定，未核实。",
        "What comes by 12360, 95198, 12345, 12315, 12358, the e-port's hotline, online or at the counter is taken in "
        "at one place: answered at once or passed to all whom it concerns side by side, each within its time. The "
        "asker rates it, and the port office coordinates what did not satisfy. Answers are published without names. "
        "The times are not confirmed.",
    ),
    basis=("xiamen-2022#22", "shenzhen-2019#11", "hotline-2020-53#sort", "hotline-2020-53#answer"),
    lead="window",
    category=Text("服务", "Services"),
    form=Filing,
    rules=RULES,
    terms=Terms.beside(__file__),
    numbering=plain_numbering("EQ"),
    object_kind="enquiry",
    principal=lambda filing: filing.firm_uscc,
    priority=lambda filing: -1 if filing.urgent else 0,
    headline=_headline,
    secrets=lambda filing: PERSONAL,
    publishes="publish",
    publication_title=_public_title,
    opened_by=("applicant", "window"),
    documents=(
        Document(
            "receipt",
            Text("收费凭证", "Receipt of the charge"),
            "port-charges-catalogue#off-list",
            _is_about_a_charge,
        ),
        Document("evidence", Text("其他材料", "Other material"), "hotline-2020-53#sort", required=False),
    ),
    flow=flow,
)
