"""A procedure is a value: form, rules, documents, flow, terms. Everything else in the house is made from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from kouan.blueprint.agency import AGENCIES
from kouan.blueprint.charge import Charge
from kouan.blueprint.describe import references
from kouan.blueprint.document import Document
from kouan.blueprint.flow import Emit, Flow, Step, Within, span, steps
from kouan.blueprint.form import Form
from kouan.blueprint.rule import Rule, in_force
from kouan.blueprint.rulebook import Rulebook, rulebook
from kouan.kernel.event import ObjectRef
from kouan.kernel.limit import Span
from kouan.kernel.terms import Terms
from kouan.kernel.text import Text

Within_ = Callable[[str], Within]
APPLICANT = "applicant"
"""In ``opened_by``: any organisation that is no agency."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """How cases are numbered: the running number's key and its form, both from filing and year.

    ``series(filing, year)`` → key under which numbers run; ``number(filing, year, n)`` → the number people quote.
    """

    series: Callable[[Any, int], str]
    number: Callable[[Any, int, int], str]


def plain_numbering(prefix: str) -> Numbering:
    """``PREFIX-2026-000123``."""
    return Numbering(lambda _, year: f"{prefix}-{year}", lambda _, year, n: f"{prefix}-{year}-{n:06d}")


@dataclass(frozen=True)
class Procedure:
    """One procedure, complete.

    ``opened_by``: who may open a case: applicants, agencies that do so of their own accord (立案), or both; what is
    about an organisation then says so by ``principal``, and that one does the applicant's steps. ``priority``: smaller
    comes first on the desks among equals in due time (0 normal). ``publishes``: the step whose outcome goes into the
    public register, with the data that it holds; ``secrets``: names of data that are never published, whatever that
    step says; ``publication_title``: one line that names what is published, made from nothing but what is published,
    or the title itself would tell a secret. ``takes_back``: what is put on the log for the objects of a case that is
    withdrawn or declared void: a hold lifted, a booking cancelled … ``charges``: what has to be paid to anybody.
    """

    code: str
    title: Text
    summary: Text
    basis: tuple[str, ...]
    lead: str
    form: type[Form]
    flow: Callable[[Within_], Flow]
    terms: Terms
    numbering: Numbering
    category: Text
    rules: tuple[Rule, ...] = ()
    documents: tuple[Document, ...] = ()
    version: str = "1"
    object_kind: str = "case"
    audience: tuple[str, ...] = ()
    principal: Callable[[Any], str | None] = field(default=lambda filing: None)
    priority: Callable[[Any], int] = field(default=lambda filing: 0)
    headline: Callable[[Any], Text] | None = None
    secrets: Callable[[Any], frozenset[str]] | None = None
    publishes: str = ""
    publication_title: Callable[[Mapping[str, Any]], Text] | None = None
    earlier: tuple["Procedure", ...] = ()
    opened_by: tuple[str, ...] = (APPLICANT,)
    takes_back: tuple[Emit, ...] = ()
    charges: tuple[Charge, ...] = ()

    def flow_on(self, day: date) -> Flow:
        """The flow with the limits in force that day."""
        return _flow_on(self, day)

    def limit_on(self, day: date) -> Span:
        """The published limit, computed: sum over `>>`, longest over `&`."""
        return span(self.flow_on(day))

    def rules_on(self, day: date) -> tuple[Rule, ...]:
        """The rules in force that day."""
        return in_force(self.rules, day)

    def rulebook_on(self, day: date) -> Rulebook:
        """The same, sorted for judging."""
        return _rulebook_on(self, day)

    def step(self, name: str, day: date) -> Step | None:
        return step_index(self, day).get(name)

    def draws_on(self, day: date) -> frozenset[str]:
        """Kinds of objects on whose balances its steps draw."""
        return _draws_on(self, day)

    def at_version(self, version: str) -> "Procedure":
        """The procedure as it was under an earlier version; KeyError when there was none."""
        if version == self.version:
            return self
        return next(old for old in self.earlier if old.version == version)

    def opens_for(self, party: str) -> bool:
        """Whether an organisation, or an agency by its code, may open a case."""
        return (party if party in AGENCIES else APPLICANT) in self.opened_by

    def objects(self, filing: Form) -> tuple[ObjectRef, ...]:
        """The objects the filing names, for the log's relations."""
        return references(filing)

    def __hash__(self) -> int:
        return hash((self.code, self.version))

    def __eq__(self, other: object) -> bool:
        return self is other


def _within(procedure: Procedure, day: date) -> Within_:
    terms = procedure.terms.on(day)

    def read(name: str) -> Within:
        dated = terms.dated(name)
        return Within(name, terms.limit(name), dated.clause, dated.verified)

    return read


@lru_cache(maxsize=4096)
def _flow_on(procedure: Procedure, day: date) -> Flow:
    return procedure.flow(_within(procedure, day))


@lru_cache(maxsize=512)
def _rulebook_on(procedure: Procedure, day: date) -> Rulebook:
    return rulebook(procedure.rules_on(day))


@lru_cache(maxsize=4096)
def step_index(procedure: Procedure, day: date) -> Mapping[str, Step]:
    """Step name → step, for the flow of a day."""
    return {step.name: step for step in steps(procedure.flow_on(day))}


@lru_cache(maxsize=4096)
def _draws_on(procedure: Procedure, day: date) -> frozenset[str]:
    ways = (way for step in step_index(procedure, day).values() for way in step.every_way)
    return frozenset(draw.of for way in ways for draw in way.draws)
