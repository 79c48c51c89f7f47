"""What is known of organisations, people and mandates. Nothing here writes."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from kouan.kernel.clock import local_date, now
from kouan.kernel.text import Text
from kouan.modules.parties.models import CreditRecord, Mandate, Organisation, OrganisationRole, Person, Position, Token
from kouan.modules.parties.regimes import Credit, NoRegime, credit_history
from kouan.modules.parties.roles import AGENCY, PORT_OFFICE, kind_of, scopes_of
from kouan.modules.parties.viewer import PUBLIC, Viewer
from kouan.runtime import sql


def today() -> date:
    """The calendar day in the port."""
    return local_date(now())


# ── Organisations ────────────────────────────────────────────────────────────────────────────────────────────────
def organisation(id: str) -> Organisation | None:
    """By social credit code or agency code."""
    return Organisation.objects.filter(pk=id).first()


def organisations(role: str = "") -> QuerySet[Organisation]:
    """All, or those with a role, by id."""
    every = Organisation.objects.order_by("id")
    return every.filter(role_rows__role=role) if role else every


def names(ids: Collection[str]) -> Mapping[str, Text]:
    """Names of organisations that exist, in one query; an unknown id is left out."""
    return {row.id: row.name for row in Organisation.objects.filter(pk__in=ids)}


def roles(id: str) -> frozenset[str]:
    """What an organisation does; empty where it is unknown."""
    return frozenset(OrganisationRole.objects.filter(organisation=id).values_list("role", flat=True))


# ── Credit ───────────────────────────────────────────────────────────────────────────────────────────────────────
def credit(uscc: str, on: date) -> Credit:
    """The credit level of an enterprise on a day, by the law of that day; raises NoRegime before 2018-05-01."""
    history = credit_levels(uscc, until=on)
    if not history:
        raise NoRegime(on)
    return history[-1]


def credit_levels(uscc: str, until: date | None = None) -> list[Credit]:
    """How the level moved, oldest first: what customs recorded and what each new law made of it."""
    return credits([uscc], until or today())[uscc]


def credits(usccs: Collection[str], until: date) -> Mapping[str, list[Credit]]:
    """The histories of several enterprises in one query."""
    rows: dict[str, list[tuple[date, str]]] = {uscc: [] for uscc in usccs}
    found = CreditRecord.objects.filter(organisation__in=usccs, since__lte=until).order_by("recorded_at", "pk")
    for uscc, since, level in found.values_list("organisation_id", "since", "level"):
        rows[uscc].append((since, level))
    return {uscc: credit_history(records, until) for uscc, records in rows.items()}


# ── People ───────────────────────────────────────────────────────────────────────────────────────────────────────
def held_on(day: date) -> Q:
    """Positions held on a day."""
    return Q(since__lte=day) & (Q(until=None) | Q(until__gte=day))


def staff(organisation: str, on: date | None = None) -> QuerySet[Position]:
    """Who holds which post at an organisation on a day (default today)."""
    held = Position.objects.filter(held_on(on or today()), organisation=organisation)
    return held.select_related("person", "person__user").order_by("desk", "person__id")


def officers(agency: str, desk: str = "", on: date | None = None) -> tuple[str, ...]:
    """Ids of the people at an agency on a day, or at one desk of it."""
    held = staff(agency, on)
    return tuple((held.filter(desk=desk) if desk else held).values_list("person_id", flat=True).distinct())


def people(ids: Collection[str]) -> Mapping[str, Text]:
    """Names of people, in one query; an unknown id is left out."""
    return {person.id: person.name for person in Person.objects.filter(pk__in=ids)}


def positions_of(person: str, on: date | None = None) -> list[Position]:
    """The posts somebody holds on a day, the newest first."""
    held = Position.objects.filter(held_on(on or today()), person=person).select_related("organisation")
    return list(held.order_by("-since", "-pk"))


def viewer_for_person(person: str, party: str = "", on: date | None = None) -> Viewer:
    """A person as they act on a day for ``party``, or for the organisation they joined last.

    PUBLIC for somebody unknown, barred from signing in, or without a post there that day.
    """
    row = Person.objects.filter(pk=person, user__is_active=True).first()
    return _viewer(row, party, on) if row else PUBLIC


def viewer_for_user(user_id: int, party: str = "") -> Viewer:
    """The person that signed in as a Django user, today."""
    row = Person.objects.filter(user=user_id, user__is_active=True).first()
    return _viewer(row, party, None) if row else PUBLIC


def _viewer(person: Person, party: str, on: date | None) -> Viewer:
    held = positions_of(person.id, on)
    chosen = next((post.organisation for post in held if post.organisation_id == party or not party), None)
    if chosen is None:
        return PUBLIC
    does = roles(chosen.id)
    posts = [post for post in held if post.organisation_id == chosen.id]
    kind = kind_of(does)
    return Viewer(
        user_id=person.user_id,
        person=person.id,
        person_name=person.name,
        party=chosen.id,
        party_name=chosen.name,
        kind=kind,
        roles=does,
        agency=chosen.id if does & {AGENCY, PORT_OFFICE} else "",
        desks=frozenset(post.desk for post in posts if post.desk),
        scopes=scopes_of(kind),
        administers=any(post.administers for post in posts),
    )


# ── Mandates ─────────────────────────────────────────────────────────────────────────────────────────────────────
def in_force(day: date) -> Q:
    """Mandates accepted, within their days and not revoked on a day; one revoked that day no longer counts."""
    return (
        Q(accepted_on__lte=day, start__lte=day)
        & (Q(end=None) | Q(end__gte=day))
        & (Q(revoked_on=None) | Q(revoked_on__gt=day))
    )


def may_act_for(agent: str, principal: str, procedure: str, on: date) -> bool:
    """Whether an organisation may file ``procedure`` for another on a day; for itself it always may."""
    if agent == principal:
        return True
    held = Mandate.objects.filter(in_force(on), agent=agent, principal=principal)
    return any(not covered or procedure in covered for covered in held.values_list("procedures", flat=True))


def agents_of(principals: Collection[str], procedure: str, on: date) -> frozenset[str]:
    """Who may act on a day for one of these organisations in ``procedure``; "" asks for a mandate for any."""
    held = Mandate.objects.filter(in_force(on), principal__in=principals).values_list("agent_id", "procedures")
    return frozenset(agent for agent, covered in held if not (covered and procedure) or procedure in covered)


def mandates_of(party: str) -> list[Mandate]:
    """Mandates an organisation gave or holds, those that wait for an answer first, then the newest."""
    either = Mandate.objects.filter(Q(principal=party) | Q(agent=party)).select_related("principal", "agent")
    return sorted(either.order_by("-pk"), key=lambda mandate: mandate.status != "offered")


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose cases an organisation sees: ``procedures`` empty means all of that principal's."""

    principal: str
    procedures: frozenset[str]

    def covers(self, procedure: str) -> bool:
        return not self.procedures or procedure in self.procedures


