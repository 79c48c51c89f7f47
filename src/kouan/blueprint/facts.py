"""What rules, guards and computed steps may know: the filing, earlier outcomes, dated terms, facts of that day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from kouan.blueprint.form import Form
from kouan.kernel.terms import TermsOn

ObjectFacts = Mapping[tuple[str, str], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Under which a filing is judged: when, by which terms, with what known of the objects it names.

    ``objects``: (kind, id) → what was known at submission. ``documents``: kinds attached. ``step``: the supply step
    being answered, "" at filing. ``before``: the filing as it stood, when one is amended, corrected or completed, or
    when a form of a step is judged; ``outcomes``: how the steps before ended, then. ``now``: when that happens; the
    terms stay those of ``at``.
    """

    at: datetime
    terms: TermsOn
    objects: ObjectFacts = field(default_factory=dict)
    documents: frozenset[str] = frozenset()
    step: str = ""
    before: Form | None = None
    now: datetime | None = None
    outcomes: "Mapping[str, Outcome]" = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The day of ``at`` in the port, whose terms these are."""
        return self.terms.day

    @property
    def moment(self) -> datetime:
        """When what is judged was handed in: at filing, or later at a step."""
        return self.now or self.at

    def known(self, kind: str, id: str | None, name: str, otherwise: Any = None) -> Any:
        """One fact of an object, or ``otherwise`` when the object or the fact is unknown."""
        return self.objects.get((kind, id or ""), {}).get(name, otherwise)

    def not_found(self, kind: str, id: str | None) -> bool:
        """Whether an object was looked up and is not there; offline nothing is looked up, and this is never so."""
        return self.objects.get((kind, id or "")) == {}

    def outcome(self, step: str) -> str:
        """The outcome of an earlier step, "" while it has none."""
        return outcome_in(self.outcomes, step)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a step ended: the outcome's code, why, with what data, when and by which desk.

    ``data``: what was computed, what the officer filled in, or what the applicant supplied in the step's own form.
    ``documents``: kinds that were handed in with it.
    """

    code: str
    reason: str
    at: datetime
    party: str
    person: str = ""
    desk: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    documents: frozenset[str] = frozenset()


def outcome_in(outcomes: Mapping[str, Outcome], step: str) -> str:
    """The code of a step's outcome, "" while it has none."""
    done = outcomes.get(step)
    return done.code if done else ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What guards and computed steps read. Nothing else may be read, or replay would lie."""

    filing: Any
    outcomes: Mapping[str, Outcome]
    circumstances: Circumstances
    entropy: str

    def outcome(self, step: str) -> str:
        """The outcome of an earlier step, "" while it has none."""
        return outcome_in(self.outcomes, step)

    def draw(self, name: str) -> float:
        """A number in [0, 1) for a random draw: fixed by entropy recorded with the filing, so anyone can redo it."""
        digest = sha256(f"{self.entropy}/{name}".encode()).digest()
        return int.from_bytes(digest[:7]) / (1 << 56)
