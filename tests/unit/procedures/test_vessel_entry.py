"""The entry of a ship tells its own scenarios; every wish to board ends in at most one boarding."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import read_scenarios
from kouan.kernel.clock import SHANGHAI, local_date, now
from kouan.procedures import load, scenarios_in
from kouan.procedures._vessel.boarding import merged
from kouan.procedures._vessel.officers import AGENCIES, SCOPES, Wish

ENTRY = load("vessel_entry")
SCENARIOS = read_scenarios(scenarios_in("vessel_entry"))
MORNING = datetime(2026, 3, 18, 6, 0, tzinfo=SHANGHAI)


def story(name: str):
    return tell(ENTRY, next(scenario for scenario in SCENARIOS if scenario.name == name))


def wish(earliest: int, hours: int, scope: list[str], boards: bool = True) -> Wish:
    """A wish for a window of so many hours, so many hours after six in the morning."""
    start = MORNING + timedelta(hours=earliest)
    return Wish(boards=boards, earliest=start, latest=start + timedelta(hours=hours), scope=scope)


wishes = st.dictionaries(
    st.sampled_from(sorted(AGENCIES)),
    st.builds(
        wish,
        st.integers(0, 12),
        st.integers(1, 12),
        st.lists(st.sampled_from(sorted(SCOPES)), min_size=1, max_size=4),
        st.booleans(),
    ),
)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(ENTRY, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(ENTRY, SCENARIOS, local_date(now())) == []


@given(wishes)
def test_the_one_boarding_suits_every_agency_or_says_that_no_time_does(asked):
    plan = merged(asked)
    boarding = {agency: each for agency, each in asked.items() if each.boards}
    assert set(plan.agencies) == set(boarding)
    assert set(plan.scope) == {subject for each in boarding.values() for subject in each.scope}
    if plan.window:
        start, end = plan.window
        assert start < end
        assert all(each.earliest <= start and end <= each.latest for each in boarding.values())
    else:
        starts, ends = [w.earliest for w in boarding.values()], [w.latest for w in boarding.values()]
        assert not boarding or max(starts) >= min(ends)


@given(wishes)
def test_it_does_not_matter_who_answers_first(asked):
    backwards = dict(reversed(asked.items()))
    one, other = merged(asked), merged(backwards)
    assert one.window == other.window
    assert (set(one.agencies), set(one.scope)) == (set(other.agencies), set(other.scope))


def test_the_plan_names_agencies_scope_and_the_time_common_to_all():
    plan = story("joint-boarding").case.outcomes["plan-boarding"]
    assert plan.data == {
        "agencies": ["msa", "customs", "border"],
        "scope": ["safety", "papers", "stores", "quarantine", "persons"],
        "from": "2026-03-18T08:00:00+08:00",
        "until": "2026-03-18T10:00:00+08:00",
    }


def test_a_late_confirmation_is_heard_and_the_lateness_kept():
    supplied = next(event for event in story("quarantine-refuses").events if event.kind == "supplied")
    assert [row["code"] for row in supplied.payload["warnings"]] == ["confirmed-late"]


def test_what_tells_of_persons_is_secret():
    filing = story("joint-boarding").case.filing
    assert {"crew", "passengers"} <= ENTRY.secrets(filing) <= set(type(filing).model_fields)
