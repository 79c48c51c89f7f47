"""The certificate of origin tells its own scenarios: its criteria, its periods, what it says when issued."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from kouan.blueprint import parse
from kouan.engine import circumstances, problems
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import changed, read_scenarios
from kouan.kernel.clock import SHANGHAI, local_date, now
from kouan.procedures import procedure, scenarios_text
from kouan.procedures.origin_certificate.rules_goods import content, foreign

ORIGIN = procedure("origin-certificate")
SCENARIOS = read_scenarios(scenarios_text(ORIGIN.code))


def scenario(name: str):
    return next(scenario for scenario in SCENARIOS if scenario.name == name)


def certificate(story):
    return tell(ORIGIN, story).case.outcomes["issue"].data


def found(name: str, day: date, **pointers) -> list[str]:
    """What is wrong with a scenario's filing on a day, with some values set."""
    story = scenario(name)
    form = changed(story.form, {"set": {"/" + place.replace("__", "/"): value for place, value in pointers.items()}})
    on = circumstances(ORIGIN, datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI), documents=story.documents)
    return [problem.code for problem in problems(ORIGIN, parse(ORIGIN.form, form), on)]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(ORIGIN, scenario).mismatches == []


def test_a_survey_and_a_review_are_promised_not_two_of_each():
    assert ORIGIN.limit_on(date(2026, 3, 16)).text.en == "7 working days"


def test_the_procedure_passes_the_check():
    assert audit(ORIGIN, SCENARIOS, local_date(now())) == []


def test_a_late_certificate_may_be_asked_for_until_a_year_after_shipment():
    assert found("late", date(2027, 1, 10)) == []
    assert found("late", date(2027, 1, 11)) == ["retroactive-too-late"]
    assert found("late", date(2026, 2, 28), departure="2025-02-28") == ["invoice-ahead"]


def test_a_copy_keeps_number_and_day_of_its_original_and_ends_with_it():
    issued = certificate(scenario("copied"))
    assert (issued["number"], issued["issued_on"], issued["valid_until"]) == (
        "R256700-4C1D22AA", "2025-11-03", "2026-11-03",
    )  # fmt: skip
    assert issued["box_17"] == ["CERTIFIED TRUE COPY"]
    assert issued["made_out_on"] == "2026-03-17"


def test_a_replacement_has_a_number_of_its_own_and_names_what_it_makes_invalid():
    issued = certificate(scenario("replaced"))
    assert issued["invalidates"] == "R266700-77AB01FE" != issued["number"]


def test_box_17_ticks_what_holds():
    assert certificate(scenario("issued"))["box_17"] == []
    assert certificate(scenario("late"))["box_17"] == ["ISSUED RETROACTIVELY"]
    ticks = certificate(scenario("back-to-back"))["box_17"]
    assert ticks == ["BACK-TO-BACK CERTIFICATE OF ORIGIN", "THIRD-PARTY INVOICING"]


def test_it_is_valid_for_one_year():
    issued = certificate(scenario("issued"))
    assert (issued["issued_on"], issued["valid_until"]) == ("2026-03-16", "2027-03-16")


def test_forty_per_cent_is_enough_and_a_cent_less_is_not():
    assert found("issued", date(2026, 3, 16), materials__0__value="51840.00") == []
    assert found("issued", date(2026, 3, 16), materials__0__value="51850.00") == ["value-content-low"]


def test_cumulated_materials_count_as_originating():
    filing = parse(ORIGIN.form, scenario("issued").form).filing
    assert content(filing.items[0], foreign(filing, 1)) == Decimal("75.69")


def test_what_falls_short_by_a_cent_is_not_rounded_up():
    dear = {"total": "5184000.00", "items__0__fob": "5184000.00"}
    assert found("issued", date(2026, 3, 16), materials__0__value="3110400.00", **dear) == []
    assert found("issued", date(2026, 3, 16), materials__0__value="3110400.01", **dear) == ["value-content-low"]


def test_a_back_to_back_certificate_ends_with_the_proof_behind_it():
    issued = certificate(scenario("back-to-back"))
    assert issued["valid_until"] == "2027-01-08"
    assert issued["box_14"] == [
        "THIRD-PARTY INVOICE: HARBOUR TRADING PTE. LTD., SGP",
        "ORIGINAL PROOF: VN-2026-000871, 2026-01-08, VNM, ORIGIN VNM",
    ]


def test_ten_per_cent_is_tolerated():
    story = {"materials__0__hs6": "848390", "items__0__additions": ["DMI"]}
    assert found("surveyed-then-issued", date(2026, 3, 16), materials__0__value="8640.00", **story) == []
    assert found("surveyed-then-issued", date(2026, 3, 16), materials__0__value="8650.00", **story) == [
        "tolerance-exceeded"
    ]


@pytest.mark.parametrize(
    ("member", "last_day_out"),
    [("KOR", "2022-01-31"), ("MYS", "2022-03-17"), ("MMR", "2022-04-30"), ("IDN", "2023-01-01"), ("PHL", "2023-06-01")],
)
def test_each_member_from_its_own_day(member, last_day_out):
    out = date.fromisoformat(last_day_out)
    story = {"destination": member, "departure": "2023-12-31", "items__0__invoiced_on": "2021-12-31"}
    assert found("corrected", out, **story) == ["not-yet-in-force"]
    assert found("corrected", date.fromordinal(out.toordinal() + 1), **story) == []


def test_only_foreign_materials_bring_a_survey():
    story = scenario("surveyed-then-issued")
    cumulated = changed(story.form, {"set": {"/materials/0/originating": "true", "/materials/0/country": "JPN"}})
    case = tell(ORIGIN, replace(story, form=cumulated, moves=(), expect={})).case
    assert [step.name for step in case.open_steps] == ["customs-review"]
