"""Art in bond tells its own scenarios: every work appraised, compared at the gate, taxed when it is sold."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kouan.blueprint import parse
from kouan.engine import circumstances, due, problems, replay
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.procedures import procedure, scenarios_text
from kouan.procedures._zone.duty import taxes

ART = procedure("bonded-art")
SCENARIOS = read_scenarios(scenarios_text(ART.code))
FLOOR = Decimal(50)


def scenario(name: str):
    return next(scenario for scenario in SCENARIOS if scenario.name == name)


def found(story: str, **fields: object) -> list[str]:
    told = scenario(story)
    on = circumstances(ART, told.at, documents=told.documents)
    return [f"{each.code}@{each.path}" for each in problems(ART, parse(ART.form, told.form | fields), on)]


def work(**fields: object) -> list[dict[str, object]]:
    return [scenario("leaves").form["works"][0] | fields]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(ART, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(ART, SCENARIOS, local_date(now())) == []


def test_the_forty_fifth_day_before_a_show_is_in_and_the_forty_fourth_out():
    filed = local_date(scenario("shown-inside").at)
    for days, expected in ((45, []), (44, ["show-soon@/opens_on"])):
        assert found("shown-inside", opens_on=(filed + timedelta(days=days)).isoformat()) == expected


def test_a_show_already_permitted_may_open_sooner():
    sooner = found("shown-inside", opens_on="2026-03-20", permit="粤文旅审〔2026〕艺字 118 号")
    assert sooner == ["document-missing@/documents/permit"]


@pytest.mark.parametrize(
    ("year", "code", "expected"),
    [
        (1926, "9701210000", []),
        (1926, "9701910000", []),
        (1927, "9701210000", ["age-of-code"]),
        (1925, "9701910000", ["age-of-code"]),
    ],
)
def test_a_hundred_years_part_the_codes(year, code, expected):
    codes = [
        one.split("@")[0]
        for one in found("leaves", works=work(year=year, hs_code=code, relic=True, relic_record="LJ-1"))
    ]
    assert codes == expected


def test_nineteen_forty_nine_is_the_last_year_of_what_is_reviewed_as_a_relic():
    assert found("leaves", works=work(year=1949)) == ["relic-doubtful@/works/0/relic"]
    assert found("leaves", works=work(year=1950)) == []


def test_a_sale_is_taxed_on_value_and_duty():
    assert taxes(Decimal("405600"), Decimal(1), Decimal(13), FLOOR) == {
        "duty": Decimal("4056.00"),
        "vat": Decimal("53255.28"),
        "total": Decimal("57311.28"),
    }
    data = tell(ART, scenario("sold")).case.outcomes["due"].data
    assert data == {"duty": "4056.00", "vat": "53255.28", "total": "57311.28", "vat_rate": "13"}


@pytest.mark.parametrize(("value", "vat"), [("384.61", "50.00"), ("384.57", "0")])
def test_a_tax_below_fifty_yuan_is_not_charged(value, vat):
    assert taxes(Decimal(value), Decimal(0), Decimal(13), FLOOR)["total"] == Decimal(vat)


@pytest.mark.parametrize(
    ("day", "rate"),
    [("2018-04-30", 17), ("2018-05-01", 16), ("2019-03-31", 16), ("2019-04-01", 13), ("2026-01-01", 13)],
)
def test_vat_is_that_of_the_day(day, rate):
    assert ART.terms.on(date.fromisoformat(day)).number("vat") == rate


def test_works_shown_outside_are_due_back_six_months_after_the_gate():
    events = tell(ART, scenario("shown-outside")).events
    opened = next(at for at, event in enumerate(events) if event.payload.get("step") == "compare") + 1
    case = replay(ART, events[:opened])
    assert local_date(due(case, case.open_step("back"))) == date(2026, 9, 17)


def test_the_department_of_culture_decides_beside_customs_and_never_twice_on_the_same_works():
    beside = tell(ART, scenario("enters"))
    assert "permit" in beside.case.outcomes
    assert "permit" not in tell(ART, scenario("leaves")).case.outcomes
