"""Rows that follow from events whoever records them: written with the events, or neither is.

A module registers in its ``following.py``, which is found by itself, for kinds of events that must never be recorded
without their rows::

    @follows({"balance-reserved"}, guard="balances_balance")
    def rows(stream, events, demo): return [Rows(...)]

``guard``: what the names of the table and its constraints begin with. A row that breaks one means that somebody else
was quicker, and is told as a conflict.
"""

from collections.abc import Callable, Collection, Sequence

from kouan.kernel.event import Event
from kouan.runtime.rows import Rows

Follower = Callable[[str, Sequence[Event], bool], Sequence[Rows]]

_followers: dict[str, Follower] = {}
_guards: set[str] = set()


def follows(kinds: Collection[str], *, guard: str) -> Callable[[Follower], Follower]:
    """Register ``function(stream, events, demo)`` for kinds of events; ValueError where one has a follower already.

    It is given those of an append's events that are of its kinds, in order.
    """

    def register(function: Follower) -> Follower:
        taken = sorted(_followers.keys() & set(kinds))
        if taken:
            raise ValueError(f"two followers for events of kind {taken[0]!r}")
        _followers.update(dict.fromkeys(kinds, function))
        _guards.add(guard)
        return function

    return register


def following(stream: str, events: Sequence[Event], demo: bool) -> list[Rows]:
    """The rows that follow from events; mostly none do."""
    found: dict[Follower, list[Event]] = {}
    for event in events:
        if event.kind in _followers:
            found.setdefault(_followers[event.kind], []).append(event)
    return [rows for follower, theirs in found.items() for rows in follower(stream, theirs, demo)]


def is_guarded(error: Exception) -> bool:
    """Whether a statement failed because of a row that follows, or against somebody who changed the same rows."""
    words = str(error)
    return "deadlock detected" in words or any(guard in words for guard in _guards)
