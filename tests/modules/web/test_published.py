"""The register as anybody reads it: found, read and downloaded, without a way from there to the case behind it."""

import re

import pytest
from django.test import Client

from kouan.engine import commands as ask
from kouan.modules.cases import public as cases
from kouan.runtime import pace
from tests.modules.cases.rulings import CUSTOMS, RULING, UNPUBLISHED, applied, ruled

from .conftest import AsPerson


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"Accept-Language": "zh"})


@pytest.fixture
def english() -> Client:
    return Client(headers={"Accept-Language": "en"})


def _text(client: Client, address: str, **asked: str) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return b"".join(answer).decode(errors="ignore") if answer.streaming else answer.content.decode()  # type: ignore[arg-type]


def test_a_visitor_finds_and_reads_a_ruling_in_both_languages(visitor: Client, english: Client) -> None:
    number = ruled()["number"]
    assert "行星滚柱丝杠 · 商品归类：8483409000" in _text(visitor, "/published", q="丝杠", procedure=RULING)
    assert "没有符合条件的记录" in _text(visitor, "/published", q="轴承座")
    page = _text(visitor, f"/published/{number}")
    for words in (
        "海关预裁定",
        number,
        "裁定意见",
        "裁定的商品编号",
        "齿轮及齿轮传动装置",
        "有效期至",
        "结构与工作原理",
    ):
        assert words in page, words
    page = _text(english, f"/published/{number}")
    for words in ("Advance ruling", "Ruling", "Commodity code ruled", "Valid until", "Classification", "Customs"):
        assert words in page, words


def test_what_is_not_published_is_on_no_page_and_in_no_file(visitor: Client, english: Client) -> None:
    case = ruled()
    for client in (visitor, english):
        for address in ("/published", "/published?format=csv", "/published?q=8483", f"/published/{case['number']}"):
            said = _text(client, address)
            assert not [secret for secret in (*UNPUBLISHED, case["id"]) if secret in said], address


def test_the_register_leads_nobody_to_the_case(visitor: Client, as_person: AsPerson) -> None:
    case = ruled()
    page = _text(visitor, f"/published/{case['number']}")
    assert not re.findall(r'href="/cases[^"]*"', page)
    stranger = as_person("jinshi-1")
    for address in (f"/cases/{case['number']}", f"/cases/by-number/{case['number']}", f"/cases/{case['id']}"):
        assert stranger.get(address).status_code == 404
        assert visitor.get(address).status_code == 303, "asked to sign in, as for any address of that kind"
    assert visitor.get(f"/published/{case['id']}").status_code == 404


def test_what_is_not_yet_or_no_longer_published_is_not_there(visitor: Client) -> None:
    waiting, void = applied(), ruled()
    assert visitor.get(f"/published/{void['number']}").status_code == 200
    cases.act(CUSTOMS, void["id"], ask.Void("样品有误"))
    for number in (waiting["number"], void["number"], "R-6700-1999-0001"):
        assert visitor.get(f"/published/{number}").status_code == 404
        assert number not in _text(visitor, "/published")


def test_the_guide_and_the_case_lead_to_the_register(visitor: Client, as_person: AsPerson) -> None:
    assert "已公开 0 件" in _text(visitor, f"/guide/{RULING}")
    case = ruled()
    assert f'href="/published?procedure={RULING}">已公开 1 件' in _text(visitor, f"/guide/{RULING}")
    assert "/published" not in re.sub(
        r"<nav.*?</nav>", "", _text(visitor, "/guide/import-declaration"), flags=re.DOTALL
    )
    applicant = as_person("beichen-1")
    assert f'href="/published/{case["number"]}"' in _text(applicant, f"/cases/{case['id']}")
    assert "公开页" not in _text(applicant, f"/cases/{applied()['id']}")


@pytest.mark.usefixtures("minute")
def test_a_visitor_looks_up_at_a_person_s_pace(visitor: Client, as_person: AsPerson) -> None:
    ruled()
    for _ in range(pace.MOST):
        assert visitor.get("/published", {"q": "丝杠"}).status_code == 200
    assert visitor.get("/published", {"q": "丝杠"}).status_code == 429
    assert visitor.get("/published").status_code == 200, "the register itself is no look-up"
    assert as_person("jinshi-1").get("/published", {"q": "丝杠"}).status_code == 200


def test_published_between_two_days(visitor: Client) -> None:
    number = ruled()["number"]
    [row] = cases.published()
    day = re.search(r"(\d{4}-\d\d-\d\d) \d\d:\d\d", _text(visitor, "/published"))
    assert row.number == number
    assert day
    assert number in _text(visitor, "/published", published_from=day[1], published_to=day[1])
    assert number not in _text(visitor, "/published", published_to="2020-01-01")
    assert number not in _text(visitor, "/published", published_from="9999-12-31", published_to="9999-12-31")


def test_lists_within_a_part_of_the_form_are_told(visitor: Client) -> None:
    materials = [{"name": "轴承钢管", "hs6": "730459", "origin": "CHN", "share": "38.5"}]
    origin = {"country": "CHN", "working": "磨削、装配", "agreement": "22", "materials": materials}
    number = ruled(matter="originating-status", origin=origin, classification=None, secrets=[])["number"]
    page = _text(visitor, f"/published/{number}")
    assert "所用材料" in page
    assert "轴承钢管" in page
