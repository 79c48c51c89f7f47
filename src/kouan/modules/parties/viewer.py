"""Who is looking: one small frozen value that every permission check reads."""

from dataclasses import dataclass

from kouan.kernel.event import Actor
from kouan.kernel.text import Text

_VISITOR = Text("访客", "Visitor")
_THE_PUBLIC = Text("公众", "Public")


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person acting for one organisation, from a browser or, with ``scopes``, through a token.

    kind: "public", "trader", "agency", "terminal" or "port-office". ``agency`` is the agency's code, else "".
    ``desks`` are those of the agency where the person sits. ``administers``: manages the organisation's staff,
    mandates and tokens; never through a token.
    """

    user_id: int | None = None
    person: str = ""
    person_name: Text = _VISITOR
    party: str = ""
    party_name: Text = _THE_PUBLIC
    kind: str = "public"
    roles: frozenset[str] = frozenset()
    agency: str = ""
    desks: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    administers: bool = False

    @property
    def signed_in(self) -> bool:
        return self.user_id is not None

    @property
    def is_officer(self) -> bool:
        """Whether the law's second factor applies: staff of agencies and of the port office."""
        return self.kind in {"agency", "port-office"}


PUBLIC = Viewer()


def actor_of(viewer: Viewer, desk: str = "") -> Actor:
    """The actor of what this viewer does; ``desk`` where it is done at one, else the only desk of the viewer."""
    only = next(iter(viewer.desks)) if len(viewer.desks) == 1 else ""
    return Actor(party=viewer.party, person=viewer.person, desk=desk or only)
