"""What will happen when: acts in the order of their time, some hours of them in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count

from django.db import transaction

Act = Callable[[datetime], None]
TOGETHER = timedelta(hours=2)


@dataclass(slots=True)
class Agenda:
    """Acts that wait for their time. Two of one moment happen in the order in which they were put down."""

    _waiting: list[tuple[datetime, int, Act]] = field(default_factory=list)
    _order: "count[int]" = field(default_factory=count)
    _pauses: list[datetime] = field(default_factory=list)

    def at(self, moment: datetime, act: Act) -> None:
        """Put down an act; it is called with its moment."""
        heappush(self._waiting, (moment, next(self._order), act))

    def hear(self, moment: datetime) -> None:
        """Let everybody hear by that moment of what happened before, and not only some hours later."""
        heappush(self._pauses, moment)

    def run(self, until: datetime, heard: Callable[[datetime], None]) -> None:
        """Do all acts up to a moment; ``heard`` is called after some hours of them, outside of its transaction."""
        while self._waiting and self._waiting[0][0] <= until:
            edge = min(self._edge(self._waiting[0][0]), until)
            with transaction.atomic():
                self._do(edge)
            heard(edge)

    def _edge(self, first: datetime) -> datetime:
        """How far to go in one transaction that begins with an act at ``first``."""
        while self._pauses and self._pauses[0] < first:
            heappop(self._pauses)
        return min(first + TOGETHER, *self._pauses[:1])

    def _do(self, edge: datetime) -> None:
        while self._waiting and self._waiting[0][0] <= edge:
            moment, _, act = heappop(self._waiting)
            act(moment)
