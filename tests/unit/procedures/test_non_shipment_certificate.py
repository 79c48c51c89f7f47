"""The non-shipment certificate tells its own scenarios; what it certifies cannot be made up."""

from dataclasses import replace

import pytest

from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.procedures import procedure, scenarios_text

CERTIFICATE = procedure("non-shipment-certificate")
SCENARIOS = read_scenarios(scenarios_text(CERTIFICATE.code))


def scenario(name: str):
    return next(scenario for scenario in SCENARIOS if scenario.name == name)


def certificate(told):
    return told.case.outcomes["issue"].data


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(CERTIFICATE, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(CERTIFICATE, SCENARIOS, local_date(now())) == []


def test_the_certificate_says_what_was_not_shipped():
    issued = certificate(tell(CERTIFICATE, scenario("unknown-box")))
    assert issued["declaration"] == "670120260000118342"
    assert issued["number"] == f"WCY670120260000118342-{issued['code'][:4]}"
    assert issued["issued_on"] == "2026-03-17"
    assert issued["containers"] == ["OOLU8452160"]
    assert issued["lines"] == [{"number": 2, "quantity": "1200", "unit": "011"}]


def test_its_code_depends_on_every_word_and_on_the_secret_of_the_case():
    story = scenario("issued")
    codes = {
        certificate(tell(CERTIFICATE, changed))["code"]
        for changed in (
            story,
            replace(story, entropy="storm"),
            replace(
                story, form=story.form | {"bill": "COSU6284513377", "whole": True, "declaration": "670120260000118343"}
            ),
        )
    }
    assert len(codes) == 3
    assert certificate(tell(CERTIFICATE, story))["code"] in codes, "the same case gives the same code again"


def test_a_refusal_by_the_record_names_box_and_time():
    reason = tell(CERTIFICATE, scenario("already-loaded")).case.outcomes["check"].reason
    box = "CSQU3054383 (2026-03-14T01:12:00+00:00)"
    assert reason == f"已有装船记录：{box} | On record as loaded: {box}"
