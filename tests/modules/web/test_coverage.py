"""Every measure of the five plans is answered, honestly not there yet, or not a matter of software."""

from datetime import date

from django.test import Client

from kouan import sources
from kouan.web.coverage import coverage, judged_clauses
from kouan.web.navigation import every_entry

ROWS = {row.clause.id: row for row in coverage(date(2026, 3, 2))}


def test_all_measures_of_the_five_plans_are_there() -> None:
    assert len(ROWS) == 133
    assert {row.clause.source for row in ROWS.values()} == {
        "guangzhou-2019", "haiyang-2020", "shenzhen-2019", "xiamen-2022", "zhanjiang-2022",
    }  # fmt: skip


def test_what_pages_and_people_say_is_said_of_measures_that_exist() -> None:
    named = [*judged_clauses(), *(clause for entry in every_entry() for clause in entry.answers)]
    assert all(sources.exists(clause) for clause in named)
    assert set(judged_clauses()) <= ROWS.keys()
    assert len(judged_clauses()) == len(set(judged_clauses()))


def test_nothing_is_judged_against_what_answers_it() -> None:
    """What is called no matter of software is cited by nothing; what is missing is missing of something there."""
    for clause in judged_clauses():
        assert ROWS[clause].state in {"not-software", "partly"}, clause
    assert all(row.remark for row in ROWS.values() if row.state in {"not-software", "partly"})
    assert not any(row.answers for row in ROWS.values() if row.state in {"not-software", "not-yet"})


def test_the_page_tells_it_to_anybody_and_narrows(client: Client) -> None:
    page = client.get("/coverage").content.decode()
    assert "船边直提" in page
    rows = b"".join(client.get("/coverage?plan=haiyang-2020&format=csv"))  # type: ignore[arg-type]
    assert rows.decode("utf-8-sig").count("\n") == 22


def test_a_measure_leads_to_what_answers_it(client: Client) -> None:
    answers = ROWS["xiamen-2022#3"].answers
    assert [answer.address for answer in answers][:1] == ["/guide/direct-loading"]
    assert all(client.get(answer.address).status_code in {200, 302} for answer in answers)
