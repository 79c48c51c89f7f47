"""Put the cast into the database through the same services that real people use."""

from datetime import datetime, timedelta

from kouan.kernel.clock import local_date, now
from kouan.modules.parties.demo.cast import Firm, Member, cast
from kouan.modules.parties.models import Organisation
from kouan.modules.parties.refusal import SYSTEM_VIEWER
from kouan.modules.parties.selectors import viewer_for_person
from kouan.modules.parties.services.mandates import accept, offer
from kouan.modules.parties.services.organisations import create_organisation, record_credit, register_agencies
from kouan.modules.parties.services.staff import Account, Post, add_staff
from kouan.modules.parties.viewer import Viewer

_LEAD = timedelta(days=90)


def seed_people(at: datetime | None = None) -> bool:
    """Firms, officers and mandates of the demo, as registered at ``at`` (default: 90 days ago), all marked demo.

    False, and nothing done, where they are there already.
    """
    moment = at or now() - _LEAD
    people = cast()
    if Organisation.objects.filter(pk__in=[firm.id for firm in people.firms.values()]).exists():
        return False
    register_agencies(moment, demo=True)
    for firm in people.firms.values():
        _add_firm(firm, moment)
    for member in people.officers:
        _add_member(member, moment)
    _make_mandates(moment)
    return True


def _add_firm(firm: Firm, moment: datetime) -> None:
    create_organisation(SYSTEM_VIEWER, firm.id, firm.name, firm.roles, firm.customs_code, moment, demo=True)
    for since, level in firm.credit:
        record_credit(SYSTEM_VIEWER, firm.id, level, since, at=moment)
    for member in firm.staff:
        _add_member(member, moment)


def _add_member(member: Member, moment: datetime) -> None:
    account = Account(member.name, username=member.id, id=member.id)
    post = Post(member.title, member.desk, member.administers)
    add_staff(SYSTEM_VIEWER, member.organisation, account, post, moment, demo=True)


def _make_mandates(moment: datetime) -> None:
    people = cast()
    chiefs = {firm.id: firm.staff[0].id for firm in people.firms.values()}
    day = local_date(moment)

    def chief(organisation: str) -> Viewer:
        return viewer_for_person(chiefs[organisation], on=day)

    for principal, agent, procedures in people.mandates:
        accept(chief(agent), offer(chief(principal), agent, procedures, at=moment).pk, moment)
    for principal, agent, procedures in people.offers:
        offer(chief(principal), agent, procedures, at=moment)
