"""What became of an appointment: the port records the times, or why the box went to the yard, and the gain is told."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

from kouan.blueprint import Choice, Circumstances, Computed, Facts, Finding, Rule, Text, Way, rule

DIRECT, FELL_BACK = "direct", "fell-back"
CAUSES = Choice(
    {
        "not-declared-early": Text("未在抵港前申报", "Not declared before arrival"),
        "not-released": Text("尚未放行", "Not released yet"),
        "held": Text("被布控或扣留", "Selected or held"),
        "carrier-not-released": Text("船公司尚未放货", "Not released by the carrier"),
        "truck-absent": Text("车辆未按时段到达", "The truck was not there in its window"),
        "unsafe": Text("天气、泊位或机械原因不能安全作业", "Weather, berth or gear did not allow safe work"),
        "ship-changed": Text("船期或配载变化", "The ship's times or stowage changed"),
    }
)
RECORDED = (Way("recorded", Text("已登记", "Recorded")),)
RESULTS = (
    Way(DIRECT, Text("船边作业完成", "Worked at the ship's side")),
    Way(FELL_BACK, Text("转入堆场，按一般流程办理", "Went to the yard and on the ordinary way")),
)


class Handover(Protocol):
    """The record of a handover: two times, or a cause."""

    began: datetime | None
    ended: datetime | None
    usual_hours: Decimal | None
    cause: str | None


@rule("handover-untold", basis="direct-pickup#fallback")
def times_or_a_cause(record: Handover) -> Iterator[Finding]:
    """请填起止两个时间；转入堆场的，请填原因。 | Give both times, or the cause when the box went to the yard."""
    if record.cause is None and (record.began is None or record.ended is None):
        yield "began" if record.began is None else "ended"


@rule("handover-order", basis="direct-pickup#fallback")
def it_ends_after_it_began(record: Handover) -> Iterator[Finding]:
    """完成时间应晚于开始时间。 | It must end after it began."""
    if record.began and record.ended and record.ended <= record.began:
        yield "ended"


@rule("handover-ahead", basis="direct-pickup#fallback")
def it_has_happened(record: Handover, on: Circumstances) -> Iterator[Finding]:
    """登记的时间不能晚于现在。 | What is recorded cannot lie ahead."""
    for name in ("began", "ended"):
        at = getattr(record, name)
        if at and at > on.moment:
            yield name


HANDOVER_RULES: tuple[Rule, ...] = (times_or_a_cause, it_ends_after_it_began, it_has_happened)


def result(facts: Facts) -> Computed:
    """Direct or fallen back; for the first, minutes taken and minutes saved against the usual stay in the yard."""
    said = facts.outcomes["handover"].data
    if said.get("cause"):
        words = CAUSES.options[said["cause"]]
        return Computed(FELL_BACK, f"{words.zh} | {words.en}", {"cause": said["cause"]})
    taken = datetime.fromisoformat(said["ended"]) - datetime.fromisoformat(said["began"])
    data: dict[str, Any] = {"minutes": int(taken.total_seconds() // 60)}
    if said.get("usual_hours"):
        data["saved_minutes"] = int(Decimal(said["usual_hours"]) * 60) - data["minutes"]
    return Computed(DIRECT, "", data)
