"""船舶港内修理备案：海事与港口并联，动火作业另报消防方案。"""

from decimal import Decimal
from typing import Annotated

from kouan.blueprint import (
    AtLeast,
    Clause,
    Code,
    Document,
    Facts,
    Finding,
    Form,
    Identifier,
    Length,
    Positive,
    Procedure,
    Refers,
    Section,
    Terms,
    Text,
    auto,
    plain_numbering,
    review,
    rule,
    supply,
)


class Job(Form):
    """One repair job."""

    place: Annotated[str, Text("部位", "Place on board"), Length(40)]
    hours: Annotated[Decimal, Text("预计工时", "Hours expected"), Positive()]
    hot_work: Annotated[bool, Text("动火作业", "Hot work")] = False


class Filing(Form):
    """Notice of repairs in port."""

    clause = "vessel-entry#truth"
    ship: Annotated[str, Text("船舶 IMO 编号", "IMO ship number"), Identifier("imo"), Section(Text("船舶", "Ship"))]
    flag: Annotated[str, Text("船旗国", "Flag"), Code("country")]
    call: Annotated[str | None, Text("航次", "Vessel call"), Refers("vessel-call")] = None
    yard: Annotated[str | None, Text("修理单位", "Repair yard"), Identifier("uscc")] = None
    jobs: Annotated[list[Job], Text("修理项目", "Repair jobs"), AtLeast(1, 20), Section(Text("项目", "Jobs"))]


class FirePlan(Form):
    """What must be known before hot work."""

    watch: Annotated[str, Text("看火人", "Fire watch"), Length(40), Clause("vessel-entry#truth")]


def has_hot_work(facts: Facts) -> bool:
    """有动火作业 | There is hot work"""
    return any(job.hot_work for job in facts.filing.jobs)


@rule("job-at-most-30-days", basis="vessel-entry#truth", each="jobs")
def a_job_takes_at_most_thirty_days(job: Job) -> "list[Finding]":
    """单项工时 {hours} 超过 720 小时，应分项填报。 | {hours} hours is more than 720 for one job; split it."""
    return [("hours", {"hours": job.hours})] if job.hours > 720 else []


procedure = Procedure(
    code="ship-repair-notice",
    title=Text("船舶港内修理备案", "Notice of ship repairs in port"),
    summary=Text("船舶在港内修理前备案。", "Filed before a ship is repaired in port."),
    basis=("vessel-entry#truth",),
    lead="msa",
    category=Text("船舶", "Ships"),
    form=Filing,
    terms=Terms.beside(__file__),
    numbering=plain_numbering("SRN"),
    rules=(a_job_takes_at_most_thirty_days,),
    documents=(Document("plan", Text("修理方案", "Repair plan"), "vessel-entry#truth", required=False),),
    object_kind="repair",
    flow=lambda limit: (
        review("accept", "受理 | Acceptance", by="window", desk="reception", within=limit("accept"))
        >> (
            review("maritime", "海事审核 | Maritime review", by="msa", desk="vessels", within=limit("review"))
            & review("port", "港口审核 | Port review", by="port", desk="berths", within=limit("review"))
            & supply("fire-plan", "消防方案 | Fire plan", form=FirePlan, within=limit("review")).when(has_hot_work)
        )
        >> auto("record", "备案 | Record")
    ),
)
