"""Being anyone in the demo: who there is, and becoming one of them."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from kouan.blueprint.agency import AGENCIES
from kouan.kernel.text import Text
from kouan.modules.parties.models import Person, Position
from kouan.modules.parties.roles import kind_of
from kouan.modules.parties.selectors import held_on, today

_NO_DESK = Text("", "")


@dataclass(frozen=True, slots=True)
class Face:
    """Somebody one can be."""

    id: str
    name: Text
    title: Text
    party: str
    party_name: Text
    kind: str
    roles: frozenset[str]
    desk: Text


def demo_people() -> list[Face]:
    """Everybody marked demo with a post today, by organisation; two queries. Empty outside of demo mode."""
    if not settings.KOUAN_DEMO:
        return []
    held = Position.objects.filter(held_on(today()), person__demo=True)
    rows = held.select_related("person", "organisation").prefetch_related("organisation__role_rows")
    return [_face(post) for post in rows.order_by("pk")]


def become(request: HttpRequest, person: str) -> bool:
    """Sign in as somebody marked demo, in demo mode only; False, and nothing done, otherwise."""
    row = Person.objects.filter(pk=person, demo=True, user__is_active=True).select_related("user").first()
    if row is None or not settings.KOUAN_DEMO:
        return False
    login(request, row.user)
    return True


def _face(post: Position) -> Face:
    does = frozenset(row.role for row in post.organisation.role_rows.all())
    agency = AGENCIES.get(post.organisation_id)
    return Face(
        id=post.person_id,
        name=post.person.name,
        title=post.title,
        party=post.organisation_id,
        party_name=post.organisation.name,
        kind=kind_of(does),
        roles=does,
        desk=agency.desks.get(post.desk, _NO_DESK) if agency else _NO_DESK,
    )
