"""Searching a code table the way a declarant types."""

import pytest

from kouan.reference import search, table


def codes(table_code: str, query: str) -> list[str]:
    return [entry.code for entry in search(table_code, query)]


def test_an_exact_code_comes_before_codes_that_begin_with_it() -> None:
    found = codes("hs-chapter", "08")
    assert found[0] == "08"
    assert codes("supervision-mode", "971") == ["9710"]


def test_chinese_words_anywhere_in_the_name() -> None:
    assert codes("supervision-mode", "一般贸易") == ["0110"]
    assert codes("supervision-mode", "对口") == ["0615", "0715"]
    assert "1210" in codes("supervision-mode", "电商")


def test_english_ignores_case_and_accents() -> None:
    assert codes("country", "CURACAO") == ["CUW"]
    assert codes("country", "curaçao") == ["CUW"]
    assert codes("country", "côte") == codes("country", "Cote") == ["CIV"]


def test_a_name_that_starts_with_the_words_comes_before_one_that_contains_them() -> None:
    found = codes("country", "guinea")
    assert found[:2] == ["GIN", "GNB"]
    assert set(found[2:]) == {"GNQ", "PNG"}


def test_the_start_of_a_word_comes_before_the_middle_of_one() -> None:
    found = codes("country", "man")
    assert found[0] == "IMN"
    assert "OMN" in found
    pineapple, apple = codes("hs6", "apple").index("080430"), codes("hs6", "apple").index("081330")
    assert apple < pineapple


def test_all_words_must_occur_in_any_order() -> None:
    assert codes("hs6", "frozen boneless bovine") == ["020230"]
    assert codes("hs6", "冻 去骨 牛肉") == ["020230"]


def test_one_language_only() -> None:
    assert search("unit", "千克", language="en") == []
    assert codes("unit", "千克") == ["035"]
    assert search("unit", "kilogram", language="zh") == []


def test_two_letter_country_codes_are_understood() -> None:
    assert codes("country", "cn")[0] == "CHN"


def test_the_number_of_answers_is_limited() -> None:
    assert len(search("hs6", "of", limit=7)) == 7
    assert len(search("country", "")) == 20
    assert search("country", "no such country") == []


def test_ports_by_both_names() -> None:
    assert "CNZNG" in codes("unlocode", "湛江")
    assert "CNXMG" in codes("unlocode", "xiamen")
    assert "JPN213" in codes("port", "kobe")


@pytest.mark.parametrize("query", ["苹果", "apple"])
def test_a_ten_digit_search_offers_six_digits_and_four_noughts(query: str) -> None:
    found = codes("hs10", query)
    assert "0808100000" in found[:3]
    assert all(len(code) == 10 for code in found)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("苹果", "0808100000"),  # not 苹果干, dried, nor 苹果汁, juice
        ("葡萄", "0806100000"),  # not 葡萄柚, grapefruit, nor 葡萄干, raisins
        ("牛肉", "0201100000"),  # fresh before frozen
        ("猪肉", "0203110000"),
        ("橙", "0805100000"),  # not 橙汁
        ("咖啡", "0901110000"),  # not roasted before roasted
        ("棉花", "5201000000"),
        ("轮胎", "4011100000"),  # not 轮胎式起重机, a crane
        ("apple", "0808100000"),
        ("cotton", "5201000000"),
    ],
)
def test_the_goods_themselves_come_before_what_is_made_of_them(query: str, first: str) -> None:
    assert codes("hs10", query)[0] == first


def test_ten_digits_are_known_by_their_first_six() -> None:
    goods = table("hs10")
    assert "0808100000" in goods
    assert "0808109999" in goods
    assert "080810" not in goods
    assert "0899990000" not in goods
    assert "08081000XX" not in goods
    assert goods.name("0808100000").zh == "鲜苹果"
    entry = goods.get("0808109999")
    assert entry is not None
    assert (entry.name.zh, entry.verified) == ("鲜苹果", False)
    assert goods.get("9999990000") is None


def test_a_ten_digit_search_knows_the_lines_of_the_tariff() -> None:
    assert codes("hs10", "2601111000") == ["2601111000"]
    assert codes("hs10", "智能手机")[0] == "8517130000"
