"""舱单变更无纸化：时限以前直接变更，时限以后凭电子材料审核（haiyang-2020#10）。"""

from kouan.blueprint import (
    APPROVE,
    Computed,
    Document,
    Facts,
    Procedure,
    Terms,
    Text,
    Way,
    auto,
    plain_numbering,
    review,
)
from kouan.procedures._manifest import telling
from kouan.procedures._manifest.telling import bills
from kouan.procedures.manifest_amendment.form import ADD, BULK, CHANGE, DELETE, DIRECT, PENALTY, Filing
from kouan.procedures.manifest_amendment.rules import RULES
from kouan.procedures.manifest_amendment.telling import added, changed, deleted

REFUSED = Way("refuse", Text("不予变更（回执 03）", "Not changed (receipt 03)"), ends=True)
APPLIED = (
    Way(ADD, Text("已增补", "Added"), emits=bills(telling.ACCEPTED, added)),
    Way(DELETE, Text("已删除", "Deleted"), emits=bills(telling.DELETED, deleted)),
    Way(CHANGE, Text("已修改", "Changed"), emits=bills(telling.CHANGED, changed)),
)


def _is_proved(filing: Filing) -> bool:
    return filing.ground != DIRECT


def _is_bulk(filing: Filing) -> bool:
    return filing.ground == BULK


def _is_punished(filing: Filing) -> bool:
    return filing.ground == PENALTY


def is_reviewed(facts: Facts) -> bool:
    """时限已过或货物已申报 | After the time limit, or the goods have been declared"""
    return _is_proved(facts.filing)


def _apply(facts: Facts) -> Computed:
    return Computed(facts.filing.function, "")


def _headline(filing: Filing) -> Text:
    does = {ADD: Text("增补", "add"), DELETE: Text("删除", "delete"), CHANGE: Text("修改", "change")}[filing.function]
    said = f"{filing.bill} · {filing.conveyance} {filing.voyage}"
    return Text(f"{does.zh} · {said}", f"{does.en} · {said}")


procedure = Procedure(
    code="manifest-amendment",
    title=Text("舱单变更", "Changing a manifest"),
    summary=Text(
        "全程无纸：传输时限以前、货物未申报的直接变更；时限以后上传电子材料，海关审核后变更。",
        "All without paper: changed at once before the time limit while goods are not declared; "
        "afterwards customs reviews the proof that is uploaded.",
    ),
    category=Text("舱单", "Manifests"),
    basis=("order-172#change", "order-172#change-direct", "order-172#change-grounds", "haiyang-2020#10"),
    lead="customs",
    form=Filing,
    rules=RULES,
    documents=(
        Document("bill-copy", Text("提（运）单", "Bill of lading"), "order-172#change-documents", _is_proved),
        Document(
            "correct-manifest",
            Text("加盖传输人签章的正确舱单", "Correct manifest, sealed by the sender"),
            "order-172#change-documents",
            _is_proved,
        ),
        Document("proof", Text("变更合理性证明", "Proof of reason"), "order-172#change-documents", _is_proved),
        Document("tally", Text("理货报告或衡重证明", "Tally or weight report"), "order-172#discrepancy", _is_bulk),
        Document("penalty", Text("处罚决定书", "Penalty decision"), "order-172#change-grounds", _is_punished),
    ),
    terms=Terms.beside(__file__),
    numbering=plain_numbering("MC"),
    object_kind="manifest-amendment",
    audience=("ship-agent", "carrier", "forwarder"),
    headline=_headline,
    flow=lambda limit: (
        review(
            "check",
            "海关审核 | Reviewed by customs",
            by="customs",
            desk="vessels",
            within=limit("check"),
            ways=(APPROVE, REFUSED),
        ).when(is_reviewed)
        >> auto("apply", "变更舱单 | Manifest changed", compute=_apply, ways=APPLIED)
    ),
)
