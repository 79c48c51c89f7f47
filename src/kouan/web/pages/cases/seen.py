"""A case as a page needs it: its view, its state replayed, its events, and the names of all who appear in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from kouan.blueprint.agency import AGENCIES
from kouan.blueprint.flow import Step
from kouan.engine import Case, applicant_due, case_due, opener, respondent, side_title, status_text
from kouan.kernel.clock import now
from kouan.kernel.event import Actor
from kouan.kernel.text import Text, listed
from kouan.modules.cases.public import case_view, desk_title, history, visible_cases
from kouan.modules.parties.public import Viewer, names, people
from kouan.runtime.log import Recorded
from kouan.web.expecting import Line, lines
from kouan.web.pages.cases.words import SYSTEM, first_upper


@dataclass(frozen=True)
class Seen:
    """A case that a viewer may see, at one moment."""

    viewer: Viewer
    view: Mapping[str, Any]
    title: Text
    state: Case
    events: Sequence[Recorded]
    at: datetime

    @property
    def id(self) -> str:
        return str(self.view["id"])

    @property
    def number(self) -> str:
        return str(self.view["number"])

    @property
    def status_text(self) -> Text:
        return first_upper(status_text(self.state.status))

    @property
    def filing(self) -> Mapping[str, Any]:
        """The filing as it stands now, as JSON data."""
        return self.state.filing.as_json()

    @property
    def running(self) -> bool:
        return self.state.ended_at is None

    @property
    def by_agency(self) -> bool:
        """Whether an agency opened it of its own accord."""
        return self.view["filer"] in AGENCIES

    @cached_property
    def firms(self) -> Mapping[str, Text]:
        parties = {event.actor.party for event in self.events} | {self.view["filer"], self.view["principal"]}
        return names(parties)

    @cached_property
    def staff(self) -> Mapping[str, Text]:
        return people({event.actor.person for event in self.events if event.actor.person})

    def firm(self, party: str) -> Text:
        """An organisation by name; an agency by its title."""
        known = AGENCIES.get(party)
        return known.title if known else self.firms.get(party, Text(party, party))

    def who(self, actor: Actor) -> Text:
        """``海关 · 查验（王立）``."""
        if actor.party == "system":
            return SYSTEM
        agency = AGENCIES.get(actor.party)
        desk = agency.desks.get(actor.desk) if agency else None
        firm = self.firm(actor.party)
        place = Text(f"{firm.zh} · {desk.zh}", f"{firm.en} · {desk.en}") if desk else firm
        person = self.staff.get(actor.person)
        return Text(f"{place.zh}（{person.zh}）", f"{place.en} ({person.en})") if person else place

    @property
    def holder(self) -> Text | None:
        """Who holds the case now; None once it has ended."""
        if not self.running:
            return None
        if self.state.status == "returned":
            return first_upper(side_title(opener(self.state)))
        return listed([self._held(step) for step in self.state.open_steps])

    def _held(self, step: Step) -> Text:
        if step.kind == "supply" or self.state.open_question(step.name):
            return first_upper(side_title(respondent(self.state)))
        known = AGENCIES.get(step.by)
        return known.title if known and step.kind == "await" else first_upper(desk_title(step))

    @cached_property
    def expected(self) -> list[Line]:
        """When it is expected to be released, while that is still to come."""
        return lines("case", self.number) if self.running and "release" not in self.state.outcomes else []

    @property
    def until(self) -> datetime | None:
        """When whoever holds it must have done; None where no clock runs."""
        return min(filter(None, (case_due(self.state), applicant_due(self.state))), default=None)


def seen(viewer: Viewer, case_id: str, *, noted: bool = True) -> Seen:
    """The case for a page; ``noted``: the read goes to the audit. NotFound for one the viewer may not know of."""
    row = visible_cases(viewer).filter(id=case_id).first()
    found = history(viewer, case_id)
    view = case_view(viewer, case_id) if noted else _brief(row)
    title = Text(row.title_zh, row.title_en) if row else found.state.procedure.title
    return Seen(viewer, view, title, found.state, found.events, now())


def _brief(row: Any) -> dict[str, Any]:
    return {"id": row.id, "number": row.number, "filer": row.filer, "principal": row.principal}
