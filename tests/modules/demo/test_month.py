"""A port month: everything in it came through the services, is marked, and is ready to be walked about in."""

import re
from datetime import datetime
from html import unescape
from random import Random
from typing import Any

import pytest
from django.test import Client

from kouan.blueprint.document import Attached
from kouan.cli.demo import bookings, bunkers, certificates, cruises, leaving, quayside, standing
from kouan.cli.demo.calls import Visits
from kouan.cli.demo.desks import Desks
from kouan.cli.demo.fleet import fleet
from kouan.cli.demo.goods import LOOSE, Product, goods
from kouan.cli.demo.month import FILED, Month
from kouan.cli.demo.papers import pdf
from kouan.cli.demo.scale import Scale
from kouan.cli.demo.world import World
from kouan.kernel.clock import local_date, to_micros
from kouan.kernel.identifiers import is_container_number, is_imo_number, is_uscc
from kouan.modules.balances.public import differences, holdings, movements, visible_balances
from kouan.modules.cases.public import case_view, check_filing, my_drafts, notices, published, queue, visible_cases
from kouan.modules.consignments.public import bill, open_alarms, visible_bills, visible_boxes, visible_calls
from kouan.modules.guidance import public as guidance
from kouan.modules.parties.public import SYSTEM_VIEWER, demo_people, organisations, viewer_for_person
from kouan.procedures import procedures
from kouan.reference import table, tariff
from kouan.runtime import log
from kouan.runtime.files import store
from kouan.runtime.verification import verify
from kouan.web.pages.demo_tour import ANALYST, CLERK, DRAFT_CONTRACT, HELD_BILL, HOLDER, REVIEWERS, THREE_AGENCIES

from .conftest import BOXES, DAYS

pytestmark = pytest.mark.django_db

ALL = [*goods().imports, *goods().exports]


# ── What it is made of ───────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("product", ALL, ids=lambda product: f"{product.hs}-{product.box}")
def test_goods_have_codes_of_the_tables(product: Product) -> None:
    line = tariff(product.hs, local_date(Scale().until))
    assert line is not None, "the duty of demo goods can be computed"
    assert {unit for unit in (line.unit1, line.unit2) if unit} <= {*product.per_box, "035"}
    assert product.package in table("package-type").entries
    assert product.origins or product in goods().exports, "an import comes from somewhere"
    assert all(country in table("country").entries for country in product.origins)
    assert all(f"{country}000" in table("port").entries for country in product.origins)
    assert all(country in goods().sellers for country in product.origins)
    assert product.box in LOOSE or product.box in ("20", "40", "40R", "20T")


def test_ships_have_true_numbers_and_real_ports() -> None:
    assert {ship.type for ship in fleet().ships} == {"container", "bulk", "tanker", "roro"}
    assert all(is_imo_number(ship.imo) for ship in fleet().ships)
    assert len({ship.imo for ship in fleet().ships}) == len(fleet().ships)
    ports = {port for service in fleet().services.values() for port in service.ports} | {fleet().port["code"]}
    assert ports <= table("unlocode").entries.keys()
    assert {ship.flag for ship in fleet().ships} <= table("country").entries.keys()
    assert all(fleet().port[name] in table("customs-district").entries for name in ("receiving", "border"))
    countries = {country for service in fleet().services.values() for country in service.countries}
    assert all(f"{country}000" in table("port").entries for country in countries)


def test_every_box_that_travels_has_goods_to_carry() -> None:
    for ship in fleet().of_type(container=True):
        service = fleet().services[ship.service]
        assert any(each.is_boxed and each.comes_with(service) for each in goods().imports)


def test_the_papers_are_accepted_as_papers() -> None:
    assert store("invoice.pdf", pdf("invoice")).type == "application/pdf"


# ── What firms are asked ─────────────────────────────────────────────────────────────────────────────────────────
def test_a_survey_is_published_another_is_open_and_problems_wait_and_are_solved(month: Month) -> None:
    office = viewer_for_person(ANALYST)
    short, long = guidance.surveys(office)
    assert long.published_at
    assert 5 < len(guidance.answers_to(long)) < long.asked
    assert not guidance.is_closed(short)
    assert 0 < len(guidance.answers_to(short)) < short.asked
    assert guidance.talks(office).count() == 1
    tally = guidance.tally(guidance.problems(office))
    assert min(tally.solved, tally.not_solved, tally.waiting) > 0
    assert {row.demo for row in (short, long, *guidance.problems(office), *guidance.talks(office))} == {True}


# ── What came of it ──────────────────────────────────────────────────────────────────────────────────────────────
def test_nothing_was_refused_that_was_not_meant_to_be(month: Month) -> None:
    assert month.world.mishaps == []


def test_every_procedure_has_cases_even_in_a_small_month(month: Month) -> None:
    assert [code for code in FILED if not month.world.made[code]] == [], "the month itself is their cause"
    assert [code for code in procedures() if not month.world.made[code]] == [], "their scenarios are lived through"


