"""Whom an event concerns: each module says it for its own streams, so that messages reach nobody else.

A module registers in its ``audiences.py`` or ``subscribers.py``. The answer follows from the event's stream and kind
and from how things stand now, never from its payload::

    @audience("case")
    def parties_of(event): return {"91510100569680768F", "customs"}
"""

from collections.abc import Callable, Collection, Iterable, Iterator

from kouan.runtime.log.values import Recorded

Audience = Callable[[Recorded], Collection[str]]
_audiences: dict[str, Audience] = {}


def audience(stream_kind: str) -> Callable[[Audience], Audience]:
    """Register who is concerned by events of streams ``<stream_kind>/…``; ValueError when somebody already says it."""

    def register(function: Audience) -> Audience:
        if stream_kind in _audiences:
            raise ValueError(f"two audiences for streams of kind {stream_kind!r}")
        _audiences[stream_kind] = function
        return function

    return register


def concerned(event: Recorded) -> frozenset[str]:
    """The organisations that an event concerns; nobody where no module says."""
    tell = _audiences.get(event.stream.partition("/")[0])
    return frozenset(tell(event)) if tell else frozenset()


def concerning(party: str, events: Iterable[Recorded]) -> Iterator[Recorded]:
    """Those of the events that concern an organisation; each stream and kind of event is asked about once."""
    known: dict[tuple[str, str], frozenset[str]] = {}
    for event in events:
        key = (event.stream, event.kind)
        if key not in known:
            known[key] = concerned(event)
        if party in known[key]:
            yield event
