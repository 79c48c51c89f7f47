"""Hours at which boxes are to be inspected: shown on the box with their case, until they are over or called off."""

from datetime import timedelta

import pytest

from kouan.api.cargo_json import boxes_json
from kouan.engine import commands as ask
from kouan.engine.scenario import read_scenarios
from kouan.kernel.clock import from_micros
from kouan.modules.cases import public as cases
from kouan.modules.consignments import public
from kouan.modules.consignments.models import Booking
from kouan.procedures import scenarios_text
from kouan.runtime.subscribers import drain
from tests.modules.consignments.port import (
    BILL,
    BOX,
    IMPORTER,
    OTHER,
    Port,
    box,
    importer,
    officer,
    terminal,
)

HEARD = ("consignments-holds",)
SITE = "东湾码头集中查验平台"


def booked(port: Port, case: str, crate: str = BOX, hours: int = 24, **more: str) -> None:
    """A case that named bill and box says when the box is to be inspected."""
    if f"case/{case}" not in port.cases:
        port.case(case, "filed", ("container", crate), ("bill", BILL), heard=False)
    start = port.now + timedelta(hours=hours)
    window = {"window_start": start.isoformat(), "window_end": (start + timedelta(hours=2)).isoformat()}
    port.case(case, "inspection-booked", ("container", crate), **{"site": SITE, **window, **more})


def to_come(crate: str = BOX) -> list[tuple[str, str]]:
    return [(each.source, each.site) for each in public.inspections_to_come([box(crate)])[box(crate).pk]]


@pytest.fixture
def here(port: Port) -> Port:
    port.announce()
    port.manifest()
    port.arrive()
    port.discharge()
    return port


def test_a_booked_hour_is_known_of_its_box(here: Port):
    booked(here, "1")
    assert to_come() == [("case/1", SITE)]
    [hour] = public.inspections_to_come([box()])[box().pk]
    assert from_micros(hour.window_end) - from_micros(hour.window_start) == timedelta(hours=2)
    [said] = boxes_json(importer, [box()])[0]["inspections"]
    assert (said["site"], said["window_start"]) == (SITE, hour.window_start)
    [line] = [entry for entry in public.box_timeline(importer, box()) if entry.kind == "inspection-booked"]
    assert (line.title.zh, line.title.en) == ("预约查验", "Inspection booked")
    assert SITE in line.detail.zh
    assert SITE in line.detail.en


def test_booked_for_another_hour_by_the_same_case_the_later_word_stands(here: Port):
    booked(here, "1")
    booked(here, "1", hours=48)
    assert Booking.objects.count() == 1
    assert from_micros(Booking.objects.get().window_start) == here.now + timedelta(hours=48)


def test_a_case_calls_off_its_own_hour_only(here: Port):
    booked(here, "1")
    booked(here, "2", hours=30)
    here.case("1", "inspection-cancelled", ("container", BOX))
    assert to_come() == [("case/2", SITE)]
    here.case("2", "inspection-cancelled", ("container", BOX))
    assert to_come() == []
    booked(here, "2", hours=50)
    assert to_come() == [("case/2", SITE)]


def test_an_hour_is_of_the_box_it_names(here: Port):
    here.manifest("COSU6999999990", boxes=(OTHER,))
    booked(here, "1")
    assert not box(OTHER).bookings.exists()


def test_once_the_box_was_brought_there_nothing_is_to_come(here: Port):
    booked(here, "1")
    public.move_to_inspection(terminal, public.MoveToInspection(happened_at=here.later(20), container=BOX))
    assert to_come() == []
    here.later()
    booked(here, "2")
    assert to_come() == [("case/2", SITE)], "it is to be looked at a second time"


def test_told_twice_or_before_the_box_is_known_it_does_no_harm(port: Port):
    port.announce()
    booked(port, "1")
    assert not Booking.objects.exists()
    port.manifest()
    port.hear()
    assert to_come() == [("case/1", SITE)]
    assert Booking.objects.count() == 1


@pytest.fixture
def form(here: Port) -> dict:
    """An appointment as its procedure tells it, for this port's goods, on a working day."""
    told = next(each for each in read_scenarios(scenarios_text("inspection-appointment")) if not each.problems)
    start = (here.now + timedelta(days=1)).replace(hour=2, minute=0)
    window = {"window_start": start.isoformat(), "window_end": (start + timedelta(hours=2)).isoformat()}
    return dict(told.form) | window | {"applicant_uscc": IMPORTER, "bill": BILL, "boxes": [BOX]}


def agreed(port: Port, form: dict) -> str:
    """File the appointment and let customs and the port agree to it; the case's id."""
    case = cases.file_case(importer, "inspection-appointment", form, at=port.now)["id"]
    for agency, step in (("customs", "slot"), ("port", "gear")):
        cases.act(officer(agency), case, ask.Decide(step, "confirm"), at=port.later())
    drain(HEARD)
    return str(case)


def test_from_the_procedure_to_the_box_and_off_it_again(here: Port, form: dict):
    case = agreed(here, form)
    assert to_come() == [(f"case/{case}", form["site"])]
    cases.act(importer, case, ask.Withdraw("改约"), at=here.later())
    drain(HEARD)
    assert to_come() == []


def test_an_appointment_that_lapses_is_off_too(here: Port, form: dict):
    agreed(here, form)
    drain(("cases-lapsing", *HEARD), at=here.later(9 * 24))
    assert to_come() == []
