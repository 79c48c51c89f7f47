"""When something is expected, for whoever waits for it: the window that was last said of it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from kouan.kernel.clock import from_micros
from kouan.modules.timing.foretold.aims import Aim, aims, by_code
from kouan.modules.timing.models import Window


@dataclass(frozen=True, slots=True)
class Expected:
    """Four times in five ``aim`` is reached between ``since`` and ``until``; said after an event at ``made_at``."""

    aim: Aim
    made_at: datetime
    since: datetime
    until: datetime

    def is_past(self, now: datetime) -> bool:
        """Whether it takes longer by now than nine of ten did: then no time can be told."""
        return self.until <= now


def expected(kind: str, objects: Collection[str]) -> dict[str, list[Expected]]:
    """What is expected of each of some objects, in the order of :func:`aims`; nothing where too little was learned."""
    found: dict[str, list[Expected]] = defaultdict(list)
    order = {each.code: place for place, each in enumerate(aims())}
    rows = Window.objects.filter(kind=kind, object__in=objects, aim__in=order)
    for row in sorted(rows, key=lambda row: order[row.aim]):
        ends = (row.made_at, row.made_at + row.low_us, row.made_at + row.high_us)
        found[row.object].append(Expected(by_code()[row.aim], *map(from_micros, ends)))
    return found
