"""Credit levels by the law of the day: Order 237 (2018), Order 251 (2021-11-01), Order 282 (2026-04-01)."""

from datetime import date

import pytest

from kouan import sources
from kouan.engine import Refused
from kouan.kernel.text import Text
from kouan.modules.parties.models import CreditRecord
from kouan.modules.parties.public import (
    SYSTEM_VIEWER,
    NoRegime,
    create_organisation,
    credit,
    credit_levels,
    record_credit,
    regime_on,
    regimes,
)
from kouan.runtime import log

pytestmark = pytest.mark.django_db

FIRM = "91510100569680768F"


@pytest.fixture(autouse=True)
def firm():
    return create_organisation(SYSTEM_VIEWER, FIRM, Text("成都一厂", "Chengdu Works"), {"importer"}, "5101644060")


def test_each_regime_has_its_own_levels():
    assert [regime.since for regime in regimes()] == [date(2018, 5, 1), date(2021, 11, 1), date(2026, 4, 1)]
    assert [len(regime.levels) for regime in regimes()] == [4, 3, 5]
    assert {level.code for level in regime_on(date(2026, 4, 1)).levels.values() if level.aeo} == {
        "advanced",
        "certified",
    }


def test_every_regime_cites_a_clause_that_can_be_opened():
    assert all(sources.exists(regime.clause) for regime in regimes())


def test_a_level_that_only_passed_from_one_law_to_the_next_is_not_called_verified():
    record_credit(SYSTEM_VIEWER, FIRM, "advanced", date(2022, 3, 1))
    assert credit(FIRM, date(2026, 3, 31)).verified
    assert not credit(FIRM, date(2026, 4, 1)).verified
    record_credit(SYSTEM_VIEWER, FIRM, "advanced", date(2026, 7, 1))
    assert credit(FIRM, date(2026, 7, 1)).verified


def test_an_enterprise_without_a_record_is_of_ordinary_credit():
    assert credit(FIRM, date(2019, 1, 1)).level == "general-credit"
    assert credit(FIRM, date(2022, 1, 1)).level == "regular"
    assert credit(FIRM, date(2026, 6, 1)).level == "regular"
    assert not credit(FIRM, date(2026, 6, 1)).aeo


def test_a_generally_certified_firm_lost_aeo_in_2021_and_wins_it_back_as_certified_in_2026():
    record_credit(SYSTEM_VIEWER, FIRM, "general-certified", date(2019, 3, 11))
    record_credit(SYSTEM_VIEWER, FIRM, "certified", date(2026, 5, 12))
    said = [(day, credit(FIRM, day).level, credit(FIRM, day).aeo) for day in _DAYS]
    assert said == [
        (date(2019, 3, 10), "general-credit", False),
        (date(2019, 3, 11), "general-certified", True),
        (date(2021, 10, 31), "general-certified", True),
        (date(2021, 11, 1), "regular", False),
        (date(2026, 5, 11), "regular", False),
        (date(2026, 5, 12), "certified", True),
    ]
    assert credit(FIRM, date(2021, 10, 31)).clause == "order-237#levels"
    assert credit(FIRM, date(2026, 5, 12)).clause == "order-282#levels"


_DAYS = [
    date(2019, 3, 10),
    date(2019, 3, 11),
    date(2021, 10, 31),
    date(2021, 11, 1),
    date(2026, 5, 11),
    date(2026, 5, 12),
]


def test_an_advanced_certified_firm_stays_so_through_both_reforms():
    record_credit(SYSTEM_VIEWER, FIRM, "advanced", date(2018, 9, 3))
    assert [(row.since, row.level) for row in credit_levels(FIRM, until=date(2026, 12, 31))] == [
        (date(2018, 5, 1), "general-credit"),
        (date(2018, 9, 3), "advanced"),
        (date(2021, 11, 1), "advanced"),
        (date(2026, 4, 1), "advanced"),
    ]


@pytest.mark.parametrize(
    ("level", "since"),
    [
        ("certified", date(2025, 1, 1)),
        ("seriously-discredited", date(2026, 3, 31)),
        ("general-certified", date(2021, 11, 1)),
        ("general-credit", date(2026, 4, 1)),
        ("triple-a", date(2026, 4, 1)),
    ],
)
def test_a_level_that_the_law_of_the_day_does_not_know_is_refused(level, since):
    with pytest.raises(Refused) as refusal:
        record_credit(SYSTEM_VIEWER, FIRM, level, since)
    (problem,) = refusal.value.problems
    assert problem.code == "credit-level"
    assert level in problem.message.zh
    assert level in problem.message.en
    assert not CreditRecord.objects.exists()


def test_a_correction_is_a_further_record_and_the_earlier_one_stays():
    record_credit(SYSTEM_VIEWER, FIRM, "discredited", date(2025, 10, 9), "误录")
    record_credit(SYSTEM_VIEWER, FIRM, "regular", date(2025, 10, 9), "更正")
    assert credit(FIRM, date(2025, 10, 9)).level == "regular"
    assert [event.payload["level"] for event in log.read(f"party/{FIRM}")[1:]] == ["discredited", "regular"]
    assert CreditRecord.objects.count() == 2


def test_a_day_before_the_data_begins_is_an_error_that_says_so():
    with pytest.raises(NoRegime) as error:
        credit(FIRM, date(2018, 4, 30))
    assert "2018-05-01" in error.value.message.zh
    assert "2018-05-01" in error.value.message.en
