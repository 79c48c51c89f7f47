"""The public register in a browser: a visitor searches while typing, opens a ruling, and finds no way past it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import go
from tests.modules.cases.rulings import UNPUBLISHED, ruled

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

Faults = Callable[[Page], list[str]]
OpenPage = Callable[..., Page]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_visitor_finds_a_ruling_and_reads_it(open_page: OpenPage, language: str) -> None:
    ruled(goods_name="滚珠丝杠", goods_english="BALL SCREW")
    number = ruled()["number"]
    page = open_page(language=language)
    page.goto("/")
    page.locator(".ways").get_by_role("link", name="公开登记" if language == "zh" else "Public register").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    page.get_by_role("searchbox").fill("行星" if language == "zh" else "planetary")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.locator("tbody a").click()
    expect(page).to_have_url(re.compile(f"/published/{number}$"))
    expect(page.locator("main")).to_contain_text("裁定的商品编号" if language == "zh" else "Commodity code ruled")
    expect(page.locator("main")).to_contain_text("■■")
    assert not [secret for secret in UNPUBLISHED if secret in page.content()]
    assert page.locator("main a[href*='/cases']").count() == 0


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_the_register_reads_well(open_page: OpenPage, faults: Faults, *, language: str, phone: bool) -> None:
    number = ruled()["number"]
    page = open_page(language=language, phone=phone)
    for address in ("/published", "/published?q=nothing", f"/published/{number}"):
        go(page, address)
        assert faults(page) == [], address
