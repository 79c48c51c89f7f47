"""What every source and clause must carry, and the clauses that rules of the first procedures rest on."""

import re

import pytest

from kouan import sources

HEADER_FIELDS = 32
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_every_text_is_there_in_both_languages() -> None:
    for clause in sources.clauses():
        for text in (clause.title, clause.gist, clause.place):
            assert text.zh.strip(), clause.id
            assert text.en.strip(), clause.id
        assert CHINESE.search(clause.gist.zh), clause.id
        assert not CHINESE.search(clause.gist.en), clause.id
    for source in sources.sources():
        for text in (source.title, source.short, source.issuer):
            assert text.zh.strip(), source.id
            assert text.en.strip(), source.id
            assert not CHINESE.search(text.en), source.id


def test_a_gist_is_a_short_sentence() -> None:
    for clause in sources.clauses():
        assert clause.gist.zh.endswith("。"), clause.id
        assert clause.gist.en.endswith("."), clause.id
        assert len(clause.gist.zh) <= 120, clause.id


def test_clauses_are_unique_and_belong_to_their_source() -> None:
    ids = [clause.id for clause in sources.clauses()]
    assert len(ids) == len(set(ids))
    assert all(clause.id.startswith(f"{clause.source}#") for clause in sources.clauses())
    assert [source.id for source in sources.sources() if not sources.clauses(source.id)] == []


def test_a_source_is_issued_before_it_is_in_force_and_repealed_after() -> None:
    for source in sources.sources():
        days = [day for day in (source.issued, source.in_force, source.repealed) if day]
        assert days == sorted(days), source.id
        if source.replaced_by:
            assert sources.source(source.replaced_by), source.id


def test_each_header_field_of_a_declaration_has_its_clause() -> None:
    assert all(sources.exists(f"gacc-2019-18#head-{n}") for n in range(1, HEADER_FIELDS + 1))


@pytest.mark.parametrize(
    "family",
    ["format", "costs", "regime", "record", "licence", "quantity", "manifest", "price-relations", "aeo", "duplicate"],
)
def test_each_family_of_logic_rules_has_its_clause(family: str) -> None:
    assert sources.exists(f"gacc-2019-18#logic-{family}")


def test_what_was_not_confirmed_says_so() -> None:
    assert not sources.clause("late-fee#rate").verified
    assert not sources.clause("order-282#inspection-rate").verified
    assert sources.clause("order-282#levels").verified
    assert sources.clause("iso-6346#check-digit").verified


def test_the_calendar_notices_reach_as_far_as_the_calendar() -> None:
    assert sources.exists("working-calendar#2017")
    assert sources.exists("working-calendar#2026")
    assert not sources.exists("working-calendar#2027")
