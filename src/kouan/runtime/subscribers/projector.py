"""Feeding one projection: batches in the order of the log, in the transaction that moves its cursor."""

from dataclasses import dataclass

from django.db import transaction

from kouan.runtime.log.order import SettledLog
from kouan.runtime.subscribers.cursor import move, position_of
from kouan.runtime.subscribers.registry import Projection


@dataclass(slots=True)
class Projector:
    """One projection and its cursor."""

    projection: Projection
    log: SettledLog
    position: int = -1

    def step(self, *, retry_now: bool = False) -> bool:
        """Apply the next events; whether there were any. Whatever the projection raises is raised, nothing is kept."""
        if self.position < 0:
            self.position = position_of(self.projection.name)
        events = self.log.after(self.position)
        if not events:
            return False
        with transaction.atomic():
            self.projection.apply(events)
            move(self.projection.name, self.position, events[-1].position)
        self.position = events[-1].position
        return True
