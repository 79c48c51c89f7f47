"""Which events are meant, and opening hours, as studies write them."""

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from kouan.modules.timing.studies.awaiting import Picked
from kouan.modules.timing.studies.reading import Part
from kouan.modules.timing.worktime import Hours

_SPAN = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")
_DAY = 24 * 60


def picked(said: Mapping[str, Part], kinds: Iterable[str], events: str = "events") -> Picked:
    """``events`` with ``of`` (the unit, where it is not said), ``qualifiers`` and ``parties``."""
    kinds = tuple(kinds)
    return Picked(
        said[events].words(),
        said["of"].word(kinds) if "of" in said else kinds[0],
        said["qualifiers"].words() if "qualifiers" in said else (),
        said["parties"].words() if "parties" in said else (),
    )


def hours(part: Part) -> Hours:
    """Opening hours: ``{days: working | every, open: ["08:30-12:00", "13:30-17:30"]}``."""
    said = part.fields(("days", "open"))
    spans = tuple(_span(each) for each in said["open"].parts())
    if not spans or any(after[0] < before[1] for before, after in pairwise(spans)):
        raise said["open"].wrong(
            "应有至少一段时间，先后排列、互不重叠", "it must have one span or more, in order and apart"
        )
    return Hours("every" if said["days"].word(("working", "every")) == "every" else "working", spans)


def _span(part: Part) -> tuple[int, int]:
    found = _SPAN.fullmatch(part.word())
    if found:
        start, end = (int(found[at]) * 60 + int(found[at + 1]) for at in (1, 3))
        if start < end <= _DAY:
            return start, end
    raise part.wrong(f"“{part.word()}”应写作 08:30-17:30", f"{part.word()!r} must be written as 08:30-17:30")
