"""How long cases really took, from filing to their end."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kouan.kernel.clock import to_micros
from kouan.modules.cases.models import Case

WINDOW = timedelta(days=90)
FEWEST = 5
_DECIDED = ("done", "refused")


@dataclass(frozen=True, slots=True)
class Handling:
    """Of the cases that ended in :data:`WINDOW` half took at most ``half``, nine in ten at most ``nine_tenths``."""

    cases: int
    half: timedelta
    nine_tenths: timedelta


def handling(procedure: str, at: datetime) -> Handling | None:
    """The time that cases of a procedure took up to a moment, all waiting included; None of fewer than FEWEST cases."""
    ended = Case.objects.filter(procedure=procedure, status__in=_DECIDED, updated_at__gte=to_micros(at - WINDOW))
    took = sorted(end - start for start, end in ended.values_list("filed_at", "updated_at"))
    return Handling(len(took), _share(took, 0.5), _share(took, 0.9)) if len(took) >= FEWEST else None


def _share(took: list[int], share: float) -> timedelta:
    """The shortest time within which that share of them was done."""
    place = -int(-share * len(took) // 1) - 1
    return timedelta(microseconds=took[max(place, 0)])
