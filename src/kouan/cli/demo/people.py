"""Who acts: the demo's people as the parties module makes viewers of them, and who files for whom."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from kouan.modules.parties.public import Viewer, may_act_for, officers, organisation, staff, viewer_for_person

BROKERS = ("tongda", "haisheng", "liantong")


@dataclass(slots=True)
class People:
    """Everybody, as of one day. Firms are named by the short name that their people's ids begin with."""

    day: date
    _viewers: dict[str, Viewer] = field(default_factory=dict)
    _filers: dict[tuple[str, str], list[Viewer]] = field(default_factory=dict)
    _officers: dict[tuple[str, str], Sequence[str]] = field(default_factory=dict)
    _customs_codes: dict[str, str] = field(default_factory=dict)

    def person(self, name: str) -> Viewer:
        """Somebody by id; raises LookupError for somebody unknown."""
        if name not in self._viewers:
            viewer = viewer_for_person(name, on=self.day)
            if not viewer.party:
                raise LookupError(f"nobody in the demo is called {name}")
            self._viewers[name] = viewer
        return self._viewers[name]

    def chief(self, firm: str) -> Viewer:
        """The first of a firm's people."""
        return self.person(f"{firm}-1")

    def officer(self, agency: str, desk: str, dice: Random) -> Viewer:
        """Somebody who sits at a desk of an agency."""
        key = (agency, desk)
        if key not in self._officers:
            self._officers[key] = officers(agency, desk, self.day)
        return self.person(dice.choice(self._officers[key]))

    def filer(self, firm: str, procedure: str, dice: Random) -> Viewer:
        """Somebody who files a procedure for a firm: its own people, or those of a broker with its mandate."""
        key = (firm, procedure)
        if key not in self._filers:
            principal = self.chief(firm).party
            houses = [self.chief(broker).party for broker in BROKERS]
            agents = [house for house in houses if may_act_for(house, principal, procedure, self.day)]
            self._filers[key] = [self.person(post.person_id) for each in agents or [principal] for post in staff(each)]
        return dice.choice(self._filers[key])

    def customs_code(self, party: str) -> str:
        """An organisation's ten-digit customs registration."""
        if party not in self._customs_codes:
            row = organisation(party)
            self._customs_codes[party] = row.customs_code if row else ""
        return self._customs_codes[party]
