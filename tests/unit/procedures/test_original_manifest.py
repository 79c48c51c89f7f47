"""The original manifest tells its own scenarios; its main data are late one second after the hour the law sets."""

from datetime import datetime, timedelta

import pytest

from kouan.engine.audit import audit
from kouan.engine.checks import check, circumstances
from kouan.engine.rehearse import tell
from kouan.engine.scenario import read_filings, read_scenarios
from kouan.kernel.clock import SHANGHAI, local_date, now
from kouan.procedures import procedure, scenarios_text

MANIFEST = procedure("original-manifest")
SCENARIOS = read_scenarios(scenarios_text(MANIFEST.code))
FILINGS = read_filings(scenarios_text(MANIFEST.code))
LOADING = datetime(2026, 3, 12, 22, 0, tzinfo=SHANGHAI)
ARRIVAL = datetime(2026, 3, 18, 6, 0, tzinfo=SHANGHAI)


def story(name: str):
    return tell(MANIFEST, next(scenario for scenario in SCENARIOS if scenario.name == name))


def found(form: dict, at: datetime) -> list[str]:
    return [problem.code for problem in check(MANIFEST, form, circumstances(MANIFEST, at))]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(MANIFEST, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(MANIFEST, SCENARIOS, local_date(now())) == []


@pytest.mark.parametrize(
    ("mode", "counted_from", "hours"),
    [("container-ship", LOADING, 24), ("other-ship", ARRIVAL, 24), ("rail", ARRIVAL, 2), ("road", ARRIVAL, 1)],
)
def test_main_data_are_due_so_many_hours_ahead(mode, counted_from, hours):
    form = FILINGS["ordinary"] | {"mode": mode}
    last = counted_from - timedelta(hours=hours)
    assert found(form, last) == []
    assert found(form, last + timedelta(seconds=1)) == ["sent-late"]


def test_every_bill_is_made_known_when_the_manifest_is_accepted():
    told = story("accepted")
    accepted = [event for event in told.events if event.kind == "manifest-accepted"]
    assert [(each.kind, each.id) for event in accepted for each in event.objects] == [("bill", "COSU6284512930")]
    said = accepted[0].payload
    assert (said["direction"], said["call"], said["packages"]) == ("import", "VC-2026-000318", 640)
    assert said["goods"] == "NOTEBOOK COMPUTERS; COMPUTER DOCKING STATIONS"
    assert [box["container"] for box in said["boxes"]] == ["CSQU3054383", "OOLU8452160"]


def test_the_other_data_are_told_once_they_have_come():
    completed = next(event for event in story("accepted").events if event.kind == "manifest-completed")
    assert [box["seal"] for box in completed.payload["boxes"]] == ["SG118820", "SG118821"]


def test_a_bill_that_may_not_be_loaded_is_not_made_known():
    accepted = [event for event in story("bill-taken-out").events if event.kind == "manifest-accepted"]
    assert [each.id for event in accepted for each in event.objects] == ["COSU6284512930"]


def test_other_data_sent_after_arrival_are_taken_and_the_lateness_kept():
    supplied = next(event for event in story("completed-late").events if event.kind == "supplied")
    assert [row["code"] for row in supplied.payload["warnings"]] == ["completed-late"]
