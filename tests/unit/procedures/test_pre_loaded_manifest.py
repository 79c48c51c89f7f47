"""The pre-loaded manifest tells its own scenarios; the loaded one is held against it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kouan.engine.audit import audit
from kouan.engine.checks import check, circumstances
from kouan.engine.rehearse import tell
from kouan.engine.scenario import changed, read_filings, read_scenarios
from kouan.kernel.clock import SHANGHAI, local_date, now
from kouan.procedures import procedure, scenarios_text

MANIFEST = procedure("pre-loaded-manifest")
SCENARIOS = read_scenarios(scenarios_text(MANIFEST.code))
FILINGS = read_filings(scenarios_text(MANIFEST.code))
LOADING = datetime(2026, 3, 20, 8, 0, tzinfo=SHANGHAI)


def story(name: str):
    return tell(MANIFEST, next(scenario for scenario in SCENARIOS if scenario.name == name))


def found(form: dict, at: datetime) -> list[str]:
    return [problem.code for problem in check(MANIFEST, form, circumstances(MANIFEST, at))]


def warnings(name: str, step: str) -> list[str]:
    supplied = next(e for e in story(name).events if e.kind == "supplied" and e.payload["step"] == step)
    return [row["code"] for row in supplied.payload.get("warnings", ())]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(MANIFEST, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(MANIFEST, SCENARIOS, local_date(now())) == []


@pytest.mark.parametrize(("mode", "hours"), [("container-ship", 24), ("other-ship", 2), ("rail", 2), ("road", 1)])
def test_other_data_are_due_so_many_hours_before_loading(mode, hours):
    form = FILINGS["ordinary"] | {"mode": mode}
    last = LOADING - timedelta(hours=hours)
    assert found(form, last) == []
    assert found(form, last + timedelta(seconds=1)) == ["sent-late"]


def test_main_data_alone_are_not_late_before_the_goods_are_declared():
    assert found(FILINGS["main-only"], LOADING - timedelta(hours=1)) == []


def test_other_data_that_follow_late_are_taken_and_the_lateness_kept():
    assert warnings("completed-late", "complete") == ["sent-late"]


def test_the_loaded_manifest_is_late_half_an_hour_before_loading():
    assert warnings("bulk-in-time", "load") == []
    assert warnings("loaded-too-late", "load") == ["loaded-late"]


def test_what_was_not_loaded_is_named():
    compared = story("part-left-behind").case.outcomes["compare"]
    assert compared.data == {"left": ["COSU6284513402"], "parts": ["COSU6284513377"]}


@pytest.mark.parametrize(
    ("known", "changes", "refused"),
    [
        ({"manifested": "true"}, {}, "loaded-unreleased"),
        ({"manifested": "true", "released_at": "2026-03-19T02:00:00+00:00"}, {}, ""),
        ({"manifested": "true"}, {"/bills/0/movement": "transhipment"}, ""),
    ],
)
def test_goods_of_trade_are_loaded_once_customs_has_released_them(known, changes, refused):
    told = next(scenario for scenario in SCENARIOS if scenario.name == "bulk-in-time")
    move = dict(told.moves[0]) | {"known": {"bill:HF26031901": known}, "refused": refused}
    moved = replace(told, form=changed(told.form, {"set": changes}), moves=(move,), expect={})
    assert tell(MANIFEST, moved).mismatches == []
