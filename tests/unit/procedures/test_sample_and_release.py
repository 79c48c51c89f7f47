"""Release before tests tells its own scenarios: the goods go first, unless something was found; use waits."""

from datetime import date, datetime

import pytest

from kouan.blueprint import parse
from kouan.engine import circumstances, problems
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import changed, read_scenarios
from kouan.kernel.clock import SHANGHAI, local_date, now
from kouan.procedures import procedure, scenarios_text
from kouan.procedures.sample_and_release.commodities import commodity
from kouan.procedures.sample_and_release.rules import to_be_tested

RELEASE = procedure("sample-and-release")
SCENARIOS = {scenario.name: scenario for scenario in read_scenarios(scenarios_text(RELEASE.code))}


def on_day(day: str):
    return circumstances(RELEASE, datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=SHANGHAI))


def found(name: str, **pointers: object) -> list[str]:
    story = SCENARIOS[name]
    form = changed(story.form, {"set": {f"/{place}": value for place, value in pointers.items()}})
    on = circumstances(RELEASE, story.at, documents=story.documents)
    return [f"{each.code}@{each.path}" for each in problems(RELEASE, parse(RELEASE.form, form), on)]


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(RELEASE, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(RELEASE, list(SCENARIOS.values()), local_date(now())) == []


@pytest.mark.parametrize("hs_code", ["2601111000", "2601112000", "2601119000", "2601120000", "2601200000"])
def test_the_five_codes_of_the_iron_ore_notice_are_covered(hs_code):
    assert found("iron-bare", **{"lines/0/hs_code": hs_code}) == []


def test_iron_ore_is_tested_on_request_from_june_2020():
    filing = parse(RELEASE.form, SCENARIOS["iron-bare"].form).filing
    assert to_be_tested(filing, on_day("2020-05-31"))
    assert not to_be_tested(filing, on_day("2020-06-01"))


def test_crude_oil_is_covered_from_october_2020():
    assert commodity("2709000000", date(2020, 9, 30)) is None
    assert commodity("2709000000", date(2020, 10, 1)) is not None


def test_the_goods_go_before_the_laboratory_has_its_turn():
    steps = [event.payload.get("step") for event in tell(RELEASE, SCENARIOS["zinc-tested"]).events]
    assert steps.index("release") < steps.index("quality") < steps.index("permit")


def test_every_reason_against_the_goods_is_told():
    verdict = tell(RELEASE, SCENARIOS["radioactive"]).case.outcomes["verdict"]
    assert [reason["en"] for reason in verdict.data["reasons"]] == [
        "radioactivity",
        "suspected waste",
        "goods unlike their papers",
    ]


def test_the_certificates_tell_the_difference_in_weight():
    told = tell(RELEASE, SCENARIOS["iron-untested"]).case.outcomes["certify"].data
    assert told == {"weigh": "ZL-6711-2026-0077", "difference": "-123.6"}
