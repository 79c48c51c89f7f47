"""Answers that take a while, kept for whoever asks the same; whoever asks something else does not wait for them."""

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from kouan.modules.timing.copying import file as files
from kouan.modules.timing.figures.looking import Unavailable

FRESH, OLD = 20.0, 300.0
Found = TypeVar("Found")


@dataclass(slots=True)
class _Place:
    """An answer, and when it was looked for (monotonic seconds). Who looks for it holds the lock."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    answer: Any = None
    looked: float = float("-inf")
    renewing: bool = False

    @property
    def age(self) -> float:
        return time.monotonic() - self.looked

    def keep(self, answer: Any) -> None:
        self.answer, self.looked, self.renewing = answer, time.monotonic(), False


class Memory:
    """The ``most`` answers that were looked for last, each of one copy of the log."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._places: dict[Hashable, _Place] = {}
        self._turn = threading.Lock()
        _memories.append(self)

    def recent(self, key: Hashable, ask: Callable[[], Found]) -> Found:
        """The answer, :data:`FRESH` seconds old at most."""
        place = self._place(key)
        with place.lock:
            if place.age > FRESH:
                place.keep(ask())
            found: Found = place.answer
            return found

    def renewed(self, key: Hashable, look: Callable[[Found | None], Found]) -> Found:
        """The answer; one older than :data:`FRESH` is renewed while it is shown once more, and nobody waits, unless it
        is :data:`OLD`. ``look``: gets the answer before, None where there is none; may raise Unavailable."""
        place = self._place(key)
        with place.lock:
            if place.age > OLD:
                place.keep(look(place.answer))
            elif place.age > FRESH and not place.renewing:
                place.renewing = True
                threading.Thread(target=_renew, args=(place, look), daemon=True).start()
            found: Found = place.answer
            return found

    def held(self, key: Hashable) -> Any:
        """The answer as it is; None where there is none."""
        return self._place(key).answer

    def forget(self) -> None:
        with self._turn:
            self._places.clear()

    def _place(self, key: Hashable) -> _Place:
        with self._turn:
            place = self._places.setdefault((str(files.path()), key), _Place())
            for old in sorted(self._places, key=lambda each: self._places[each].looked)[: -self._most]:
                if self._places[old] is not place:
                    del self._places[old]
            return place


_memories: list[Memory] = []
_answers = Memory(64)


def recent(key: Hashable, ask: Callable[[], Found]) -> Found:
    """The answer to a question of the copy at hand, :data:`FRESH` seconds old at most."""
    return _answers.recent(key, ask)


def forget() -> None:
    """Look anew at the next question, whatever it is."""
    for each in _memories:
        each.forget()


def _renew(place: _Place, look: Callable[[Any], Any]) -> None:
    try:
        fresh = look(place.answer)
        with place.lock:
            place.keep(fresh)
    except Unavailable:
        return
    finally:
        place.renewing = False