def test_the_plan_of_the_default_month_covers_every_procedure(month: Month) -> None:
    before = log.last_position()
    default = Month(Scale(until=month.scale.until))
    default.plan()
    # Two come of what happens: a box is left behind, another is held.
    chance = {certificates.CODE, bookings.CODE}
    assert {code for code in procedures() if not default.world.planned[code]} <= chance
    assert log.last_position() == before, "nothing of it was done"


def test_all_boxes_are_there(month: Month) -> None:
    assert visible_boxes(SYSTEM_VIEWER).count() >= BOXES
    assert {box.place for box in visible_boxes(SYSTEM_VIEWER)} >= {"aboard", "yard", "out", "loaded"}
    assert {call.status for call in visible_calls(SYSTEM_VIEWER)} >= {"expected", "departed"}
    assert all(is_container_number(box.container) for box in visible_boxes(SYSTEM_VIEWER))


def of(code: str, person: str = "customs-documents-1") -> list[Any]:
    """The cases of a procedure as somebody sees them."""
    viewer = viewer_for_person(person)
    return [case_view(viewer, case.id) for case in visible_cases(viewer).filter(procedure=code)]


def test_ships_leave_with_a_permit_that_was_given_before(month: Month) -> None:
    left = visible_calls(SYSTEM_VIEWER).exclude(departed_at=None).exclude(ship=cruises.cruise_ship().name)
    exits = {view["form"]["call"]: view for view in of(leaving.CODE)}
    assert left
    for call in left:
        permit = next(row for row in exits[call.number]["steps"] if row["name"] == "permit")
        assert call.arrived_at < permit["decided_at"] < call.departed_at
        assert exits[call.number]["form"]["imo"] == call.imo


def test_a_bunkering_trip_supplies_ships_that_were_alongside(month: Month) -> None:
    calls = {call.number: call for call in visible_calls(SYSTEM_VIEWER)}
    rows = [row for view in of(bunkers.CODE) for row in view["form"]["orders"] if "supplied_at" in row]
    assert rows
    for row in rows:
        call, at = calls[row["call"]], to_micros(datetime.fromisoformat(row["supplied_at"]))
        assert call.berthed_at < at < (call.departed_at or at + 1)


def test_bookings_at_the_ships_side_name_a_declaration_and_a_box_of_its_bill(month: Month) -> None:
    numbers = {view["number"] for code in ("import-declaration", "export-declaration") for view in of(code)}
    for code in (quayside.PICKUP, quayside.LOADING):
        views = of(code, "port-berths-1")
        assert any(view["status"] == "done" for view in views)
        for form in (view["form"] for view in views):
            assert form["declaration"] in numbers
            assert form["container"] in {box.container for box in bill(SYSTEM_VIEWER, form["bill"]).boxes.all()}
    direct = [box for box in visible_boxes(SYSTEM_VIEWER) if box.direct]
    assert {box.container for box in direct} & {
        view["form"]["container"] for view in of(quayside.PICKUP, "port-berths-1")
    }


def test_an_inspection_is_booked_of_a_box_that_customs_hold(month: Month) -> None:
    booked = [container for view in of(bookings.CODE) for container in view["form"]["boxes"]]
    assert booked
    for container in booked:
        box = visible_boxes(SYSTEM_VIEWER).get(container=container)
        kinds = {(hold.authority, hold.kind) for hold in box.holds.all()}
        assert kinds & {("customs", "placed"), ("customs", "inspection")}


def test_a_discredited_firm_asks_its_credit_back(month: Month) -> None:
    found = of(standing.REPAIR)
    assert {view["status"] for view in found} == {"refused", "open"}
    assert {view["form"]["applicant_uscc"] for view in found} == {viewer_for_person("dinghai-1").party}


def test_guarantees_and_licences_are_there_before_they_are_needed_and_drawn_on(month: Month) -> None:
    assert visible_balances(viewer_for_person("yinhang-1")).count() >= 3, "a bank sees the letters it gave"
    known = visible_balances(viewer_for_person("customs-documents-1"))
    assert {row.kind for row in known} >= {"guarantee", "licence"}
    drawn = [row for row in known if row.taken]
    assert drawn
    assert all(len(movements(row)) > 1 and list(holdings(row)) for row in drawn)
    assert not differences()


def test_everything_is_marked_demo(month: Month) -> None:
    agencies = [viewer_for_person(person) for person in ("customs-documents-1", "msa-vessels-1", "window-reception-1")]
    rows = [visible_calls(SYSTEM_VIEWER), visible_bills(SYSTEM_VIEWER), visible_boxes(SYSTEM_VIEWER), organisations()]
    for every in (*rows, *map(visible_cases, agencies)):
        assert every.exists()
        assert not every.filter(demo=False).exists()
    assert all(event.demo for event in log.everything())


