"""What is said of things, kept as it changes: a row for each thing that is said, with the time in which it was so."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Heading = tuple[int, str]
"""Whose statement, and under which heading: what is said under it anew takes the place of all that was."""


Said = TypeVar("Said", bound=Hashable)


@dataclass(slots=True)
class Standing(Generic[Said]):
    """What holds under some headings, and how a batch changes it.

    ``held``: each thing that is said, and since when; ``ended``: what was said no longer, ``(heading, said, since,
    until)``.
    """

    held: dict[Heading, dict[Said, int]] = field(default_factory=lambda: defaultdict(dict))
    ended: list[tuple[Heading, Said, int, int]] = field(default_factory=list)

    def know(self, heading: Heading, said: Said, since: int) -> None:
        """What an earlier batch left standing."""
        self.held[heading][said] = since

    def state(self, position: int, heading: Heading, said: Iterable[Said]) -> None:
        """From this position on, this is all that is said under a heading. In the order of the log."""
        wanted, held = dict.fromkeys(said, position), self.held.get(heading)
        if not held:
            self.held[heading] = wanted
            return
        # A statement made twice in one event counts once; the later word holds.
        self.ended += [(heading, each, since, position) for each, since in held.items() if each not in wanted]
        self.held[heading] = wanted | {each: since for each, since in held.items() if each in wanted}

    def opened(self, first: int) -> Iterator[tuple[Heading, Said, int]]:
        """What was said from a position on, whether it still holds or not; save what came and went with one event."""
        for heading, held in self.held.items():
            for said, since in held.items():
                if since >= first:
                    yield heading, said, since
        for heading, said, since, until in self.ended:
            if first <= since < until:
                yield heading, said, since
