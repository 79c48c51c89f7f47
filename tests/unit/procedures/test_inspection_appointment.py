"""Appointments tell their own scenarios: booked ahead, within or outside office hours, recorded, free if nothing is found."""

from datetime import datetime

import pytest

from kouan.blueprint import parse
from kouan.engine import circumstances, problems
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.procedures import procedure, scenarios_text
from kouan.procedures.inspection_appointment.hours import are_office_hours

APPOINTMENT = procedure("inspection-appointment")
SCENARIOS = read_scenarios(scenarios_text(APPOINTMENT.code))


def scenario(name: str):
    return next(scenario for scenario in SCENARIOS if scenario.name == name)


def found(story: str, at: str = "", **fields: object) -> list[str]:
    told = scenario(story)
    moment = datetime.fromisoformat(f"{at}+08:00") if at else told.at
    on = circumstances(APPOINTMENT, moment, documents=told.documents)
    return [
        f"{each.code}@{each.path}" for each in problems(APPOINTMENT, parse(APPOINTMENT.form, told.form | fields), on)
    ]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(APPOINTMENT, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(APPOINTMENT, SCENARIOS, local_date(now())) == []


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-03-18T08:30", "2026-03-18T12:00", True),
        ("2026-03-18T08:29", "2026-03-18T12:00", False),
        ("2026-03-18T14:00", "2026-03-18T17:30", True),
        ("2026-03-18T14:00", "2026-03-18T17:31", False),
        ("2026-03-21T09:00", "2026-03-21T11:00", False),  # a Saturday
        ("2026-02-14T09:00", "2026-02-14T11:00", True),  # a Saturday that is worked for the Spring Festival
        ("2026-10-01T09:00", "2026-10-01T11:00", False),  # the National Day
        ("2098-03-18T09:00", "2098-03-18T11:00", None),  # its days off are not announced
    ],
)
def test_office_hours_are_those_of_working_days(start, end, expected):
    on = circumstances(APPOINTMENT, scenario("inspected-together").at)
    window = [datetime.fromisoformat(f"{at}:00+08:00") for at in (start, end)]
    assert are_office_hours(*window, on) is expected


def test_an_inspection_is_booked_four_hours_ahead_and_a_night_twelve():
    assert found("inspected-together", "2026-03-18T05:00:00") == []
    assert found("inspected-together", "2026-03-18T05:01:00") == ["booked-late@/window_start"]
    assert found("at-night", "2026-03-18T08:00:00") == []
    assert found("at-night", "2026-03-18T08:01:00") == ["booked-late@/window_start"]


def test_the_latest_of_two_offers_stands():
    told = tell(APPOINTMENT, scenario("another-window")).case.outcomes["book"].data
    assert told["window_start"] == "2026-03-19T09:00:00+08:00"


def test_the_terminal_is_told_of_each_box_when_and_where():
    events = [
        event for event in tell(APPOINTMENT, scenario("inspected-together")).events if event.kind == "inspection-booked"
    ]
    assert [event.objects[0].id for event in events] == ["TGBU4821139", "MSKU9084219"]
    assert {event.payload["site"] for event in events} == {"东湾码头集中查验平台"}
    assert {event.payload["window_start"] for event in events} == {"2026-03-18T09:00:00+08:00"}


def test_nothing_found_waives_the_charges_and_the_time_is_measured():
    case = tell(APPOINTMENT, scenario("inspected-together")).case
    assert case.outcomes["result"].data == {"minutes": 75, "after_window_began": 20}
    assert case.outcomes["result"].code == "waived"


def test_perishables_come_first():
    fresh, screws = (parse(APPOINTMENT.form, scenario(name).form).filing for name in ("fresh-on-saturday", "at-night"))
    assert APPOINTMENT.priority(fresh) < APPOINTMENT.priority(screws) == 0
