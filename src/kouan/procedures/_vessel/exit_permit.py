"""The exit permit: how long it holds, and what becomes of one that was not used in time."""

from datetime import datetime, timedelta

from kouan.blueprint import Computed, Facts, Text, Way
from kouan.procedures._application.spans import hours

SAILED, LATE, DELAYED = "sailed", "late", "delayed"
PERMITTED = (Way("done", Text("准予出口岸", "May leave")),)
HELD = (
    Way(SAILED, Text("在许可有效期内驶离", "Sailed while the permit held")),
    Way(LATE, Text("逾有效期才驶离", "Sailed after the permit had lapsed")),
    Way(DELAYED, Text("未能驶离", "Could not sail")),
)
KEEP = "keep"
DECIDED = (
    Way(KEEP, Text("不必重新办理", "No need to start again")),
    Way("anew", Text("须重新办理出口岸手续", "Exit formalities start again"), ends=True),
)


def issue(facts: Facts) -> Computed:
    """The permit with its end; it begins with the last decision before it."""
    begins = max(outcome.at for outcome in facts.outcomes.values())
    return Computed("done", "", {"valid_until": (begins + _validity(facts)).isoformat()})


def _validity(facts: Facts) -> timedelta:
    return hours(facts.circumstances, "permit-valid")


def held(facts: Facts, permit: str, sailed: datetime | None) -> Computed:
    """Whether the ship sailed while the permit of a step held: the last moment still counts."""
    if sailed is None:
        return Computed(DELAYED, "")
    return Computed(SAILED if sailed - facts.outcomes[permit].at <= _validity(facts) else LATE, "")


def is_reconsidered(facts: Facts) -> bool:
    """情况有变或 24 小时内未驶离 | Things changed, or the ship did not sail within 24 hours"""
    return facts.outcome("validity") != SAILED
