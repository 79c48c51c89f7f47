"""Organisations, staff and the viewers they become."""

from datetime import date, timedelta

import pytest

from kouan.blueprint.agency import AGENCIES
from kouan.engine import Refused
from kouan.kernel.identifiers import is_customs_code, is_uscc
from kouan.kernel.text import Text
from kouan.modules.parties.demo.cast import cast
from kouan.modules.parties.models import Organisation, Person, Position
from kouan.modules.parties.public import (
    PUBLIC,
    SYSTEM_VIEWER,
    Account,
    Post,
    actor_of,
    add_staff,
    appoint,
    create_organisation,
    end_position,
    invite,
    names,
    officers,
    people,
    positions_of,
    register_agencies,
    roles,
    seed_people,
    staff,
    viewer_for_person,
)
from kouan.modules.parties.selectors import today
from kouan.runtime import log, objects

pytestmark = pytest.mark.usefixtures("port")


def clerk(username="new.clerk", email=""):
    return Account(Text("新人", "New Clerk"), username, email)


POST = Post(Text("报关员", "Customs broker"))


def codes(refusal):
    return [problem.code for problem in refusal.value.problems]


# ── The cast ─────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_cast_is_well_made_and_marked_demo():
    firms = cast().firms.values()
    assert all(is_uscc(firm.id) for firm in firms)
    assert all(is_customs_code(firm.customs_code) for firm in firms if firm.customs_code)
    assert all(firm.staff[0].administers for firm in firms)
    assert not Organisation.objects.filter(demo=False).exists()
    assert not Person.objects.filter(demo=False).exists()
    assert all(event.demo for event in log.everything())


def test_every_desk_of_every_agency_has_somebody():
    desks = {(agency.code, desk) for agency in AGENCIES.values() for desk in agency.desks}
    assert desks == {(member.organisation, member.desk) for member in cast().officers}
    assert officers("customs", "inspection") == ("customs-inspection-1", "customs-inspection-2")
    assert len(officers("customs")) == len([each for each in cast().officers if each.organisation == "customs"])


def test_seeding_twice_changes_nothing():
    before = Person.objects.count()
    assert not seed_people()
    register_agencies()
    assert Person.objects.count() == before


# ── Viewers ──────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("person", "kind", "agency", "desks", "officer"),
    [
        ("huating-2", "trader", "", set(), False),
        ("wanlan-1", "trader", "", set(), False),
        ("dongwan-2", "terminal", "", set(), False),
        ("lihuo-1", "terminal", "", set(), False),
        ("customs-documents-1", "agency", "customs", {"documents"}, True),
        ("msa-dangerous-1", "agency", "msa", {"dangerous"}, True),
        ("port-office-general-1", "port-office", "port-office", {"general"}, True),
    ],
)
def test_people_are_what_their_organisation_makes_them(being, person, kind, agency, desks, officer):
    viewer = being(person)
    assert (viewer.kind, viewer.agency, viewer.desks, viewer.is_officer) == (kind, agency, desks, officer)
    assert viewer.signed_in


def test_what_a_viewer_does_is_attributed_to_organisation_person_and_desk(being):
    actor = actor_of(being("customs-documents-1"))
    assert (actor.party, actor.person, actor.desk) == ("customs", "customs-documents-1", "documents")
    assert actor_of(being("huating-2")).desk == ""


def test_nobody_unknown_gone_or_barred_is_anybody(being):
    assert being("nobody") == PUBLIC
    assert being("huating-2", party="customs") == PUBLIC
    assert being("huating-2", on=date(2025, 12, 31)) == PUBLIC
    Person.objects.get(pk="huating-2").user.__class__.objects.filter(username="huating-2").update(is_active=False)
    assert being("huating-2") == PUBLIC


def test_somebody_with_two_posts_chooses_for_whom_they_act(being, uscc):
    appoint(SYSTEM_VIEWER, "tongda-2", uscc("haisheng"), Post(Text("顾问", "Adviser"), since=today()))
    assert being("tongda-2").party == uscc("haisheng")
    assert being("tongda-2", party=uscc("tongda")).party == uscc("tongda")
    assert [post.organisation_id for post in positions_of("tongda-2")] == [uscc("haisheng"), uscc("tongda")]


# ── Registering ──────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("id", "customs_code", "does", "code"),
    [
        ("915101005696807680", "", {"importer"}, "uscc"),
        ("91510100569680768F", "12345", {"importer"}, "customs-code"),
        ("91510100569680768F", "3902111001", {"importer"}, "customs-code-taken"),
        ("91510100569680768F", "", {"agency"}, "roles"),
        ("91510100569680768F", "", set(), "roles"),
    ],
)
def test_an_organisation_that_cannot_be_is_refused(id, customs_code, does, code):
    with pytest.raises(Refused) as refusal:
        create_organisation(SYSTEM_VIEWER, id, Text("某厂", "Some Works"), does, customs_code)
    assert codes(refusal) == [code]


def test_the_port_office_registers_organisations_and_nobody_else(being):
    firm = ("91510100569680768F", Text("某厂", "Some Works"), {"importer", "exporter"})
    with pytest.raises(Refused) as refusal:
        create_organisation(being("customs-documents-1"), *firm)
    assert codes(refusal) == ["not-port-office"]
    create_organisation(being("port-office-general-1"), *firm)
    assert roles("91510100569680768F") == {"importer", "exporter"}
    (event,) = log.read("party/91510100569680768F")
    assert (event.actor.party, event.actor.person) == ("port-office", "port-office-general-1")


# ── Staff ────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_an_administrator_adds_staff_who_then_acts_for_the_firm(being):
    boss = being("tongda-1")
    person = add_staff(boss, boss.party, clerk(), POST)
    assert not person.user.has_usable_password()
    assert being(person.id).party == boss.party
    assert not being(person.id).administers


