"""Everyday words lead to the headings they mean, beside the titles and never in their place."""

from collections import Counter
from datetime import date

import pytest

from kouan.kernel.clock import local_date, now
from kouan.reference import search, table
from kouan.reference.everyday import called, everyday_words


def first(word: str, of: str = "hs6") -> str:
    return search(of, word, 1)[0].code


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("铁矿", "260111"),  # not 黄铁矿, pyrite
        ("铁矿石", "260111"),
        ("牛奶", "040110"),
        ("汽车", "870323"),
        ("电动车", "870380"),
        ("手机", "851713"),
        ("大豆", "120190"),  # the beans, before the seed
        ("电脑", "847130"),
        ("奶粉", "040210"),
        ("充电宝", "850760"),
        ("光伏板", "854143"),
        ("红酒", "220421"),
        ("螺丝", "731815"),
        ("iron ore", "260111"),
        ("Cars", "870323"),
        ("LNG", "271111"),
        ("solar panels", "854143"),
    ],
)
def test_what_people_call_it_is_found_first(word: str, code: str) -> None:
    assert first(word) == code
    assert first(word, "hs10")[:6] == code


def test_the_beginning_of_an_everyday_word_is_enough() -> None:
    assert "850760" in [entry.code for entry in search("hs6", "充电")]
    assert "854143" in [entry.code for entry in search("hs6", "solar")]


def test_words_of_one_language_only() -> None:
    assert search("hs6", "充电宝", language="en") == []
    assert search("hs6", "power banks", language="zh") == []


def test_titles_come_as_they_did_where_no_everyday_word_is_meant() -> None:
    assert first("苹果", "hs10") == "0808100000"
    assert first("棉花", "hs10") == "5201000000"
    assert [entry.code for entry in search("hs6", "frozen boneless bovine")] == ["020230"]


def test_other_tables_know_nothing_of_goods() -> None:
    assert "110100" in table("hs6").entries
    assert all("called" not in entry.attributes for entry in table("admin-division").entries.values())
    assert search("hs-chapter", "充电宝") == []


def test_the_list_says_its_day_and_that_it_is_our_own() -> None:
    words = everyday_words()
    assert date(2026, 1, 1) <= words.as_of <= local_date(now())
    assert "本系统" in words.source.zh
    assert "classifies nothing" in words.source.en


def test_every_heading_named_exists_once_a_word_and_in_both_languages() -> None:
    words = everyday_words().by_code
    assert not [code for code in words if code not in table("hs6").entries]
    assert len(words) > 300
    for code, rows in words.items():
        assert all(row.zh and row.en for row in rows), code
        twice = [word for word, times in Counter(word for row in rows for word in row.zh).items() if times > 1]
        assert not twice, (code, twice)


def test_the_words_stand_with_the_heading_for_everybody_to_read() -> None:
    assert called("260111") == "铁矿、铁矿石、铁矿粉 / iron ore"
    assert table("hs6").entries["260111"].attributes["called"] == called("260111")
    assert table("hs10").entries["2601110000"].attributes["called"] == called("260111")
    assert called("010121") == ""
