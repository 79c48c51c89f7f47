"""停止使用总担保：海关立案停止使用，企业改正后恢复，否则终止（海关事务担保条例）。"""

from collections.abc import Callable

from kouan.blueprint import (
    Document,
    Flow,
    Procedure,
    Terms,
    Text,
    Way,
    Within,
    auto,
    end,
    plain_numbering,
    resume,
    review,
    supply,
    suspend,
)
from kouan.procedures._guarantee.words import KIND
from kouan.procedures.guarantee_suspension.form import GROUNDS, Filing, Remedy
from kouan.procedures.guarantee_suspension.rules import REMEDY_RULES, RULES

STOPPED = Way("done", Text("已停止使用", "Stopped"), draws=(suspend(KIND),))
RESUMED = Way("resumed", Text("恢复使用", "Used again"), draws=(resume(KIND),))
ENDED = Way("ended", Text("终止使用", "Ended for good"), adverse=True, draws=(end(KIND),))
SILENT = Way("silent", Text("逾期没有改正", "Not made good in time"))


def _flow(limit: Callable[[str], Within]) -> Flow:
    """Stopped at once; the firm makes it good in its time; customs say whether the guarantee is used again."""
    return (
        auto("stop", "停止使用 | Stopped", ways=(STOPPED,))
        >> supply(
            "remedy",
            "企业改正 | The firm makes it good",
            form=Remedy,
            rules=REMEDY_RULES,
            within=limit("remedy"),
            lapses=SILENT,
        )
        >> review(
            "decide",
            "是否恢复使用 | Whether it is used again",
            by="customs",
            desk="duty",
            within=limit("decide"),
            ways=(RESUMED, ENDED),
        )
    )


def _headline(filing: Filing) -> Text:
    ground = GROUNDS.options[filing.ground]
    return Text(
        f"{filing.firm_name} · {filing.guarantee} · {ground.zh}",
        f"{filing.firm_name} · {filing.guarantee} · {ground.en}",
    )


procedure = Procedure(
    code="guarantee-suspension",
    title=Text("停止使用总担保", "A general guarantee stopped"),
    summary=Text(
        "企业有未履行的义务，或担保人丧失资格、能力的，海关停止其使用总担保：已占用的额度不受影响，改正后恢复使用。",
        "Where a firm leaves obligations unmet, or its guarantor loses standing or means, customs stops the use of its "
        "general guarantee: what it bears already stays; it is used again once that is made good.",
    ),
    basis=("guarantee-regulation#stop-general", "gacc-2017-45#guarantee", "shenzhen-2019#19"),
    lead="customs",
    category=Text("税费与担保", "Duty and guarantees"),
    form=Filing,
    rules=RULES,
    documents=(
        Document("finding", Text("停止使用的依据材料", "What it was found by"), "guarantee-regulation#stop-general"),
        Document(
            "proof",
            Text("改正的证明（缴款书、新担保人的保函等）", "Proof (receipt, a new guarantor's letter …)"),
            "guarantee-regulation#perform",
            required=False,
            step="remedy",
        ),
    ),
    flow=_flow,
    terms=Terms.beside(__file__),
    numbering=plain_numbering("GS"),
    object_kind="guarantee-suspension",
    audience=("importer",),
    opened_by=("customs",),
    principal=lambda filing: filing.firm_uscc,
    headline=_headline,
)
