"""海关企业信用修复（海关总署令第251号，2026年4月1日起第282号；海阳2020年方案第十九条）。"""

from kouan.blueprint import (
    REFUSE,
    Computed,
    Document,
    Emit,
    Facts,
    Procedure,
    Terms,
    Text,
    Way,
    auto,
    plain_numbering,
    review,
)
from kouan.kernel.clock import local_date
from kouan.procedures.credit_repair.form import GROUNDS, OWING, Filing
from kouan.procedures.credit_repair.rules import RULES

CLEAR = Way("clear", Text("已核清", "In order"))
NOT_CLEAR = Way("not-clear", Text("未核清", "Not in order"), adverse=True)
RESTORED = Way(
    "restored",
    Text("已恢复", "Restored"),
    emits=(Emit("credit-restored", of="organisation", data={"authority": "customs", "level": "regular"}),),
)
"""Put on the log, so that what agencies do jointly against the firm can end with it (Haiyang, measure 19)."""


def has_owed(facts: Facts) -> bool:
    """因欠缴或违规罚款失信，须核对缴清 | Found for what was owed or fined, so payment is checked"""
    return bool(facts.filing.ground in OWING)


def restore(facts: Facts) -> Computed:
    """The level restored, and since when."""
    since = local_date(facts.outcomes["decide"].at)
    return Computed("restored", "", {"level": "regular", "since": since.isoformat()})


def _headline(filing: Filing) -> Text:
    ground = GROUNDS.options[filing.ground]
    return Text(f"{filing.applicant_name} · {ground.zh}", f"{filing.applicant_name} · {ground.en}")


procedure = Procedure(
    code="credit-repair",
    title=Text("海关企业信用修复", "Credit repair"),
    summary=Text(
        "失信企业纠正行为、缴清款项并满规定期限后申请恢复为常规企业：海关核对后二十日内决定，结果记入日志供有关部门解除联合措施。",
        "A discredited firm that put things right, paid and waited its period asks to be a regular firm again: customs "
        "check and decide within twenty days; it is put on the log for the agencies that act jointly.",
    ),
    basis=("order-282#repair", "credit-repair#apply", "credit-repair#twenty-days", "haiyang-2020#19"),
    lead="customs",
    category=Text("企业信用", "Enterprise credit"),
    form=Filing,
    rules=RULES,
    terms=Terms.beside(__file__),
    numbering=plain_numbering("CR"),
    object_kind="credit-repair",
    audience=("importer", "exporter", "customs-broker", "forwarder", "haulier", "warehouse"),
    principal=lambda filing: filing.applicant_uscc,
    headline=_headline,
    documents=(
        Document("correction", Text("纠正和消除影响的证明", "Proof of what was put right"), "credit-repair#apply"),
        Document("promise", Text("守法承诺书", "Written promise"), "credit-repair#apply"),
        Document("receipt", Text("缴款凭证", "Receipt"), "credit-repair#paid", lambda filing: filing.paid),
    ),
    flow=lambda limit: (
        (
            review(
                "conduct",
                "核对纠正情况 | What was put right is checked",
                by="customs",
                desk="credit",
                within=limit("check"),
                ways=(CLEAR, NOT_CLEAR),
            )
            & review(
                "arrears",
                "核对税款和罚没款 | Tax and fines are checked",
                by="customs",
                desk="duty",
                within=limit("check"),
                ways=(CLEAR, NOT_CLEAR),
            ).when(has_owed)
        )
        >> review(
            "decide",
            "修复决定 | Decision",
            by="customs",
            desk="credit",
            within=limit("decide"),
            ways=(Way("restore", Text("准予修复", "Restored")), REFUSE),
        )
        >> auto(
            "restore",
            "恢复等级 | Level restored",
            compute=restore,
            ways=(RESTORED,),
        )
    ),
)
