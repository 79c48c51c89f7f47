"""One subscriber's way through the log: new events in order, each key apart from the others."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass, field

from django.db import transaction

from kouan.kernel.clock import now, to_micros
from kouan.runtime.log.order import SettledLog
from kouan.runtime.log.values import Recorded
from kouan.runtime.subscribers import waiting
from kouan.runtime.subscribers.cursor import move, position_of
from kouan.runtime.subscribers.delivery import Outcome, Send
from kouan.runtime.subscribers.registry import Subscriber

# Seconds the other keys wait for a slow one, once; after that it is delivered to beside them.
PATIENCE = 0.25


@dataclass(frozen=True, slots=True)
class Flight:
    """Events of one key on their way."""

    key: str
    events: Sequence[Recorded]
    outcome: "Future[Outcome]"


@dataclass(slots=True)
class Courier:
    """One subscriber and its cursor. Used by one thread; ``send`` may deliver in others.

    The order within a key holds because a key has at most one flight, and while it has one, or has failed, its later
    events are put behind it in the database. Nothing is lost in a crash: the cursor moves in the transaction that
    writes down what has not arrived yet.
    """

    subscriber: Subscriber
    log: SettledLog
    send: Send
    position: int = -1
    _busy: dict[str, Flight] = field(default_factory=dict)

    def step(self, *, retry_now: bool = False) -> bool:
        """Take what came back, try again what is due, deliver what is new; whether there was anything to do."""
        landed = self._land()
        stuck = waiting.stuck_keys(self.subscriber.name)
        moment = to_micros(now())
        retried = self._retry([key for key, retry_at in stuck.items() if retry_now or retry_at <= moment])
        return self._advance(stuck) or retried or landed

    def _land(self) -> bool:
        landed = [flight for flight in self._busy.values() if flight.outcome.done()]
        for flight in landed:
            self._settle(self._busy.pop(flight.key))
        return bool(landed)

    def _retry(self, due: Sequence[str]) -> bool:
        """Send again what waits; it is taken back at the next step, so that nobody waits for it now."""
        free = [key for key in due if key not in self._busy]
        for key in free:
            events = waiting.events_waiting(self.subscriber.name, key)
            self._busy.update({flight.key: flight for flight in self._fly({key: events})})
        return bool(free)

    def _advance(self, stuck: dict[str, int]) -> bool:
        """Deliver the next events of the log and move the cursor past them; whether there were any."""
        if self.position < 0:
            self.position = position_of(self.subscriber.name)
        events = self.log.after(self.position)
        if not events:
            return False
        runs = self._by_key(events)
        flights = self._fly({key: run for key, run in runs.items() if key not in stuck})
        wait([flight.outcome for flight in flights], PATIENCE)
        with transaction.atomic():
            for key in runs.keys() & stuck.keys():
                waiting.park(self.subscriber.name, key, runs[key])
            for flight in flights:
                self._arrive(flight)
            move(self.subscriber.name, self.position, events[-1].position)
        self.position = events[-1].position
        return True

    def _by_key(self, events: Sequence[Recorded]) -> dict[str, list[Recorded]]:
        runs: dict[str, list[Recorded]] = defaultdict(list)
        kinds = self.subscriber.kinds
        for event in events:
            if kinds is None or event.kind in kinds:
                for key in self.subscriber.keys(event):
                    runs[key].append(event)
        return runs

    def _fly(self, runs: Mapping[str, Sequence[Recorded]]) -> list[Flight]:
        outcomes = self.send(self.subscriber, runs)
        return [Flight(key, run, outcomes[key]) for key, run in runs.items()]

    def _arrive(self, flight: Flight) -> None:
        """Let wait what a new flight has not delivered; nothing is written where all of it arrived."""
        if not flight.outcome.done():
            waiting.park(self.subscriber.name, flight.key, flight.events)
            self._busy[flight.key] = flight
        elif flight.outcome.result().error:
            waiting.park(self.subscriber.name, flight.key, flight.events)
            self._settle(flight)

    def _settle(self, flight: Flight) -> None:
        outcome = flight.outcome.result()
        waiting.settle(self.subscriber.name, flight.key, flight.events[: outcome.arrived], outcome.error)
