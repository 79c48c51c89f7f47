"""Citing a plan or a law: what can be cited, how it reads, and what happens to a citation that leads nowhere."""

from datetime import date

import pytest

from kouan import sources
from kouan.kernel.text import Text
from kouan.sources import UnknownClause, UnknownSource


def test_a_measure_of_a_plan_is_cited_by_its_number() -> None:
    assert sources.cite("zhanjiang-2022#3") == Text("《湛江2022年方案》第3条", "Zhanjiang 2022 plan, measure 3")


def test_an_article_of_a_law_is_cited_by_its_number() -> None:
    assert sources.cite("customs-law#time-limit") == Text("《海关法》第24条", "Customs Law, article 24")


def test_a_clause_without_a_number_is_cited_by_what_it_is_about() -> None:
    cited = sources.cite("gacc-2019-18#line-hs")
    assert "商品编号" in cited.zh
    assert "commodity code" in cited.en
    assert sources.cite("working-calendar#2026").zh == "国务院办公厅节假日安排（2026年安排，国办发明电〔2025〕7号）"


def test_a_clause_carries_its_source_and_what_it_asks_for() -> None:
    clause = sources.clause("haiyang-2020#12")
    assert clause.source == "haiyang-2020"
    assert clause.responsible == ("海阳海事处", "市交通运输局", "海阳港务有限公司")
    assert "parallel" in clause.title.en


def test_a_citation_that_leads_nowhere_is_refused_in_both_languages() -> None:
    assert not sources.exists("zhanjiang-2022#25")
    with pytest.raises(UnknownClause) as refused:
        sources.clause("zhanjiang-2022#25")
    assert "zhanjiang-2022#25" in refused.value.message.zh
    assert "zhanjiang-2022#25" in refused.value.message.en
    with pytest.raises(UnknownSource):
        sources.clauses("atlantis-2022")


def test_clauses_of_one_source_come_in_its_own_order() -> None:
    assert [clause.number for clause in sources.clauses("xiamen-2022")] == [str(n) for n in range(1, 23)]


def test_a_repealed_law_still_stands_for_the_days_it_was_in_force() -> None:
    three_levels = sources.source("order-251")
    assert three_levels.stood_on(date(2026, 3, 31))
    assert not three_levels.stood_on(date(2026, 4, 1))
    assert sources.source(three_levels.replaced_by).stood_on(date(2026, 4, 1))
