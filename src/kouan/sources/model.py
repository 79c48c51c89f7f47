"""What a source and a clause are."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kouan.kernel.text import Text

Kind = Literal["plan", "law", "standard", "treaty", "specification"]


@dataclass(frozen=True, slots=True)
class Source:
    """A plan, law, standard or treaty.

    ``number`` is the issuer's own (文号), "" where there is none or it is not known. ``in_force`` and ``repealed`` are
    days in the port; ``link`` is where the text is published, "" when not known. ``verified`` is false as long as
    number, dates or content come from general knowledge only.
    """

    id: str
    kind: Kind
    title: Text
    short: Text
    issuer: Text
    number: str
    issued: date | None
    in_force: date | None
    repealed: date | None
    replaced_by: str
    link: str
    verified: bool

    def stood_on(self, day: date) -> bool:
        """Whether the source was in force that day; an unknown beginning counts as in force."""
        return (self.in_force is None or self.in_force <= day) and (self.repealed is None or day < self.repealed)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause that a rule, limit or measure cites, told in our own words.

    ``number`` is the issuer's count (measure or article), or the part of the id after ``#`` where there is none.
    ``lead``, ``supporting`` and ``responsible`` are units of a plan as the plan names them. ``deadline`` is the last
    day a measure allows, ``deadline_text`` what the plan says about it; both None for a clause without one.
    """

    id: str
    source: str
    number: str
    title: Text
    gist: Text
    place: Text
    lead: tuple[str, ...]
    supporting: tuple[str, ...]
    responsible: tuple[str, ...]
    deadline: date | None
    deadline_text: Text | None
    verified: bool