def test_only_the_own_administrator_adds_staff(being, uscc):
    for who in (being("tongda-2"), being("haisheng-1"), PUBLIC):
        with pytest.raises(Refused) as refusal:
            add_staff(who, uscc("tongda"), clerk(), POST)
        assert codes(refusal) == ["not-administrator"]


def test_names_and_addresses_are_used_once(being):
    boss = being("tongda-1")
    add_staff(boss, boss.party, clerk(email="Clerk@example.com"), POST)
    for account, code in [
        (clerk("NEW.clerk"), "username-taken"),
        (clerk("other", "clerk@EXAMPLE.com"), "email-taken"),
        (clerk("other", "not an address"), "email"),
        (Account(Text("某", ""), "other"), "name-missing"),
    ]:
        with pytest.raises(Refused) as refusal:
            add_staff(boss, boss.party, account, POST)
        assert codes(refusal) == [code]


def test_an_officer_sits_at_a_desk_that_the_agency_has(being):
    chief = being("customs-documents-1")
    for desk in ("", "kitchen"):
        with pytest.raises(Refused) as refusal:
            add_staff(chief, "customs", clerk(), Post(Text("关员", "Officer"), desk))
        assert codes(refusal) == ["unknown-desk"]
    with pytest.raises(Refused, match="The desk is one of"):
        add_staff(being("tongda-1"), being("tongda-1").party, clerk(), Post(Text("员", "Clerk"), "documents"))


def test_who_leaves_was_there_until_yesterday(being):
    boss = being("tongda-1")
    post = staff(boss.party).get(person="tongda-3")
    end_position(boss, post.pk)
    assert being("tongda-3") == PUBLIC
    assert being("tongda-3", on=today() - timedelta(days=1)).party == boss.party
    assert log.read(f"party/{boss.party}")[-1].kind == "staff-left"


def test_a_post_of_today_that_ends_today_never_was(being):
    boss = being("tongda-1")
    person = add_staff(boss, boss.party, clerk(), POST)
    end_position(boss, Position.objects.get(person=person).pk)
    assert not Position.objects.filter(person=person).exists()


def test_nobody_ends_their_own_post_or_a_strangers(being):
    boss = being("tongda-1")
    with pytest.raises(Refused) as refusal:
        end_position(boss, staff(boss.party).get(person="tongda-1").pk)
    assert codes(refusal) == ["own-post"]
    with pytest.raises(Refused) as refusal:
        end_position(being("haisheng-1"), staff(boss.party).get(person="tongda-2").pk)
    assert codes(refusal) == ["no-such-post"]
    with pytest.raises(Refused) as refusal:
        end_position(being("tongda-2"), staff(boss.party).get(person="tongda-3").pk)
    assert codes(refusal) == ["not-administrator"]


def test_an_invitation_is_for_own_staff_who_work_nowhere_else(being, uscc):
    boss = being("tongda-1")
    assert invite(boss, "tongda-2").key
    assert log.read(f"party/{boss.party}")[-1].kind == "staff-invited"
    with pytest.raises(Refused) as refusal:
        invite(boss, "haisheng-1")
    assert codes(refusal) == ["no-such-person"]
    appoint(SYSTEM_VIEWER, "tongda-2", uscc("haisheng"), Post(Text("顾问", "Adviser")))
    with pytest.raises(Refused) as refusal:
        invite(boss, "tongda-2")
    assert codes(refusal) == ["works-elsewhere"]


def test_no_name_or_address_of_a_person_reaches_the_log(being):
    boss = being("tongda-1")
    add_staff(boss, boss.party, clerk(email="clerk@example.com"), POST)
    told = str(log.read(f"party/{boss.party}")[-1])
    assert "新人" not in told
    assert "New Clerk" not in told
    assert "example.com" not in told


# ── Looking up ───────────────────────────────────────────────────────────────────────────────────────────────────
def test_names_of_organisations_and_people_come_in_one_query(uscc, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert names([uscc("tongda"), "customs", "nobody"])["customs"].zh == "海关"
        assert people(["tongda-1", "nobody"]) == {"tongda-1": Text("许明朗", "Xu Minglang")}


def test_rules_read_an_organisation(uscc):
    from datetime import UTC, datetime

    asked = [("organisation", uscc("huating")), ("organisation", uscc("dinghai")), ("organisation", "nobody")]
    known = objects.facts(asked, datetime(2026, 6, 1, tzinfo=UTC))
    assert not known["organisation", "nobody"]
    huating = known["organisation", uscc("huating")]
    assert (huating["credit"], huating["aeo"], huating["roles"]) == ("advanced", True, ["importer"])
    assert known["organisation", uscc("dinghai")]["credit"] == "discredited"
    long_ago = objects.facts(asked, datetime(2017, 6, 1, tzinfo=UTC))["organisation", uscc("huating")]
    assert (long_ago["credit"], long_ago["aeo"]) == ("", False)


def test_a_viewer_takes_three_queries(django_assert_num_queries):
    with django_assert_num_queries(3):
        viewer_for_person("customs-documents-1")


# ── A new site ───────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_site_is_founded_once():
    from kouan.modules.parties.public import found_port_office

    with pytest.raises(Refused) as refusal:
        found_port_office(clerk())
    assert codes(refusal) == ["founded-already"]


def test_the_founder_runs_the_port_office():
    from kouan.modules.parties.public import found_port_office

    Position.objects.filter(organisation="port-office").delete()
    assert found_port_office(clerk("founder")).key
    founder = viewer_for_person(Person.objects.get(user__username="founder").pk)
    assert (founder.party, founder.administers) == ("port-office", True)