# What :func:`in_force` says, for the question that every read of a case asks.
_HELD = """SELECT principal_id, CAST(procedures AS text) FROM parties_mandate
WHERE agent_id = %s AND accepted_on <= %s AND start <= %s
AND ("end" IS NULL OR "end" >= %s) AND (revoked_on IS NULL OR revoked_on > %s)"""


def reach_of(viewer: Viewer, on: date) -> tuple[Reach, ...]:
    """The viewer's own organisation, in full, and every one whose mandate it holds that day, as far as it goes."""
    if not viewer.party:
        return ()
    held = sql.fetch(_HELD, (viewer.party, on, on, on, on))
    whole = Reach(viewer.party, frozenset())
    return (whole, *(Reach(principal, frozenset(json.loads(codes))) for principal, codes in held))


def principals_of(viewer: Viewer, on: date, procedure: str = "") -> frozenset[str]:
    """Own organisation and those whose mandate it holds that day: for ``procedure``, or for any."""
    return frozenset(reach.principal for reach in reach_of(viewer, on) if not procedure or reach.covers(procedure))


# ── Tokens ───────────────────────────────────────────────────────────────────────────────────────────────────────
def tokens_of(party: str) -> QuerySet[Token]:
    """An organisation's tokens, the newest first; their secrets are nowhere."""
    return Token.objects.filter(organisation=party).select_related("person").order_by("-pk")
