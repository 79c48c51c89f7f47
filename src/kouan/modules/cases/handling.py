"""How long cases really took, from filing to their end."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.db.models import F, QuerySet

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
    since = to_micros(at - WINDOW)
    ended = Case.objects.filter(procedure=procedure, status__in=_DECIDED, updated_at__range=(since, to_micros(at)))
    took = ended.order_by(F("updated_at") - F("filed_at")).values_list(F("updated_at") - F("filed_at"), flat=True)
    cases = ended.count()
    return Handling(cases, _share(took, cases, 0.5), _share(took, cases, 0.9)) if cases >= FEWEST else None


def _share(took: "QuerySet[Case, int]", cases: int, share: float) -> timedelta:
    """The shortest time within which that share of them was done."""
    return timedelta(microseconds=took[ceil(share * cases) - 1])
