"""Deadlines that end something by law (逾期视为放弃, 自动失效, 视为同意): the step ends of itself, as of that moment.

Nobody has to be quick for it: whatever is done to a case later, its deadlines have passed first. The system only sees
to it that this is also recorded where nobody does anything.
"""

from datetime import datetime

from kouan.blueprint.flow import Step
from kouan.engine.case import Case
from kouan.engine.consequences import follow
from kouan.engine.dues import due
from kouan.kernel.clock import SHANGHAI
from kouan.kernel.event import SYSTEM, Event


def next_lapse(case: Case) -> tuple[datetime, Step] | None:
    """The open step that ends of itself first, and when; None where none does or its clock stands still."""
    found = [(ends, step) for step in case.open_steps if step.lapses and (ends := due(case, step))]
    return min(found, key=lambda lapse: lapse[0], default=None)


def passed(case: Case, now: datetime) -> tuple[tuple[Event, ...], Case]:
    """What has ended of itself up to ``now``, the earliest first, and the case after it; the case itself if nothing."""
    events: list[Event] = []
    while (lapse := next_lapse(case)) and lapse[0] <= now:
        case = case if events else case.fork()
        events += follow(case, _lapsed(case, *lapse), set(case.opened))
    return tuple(events), case


def _lapsed(case: Case, ends: datetime, step: Step) -> Event:
    """The event as of the deadline, or of the last thing that happened, should the step have opened after it."""
    assert step.lapses
    at, way = f"{ends.astimezone(SHANGHAI):%Y-%m-%d %H:%M}", step.lapses.title
    reason = (
        f"“{step.title.zh}”的期限已于 {at} 届满：{way.zh}。 | The time for “{step.title.en}” ended at {at}: {way.en}."
    )
    payload = {"step": step.name, "outcome": step.lapses.code, "reason": reason, "lapsed": ends.isoformat()}
    return Event("decided", max(ends, case.latest), SYSTEM, payload)


def has_lapsed(case: Case, step: Step) -> bool:
    """Whether a step, which people do, was ended by its deadline."""
    outcome = case.outcomes.get(step.name)
    return outcome is not None and outcome.party == SYSTEM.party and step.kind in ("review", "supply")
