"""What people and systems can ask of a case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from kouan.blueprint.document import Attached
from kouan.blueprint.facts import ObjectFacts
from kouan.blueprint.form import Parsed

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class File:
    """Open a case. ``entropy``: fresh random hex for draws; ``objects``: what is known of the objects named."""

    parsed: Parsed
    documents: tuple[Attached, ...] = ()
    objects: ObjectFacts = field(default_factory=dict)
    entropy: str = ""


@dataclass(frozen=True, slots=True)
class Amend:
    """The applicant changes the filing before any agency has decided. ``data``: the whole form anew."""

    data: Data
    documents: tuple[Attached, ...] = ()
    objects: ObjectFacts = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Return:
    """An agency hands the case back for correction (补正). ``reopen``: decided reviews that must be done again."""

    step: str
    reason: str
    fields: tuple[str, ...] = ()
    reopen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resubmit:
    """The applicant hands in the corrected filing, whole."""

    data: Data
    documents: tuple[Attached, ...] = ()
    objects: ObjectFacts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ask:
    """An agency asks the applicant; the asking step's clock stops."""

    step: str
    question: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The applicant answers a question by its number."""

    question: int
    answer: str
    documents: tuple[Attached, ...] = ()


@dataclass(frozen=True, slots=True)
class Decide:
    """End an open step: an officer a review, the system a computed or awaited one."""

    step: str
    outcome: str
    reason: str = ""
    data: Data = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Supply:
    """The applicant does a step of theirs: the second half of a two-step declaration, a document that follows."""

    step: str
    data: Data = field(default_factory=dict)
    documents: tuple[Attached, ...] = ()
    objects: ObjectFacts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suspend:
    """An agency stops every clock of the case, with a reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class Resume:
    """An agency lets the clocks run again."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """The applicant takes the filing back."""

    reason: str


@dataclass(frozen=True, slots=True)
class Void:
    """The leading agency declares the case void (作废, 删单)."""

    reason: str


@dataclass(frozen=True, slots=True)
class Lapse:
    """Time has passed: the system ends the steps whose limit is over and which end by law when it is."""


Command = File | Amend | Return | Resubmit | Ask | Answer | Decide | Supply | Suspend | Resume | Withdraw | Void | Lapse

VERBS = tuple(each.__name__.lower() for each in get_args(Command) if each is not File)
"""What can be asked of a case that is there."""
