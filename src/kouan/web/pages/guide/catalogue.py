"""All procedures, to browse by category and to search; who has something to file finds it here too."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kouan.blueprint.agency import AGENCIES
from kouan.blueprint.flow import steps
from kouan.blueprint.procedure import APPLICANT, Procedure
from kouan.kernel.limit import Span
from kouan.kernel.text import Text
from kouan.modules.parties.public import ROLES
from kouan.procedures import procedures

_ANYBODY = Text("任何单位", "any organisation")
_OPENS = Text("{agency}立案", "opened by {agency}")


@dataclass(frozen=True, slots=True)
class Offer:
    """A procedure in a list: who files it, who decides it, and the computed limit."""

    procedure: Procedure
    agencies: tuple[Text, ...]
    filed_by: tuple[Text, ...]
    limit: Span
    conditional: bool

    @property
    def for_applicants(self) -> bool:
        return APPLICANT in self.procedure.opened_by


@dataclass(frozen=True, slots=True)
class Shelf:
    """The procedures of one category."""

    title: Text
    offers: tuple[Offer, ...]


def shelves(day: date, words: str = "", roles: Iterable[str] = (), opener: str = "") -> list[Shelf]:
    """The procedures that mention all the words, by category.

    With ``roles`` only those that such a firm files; with ``opener`` only those of which that party may open a case.
    """
    held = set(roles)
    wanted = [each for each in procedures().values() if _matches(each, words) and _for(each, held)]
    found = [_offer(each, day) for each in wanted if not opener or each.opens_for(opener)]
    titles = dict.fromkeys(offer.procedure.category for offer in found)
    return [Shelf(title, tuple(o for o in found if o.procedure.category == title)) for title in titles]


def _for(procedure: Procedure, roles: set[str]) -> bool:
    return not roles or not procedure.audience or bool(roles & set(procedure.audience))


def _matches(procedure: Procedure, words: str) -> bool:
    said = " ".join((procedure.code, *_both(procedure.title), *_both(procedure.summary), *_both(procedure.category)))
    return all(word in said.casefold() for word in words.casefold().split())


def _both(text: Text) -> tuple[str, str]:
    return text.zh, text.en


def _offer(procedure: Procedure, day: date) -> Offer:
    flow = procedure.flow_on(day)
    codes = dict.fromkeys((procedure.lead, *(step.by for step in steps(flow))))
    return Offer(
        procedure,
        tuple(AGENCIES[code].title for code in codes if code in AGENCIES),
        filed_by(procedure),
        procedure.limit_on(day),
        any(step.within for step in steps(flow)),
    )


def filed_by(procedure: Procedure) -> tuple[Text, ...]:
    """Who files it, or opens it as an agency, in words."""
    firms = tuple(ROLES[role] for role in procedure.audience if role in ROLES) or (_ANYBODY,)
    agencies = tuple(_OPENS.fill(agency=AGENCIES[each].title) for each in procedure.opened_by if each in AGENCIES)
    return (*(firms if APPLICANT in procedure.opened_by else ()), *agencies)