def test_it_happened_in_its_days_and_was_recorded_then(month: Month) -> None:
    events = [event for event in log.everything() if event.stream.startswith("case/")]
    assert all(event.recorded_at == event.happened_at for event in events if event.actor.party != "system")
    assert max(event.happened_at for event in events) <= month.scale.until


def test_the_log_is_sound(month: Month) -> None:
    report = verify()
    assert report.sound
    assert report.events > 500
    assert report.heads


def test_work_waits_on_the_desks(month: Month) -> None:
    waiting = {
        person: queue(viewer_for_person(person)).count()
        for person in (*REVIEWERS, "window-reception-1", "msa-dangerous-1", "port-dangerous-1", "customs-rulings-1")
    }
    assert all(waiting.values()), waiting
    assert all(notices(viewer_for_person(person)).exists() for person in (CLERK, "tongda-1"))


def test_rulings_are_made_and_published_without_who_asked_for_them(month: Month) -> None:
    assert published().count() >= 4
    said = "".join(f"{row.title_zh}{row.words}" for row in published())
    assert "■■" in said, "one firm listed a passage as secret"
    firms = [each for each in organisations() if is_uscc(each.id)]
    assert firms
    assert not [firm.name_zh for firm in firms if firm.name_zh in said or firm.id in said]


def test_the_same_seed_plans_the_same_month(month: Month) -> None:
    def planned(seed: int) -> list[tuple[str, ...]]:
        world = World.of(Scale(boxes=BOXES, days=DAYS, seed=seed, until=month.scale.until))
        return [
            (visit.number, visit.ship.name, f"{visit.eta}", each.bill, each.firm, *(box.number for box in each.crates))
            for visit in Visits(world, Desks(world)).make()
            for each in (*visit.inward, *visit.outward)
        ]

    assert planned(7) == planned(7)
    assert planned(7) != planned(8)


# ── What is laid out to try ──────────────────────────────────────────────────────────────────────────────────────
def test_the_draft_has_three_errors_and_no_more(month: Month) -> None:
    clerk = viewer_for_person(CLERK)
    draft = next(each for each in my_drafts(clerk) if each.data.get("contract_number") == DRAFT_CONTRACT)
    documents = [Attached(**row) for row in draft.documents]
    found = check_filing(clerk, draft.procedure, draft.data, documents)
    assert sorted((problem.code, problem.path) for problem in found if problem.severity == "error") == [
        ("container-number", "/containers/0/number"),
        ("line-total", "/lines/0/total"),
        ("required", "/lines/0/origin"),
    ]


def test_four_agencies_have_the_same_ship_before_them(month: Month) -> None:
    case = visible_cases(viewer_for_person(REVIEWERS[0])).get(reference=THREE_AGENCIES)
    for person in REVIEWERS:
        assert queue(viewer_for_person(person)).filter(case=case).exists()


def test_one_authority_alone_holds_a_box_and_the_alarm_rings(month: Month) -> None:
    box = bill(SYSTEM_VIEWER, HELD_BILL).boxes.get()
    assert box.holders == [viewer_for_person(HOLDER).agency]
    assert open_alarms(SYSTEM_VIEWER).filter(box=box).exists()


# ── The landing page ─────────────────────────────────────────────────────────────────────────────────────────────
_FORM = re.compile(r'name="next" value="([^"]*)".*?name="person" value="([^"]*)"', re.DOTALL)


def test_every_beginning_on_the_landing_page_leads_somewhere(month: Month) -> None:
    page = Client().get("/demo").content.decode()
    begun = [(unescape(address), person) for address, person in _FORM.findall(page)]
    assert len(begun) >= 3 + len(REVIEWERS)
    assert {person for _, person in begun} <= {face.id for face in demo_people()}
    for address, person in begun:
        visitor = Client()
        assert visitor.post("/demo/be", {"person": person, "next": address}).status_code == 303
        answer = visitor.get(address)
        assert answer.status_code == 200, (person, address)


def test_every_link_on_the_landing_page_leads_somewhere(month: Month) -> None:
    page = Client().get("/demo").content.decode()
    addresses = {unescape(address) for address in re.findall(r'href="(/[^"#]*)"', page)}
    assert addresses >= {"/", "/guide", "/track", "/demo/people"}
    for address in addresses:
        if not address.startswith("/static/"):
            assert Client().get(address).status_code == 200, address


def test_without_demo_mode_there_is_no_such_page(month: Month, settings: object) -> None:
    settings.KOUAN_DEMO = False  # type: ignore[attr-defined]
    assert Client().get("/demo").status_code == 404


def test_dice_depend_on_nothing_but_seed_and_name() -> None:
    scale = Scale(seed=7)
    assert scale.chance("a", 1).random() == scale.chance("a", 1).random() == Random("7/a/1").random()
