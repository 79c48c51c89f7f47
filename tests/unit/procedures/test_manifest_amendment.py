"""A change of a manifest tells its own scenarios; it is direct up to the time limit and reviewed after it."""

from datetime import datetime, timedelta

import pytest

from kouan.engine.audit import audit
from kouan.engine.checks import check, circumstances
from kouan.engine.rehearse import tell
from kouan.engine.scenario import attached, read_filings, read_scenarios
from kouan.kernel.clock import SHANGHAI, local_date, now
from kouan.procedures import procedure, scenarios_text

AMENDMENT = procedure("manifest-amendment")
SCENARIOS = read_scenarios(scenarios_text(AMENDMENT.code))
FILINGS = read_filings(scenarios_text(AMENDMENT.code))
LIMIT = datetime(2026, 3, 11, 22, 0, tzinfo=SHANGHAI)
PAPERS = ["bill-copy", "correct-manifest", "proof"]


def found(form: dict, at: datetime, documents: list[str]) -> list[str]:
    on = circumstances(AMENDMENT, at, documents=attached(documents))
    return [f"{problem.code}@{problem.path}" for problem in check(AMENDMENT, form, on)]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(AMENDMENT, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(AMENDMENT, SCENARIOS, local_date(now())) == []


def test_it_is_changed_directly_up_to_the_last_second_of_the_limit():
    assert found(FILINGS["direct"], LIMIT, []) == []
    assert found(FILINGS["direct"], LIMIT + timedelta(seconds=1), []) == ["direct-too-late@/ground"]


def test_a_direct_change_needs_no_papers_and_a_reviewed_one_needs_three():
    assert found(FILINGS["ordinary"], LIMIT, []) == [f"document-missing@/documents/{each}" for each in PAPERS]
    assert found(FILINGS["ordinary"], LIMIT, PAPERS) == []


@pytest.mark.parametrize("code", [*(f"{n:03d}" for n in range(1, 14)), "015", "999"])
def test_the_reason_codes_of_customs_are_taken(code):
    assert found(FILINGS["direct"] | {"reason_code": code, "details": "船公司更正函"}, LIMIT, []) == []


@pytest.mark.parametrize("code", ["000", "014", "016", "1"])
def test_other_reason_codes_are_refused(code):
    assert found(FILINGS["direct"] | {"reason_code": code}, LIMIT, []) == ["pattern@/reason_code"]


def told(name: str) -> dict:
    """What the last event of a story says of its bill."""
    story = tell(AMENDMENT, next(scenario for scenario in SCENARIOS if scenario.name == name))
    said = next(event for event in reversed(story.events) if event.kind.startswith("manifest-"))
    return dict(said.payload)


def test_an_added_bill_is_told_whole():
    said = told("bill-added")
    assert (said["direction"], said["call"], said["packages"], said["consignee"]) == (
        "import", "VC-2026-000318", 300, "91390200MA2602706Y",
    )  # fmt: skip
    assert [box["container"] for box in said["boxes"]] == ["CSQU3054383", "OOLU8452160"]


def test_a_changed_bill_tells_what_is_another_than_before():
    assert told("changed-at-once")["changes"] == [
        {"item": "packages", "before": "640", "after": "604"},
        {"item": "seal", "box": "OOLU8452160", "before": "SG118821", "after": "SG118812"},
    ]


def test_a_deleted_bill_tells_on_which_ground():
    said = told("shut-out-deleted")
    assert (said["direction"], said["ground"]) == ("export", "shut-out")


@pytest.mark.parametrize(("kind", "fact"), [("original", "arrived_at"), ("pre-loaded", "departed_at")])
def test_no_limit_lies_behind_the_coming_or_going_of_the_ship(kind, fact):
    form = FILINGS["direct"] | {"kind": kind}
    for moment, wrong in ((LIMIT, []), (LIMIT - timedelta(seconds=1), ["limit-behind@/time_limit"])):
        objects = {("vessel-call", form["call"]): {fact: moment.isoformat()}}
        on = circumstances(AMENDMENT, LIMIT, objects)
        assert [f"{problem.code}@{problem.path}" for problem in check(AMENDMENT, form, on)] == wrong
