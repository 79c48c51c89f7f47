"""What became of each bottleneck since the period before: hours, medians and counts, what is new and what is gone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from kouan.modules.timing.measures.bottlenecks import Bottleneck

Standing = Literal["new", "gone", "both"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was waited for, now and in the period before; None where it was not waited for then."""

    what: tuple[str, ...]
    now: Bottleneck | None
    before: Bottleneck | None

    @property
    def standing(self) -> Standing:
        if self.before is None:
            return "new"
        return "gone" if self.now is None else "both"

    @property
    def us(self) -> int:
        """By how many microseconds more was lost; below nothing: less."""
        return _of(self.now, "us") - _of(self.before, "us")

    @property
    def n(self) -> int:
        """By how many more waits there were."""
        return _of(self.now, "n") - _of(self.before, "n")

    @property
    def median_us(self) -> int | None:
        """By how much longer the median wait was; None where there is nothing to compare."""
        if self.now is None or self.before is None:
            return None
        return self.now.median_us - self.before.median_us


def changes(now: Iterable[Bottleneck], before: Iterable[Bottleneck]) -> list[Change]:
    """Everything that was waited for in either period, the greatest change of hours first, whichever way."""
    at, then = _by_what(now), _by_what(before)
    found = [Change(what, at.get(what), then.get(what)) for what in at.keys() | then.keys()]
    return sorted(found, key=lambda each: (-abs(each.us), each.what))


def _by_what(rows: Iterable[Bottleneck]) -> Mapping[tuple[str, ...], Bottleneck]:
    return {each.what: each for each in rows}


def _of(row: Bottleneck | None, name: str) -> int:
    return int(getattr(row, name)) if row else 0
