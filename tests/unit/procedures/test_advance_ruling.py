"""The advance ruling tells its own scenarios: its clocks, its two laws, and what it never publishes."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kouan.blueprint import LEFT_OUT, parse, redacted
from kouan.engine import circumstances, due, problems, replay, reply_due
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import read_scenarios
from kouan.kernel.clock import SHANGHAI, local_date, now
from kouan.procedures import procedure, scenarios_text
from kouan.procedures._application.months import months_after

RULING = procedure("advance-ruling")
SCENARIOS = read_scenarios(scenarios_text(RULING.code))


def scenario(name: str):
    return next(scenario for scenario in SCENARIOS if scenario.name == name)


def until(name: str, kind: str):
    """The case of a scenario as it stood after its first event of a kind."""
    events = tell(RULING, scenario(name)).events
    last = next(at for at, event in enumerate(events) if event.kind == kind)
    return replay(RULING, events[: last + 1])


def found(form, day: date) -> list[str]:
    documents = scenario("ruled-and-published").documents
    on = circumstances(RULING, datetime(day.year, day.month, day.day, 1, tzinfo=UTC), documents=documents)
    return [f"{problem.code}@{problem.path}" for problem in problems(RULING, parse(RULING.form, form), on)]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenario_goes_as_told(scenario):
    assert tell(RULING, scenario).mismatches == []


def test_the_procedure_passes_the_check():
    assert audit(RULING, SCENARIOS, local_date(now())) == []


def test_five_days_to_correct_counted_from_the_notice():
    case = until("corrected-in-time", "returned")
    assert reply_due(case, case.correction) == datetime(2026, 3, 29, 23, 59, 59, tzinfo=SHANGHAI)


def test_the_ten_days_stand_still_while_the_applicant_corrects():
    case = until("corrected-in-time", "resubmitted")
    assert due(case, case.open_step("accept")) == datetime(2026, 4, 1, 23, 59, 59, tzinfo=SHANGHAI)


def test_silence_counts_as_acceptance_once_the_tenth_day_is_over():
    case = tell(RULING, scenario("silence")).case
    accepted = case.outcomes["accept"]
    assert (accepted.code, accepted.party) == ("silent", "system")
    assert accepted.at == datetime(2026, 3, 26, 23, 59, 59, tzinfo=SHANGHAI)


def test_the_sixty_days_leave_out_the_time_of_the_laboratory():
    case = until("ruled-and-published", "resumed")
    accepted = case.outcomes["accept"].at
    undisturbed = (accepted + timedelta(days=60)).astimezone(SHANGHAI).date()
    assert local_date(due(case, case.open_step("decide"))) == undisturbed + timedelta(days=20 + 2)


def test_the_same_words_are_judged_by_the_law_of_their_day():
    old, new = scenario("by-the-law-of-2021").form, scenario("corrected-in-time").form
    assert found(old, date(2021, 5, 10)) == []
    assert found(old | {"planned_on": "2025-06-01"}, date(2024, 11, 30)) == []
    assert found(old | {"planned_on": "2025-06-01"}, date(2024, 12, 1)) == ["value-renamed@/matter"]
    assert found(new, date(2026, 3, 16)) == []
    assert found(new | {"planned_on": "2025-06-01"}, date(2024, 11, 30)) == ["value-not-yet-renamed@/matter"]


def test_a_case_of_2021_keeps_the_words_of_2021():
    text = tell(RULING, scenario("by-the-law-of-2021")).case.outcomes["publish"].data
    assert text["matter"]["zh"] == "完税价格相关要素"
    assert (text["valid_from"], text["valid_until"]) == ("2021-06-14", "2024-06-14")


def test_what_is_published_leaves_out_applicant_and_secrets():
    case = tell(RULING, scenario("ruled-and-published")).case
    text = case.outcomes["publish"].data
    assert set(text) == {
        "matter", "goods_name", "goods_english", "classification", "ruling", "code", "legal_basis",
        "valid_from", "valid_until",
    }  # fmt: skip
    assert text["ruling"] == f"该货品为滚子螺杆传动装置，{LEFT_OUT}，归入 8483.40。"
    assert LEFT_OUT in text["classification"]["function"]
    said = json.dumps(text, ensure_ascii=False)
    for secret in ("212", "PRS-48x10", "北辰", "陈知远", case.filing.applicant_uscc):
        assert secret not in said
    assert {"applicant_name", "model", "secrets"} <= RULING.secrets(case.filing)


@given(st.text("ab甲乙 ", max_size=40), st.lists(st.text("ab甲乙", min_size=2, max_size=4), max_size=4))
def test_no_listed_passage_survives(text, passages):
    out = redacted({"ruling": [text]}, passages)["ruling"][0]
    assert not any(passage in out for passage in passages)


@given(st.dates(date(2018, 2, 1), date(2035, 12, 31)), st.integers(0, 24))
def test_months_are_counted_as_people_do(day, months):
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)
