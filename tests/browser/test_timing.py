"""The port office in a browser: what held export boxes last week, three boxes to prove it, and the month on paper."""

import time
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from kouan.modules.parties.public import seed_people
from kouan.modules.timing.public import figures
from kouan.runtime import log
from tests.browser.people import be, go
from tests.modules.web import exports

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

ANALYST = "port-office-general-1"
THREE_MINUTES = 180
Faults = Callable[[Page], list[str]]
OpenPage = Callable[..., Page]


@pytest.fixture(autouse=True)
def week(live: object, settings: Settings, tmp_path: Path) -> Iterator[None]:
    """A dozen boxes that left last week. Every look at them is in one test: what is asked of them is worked out once."""
    settings.KOUAN_DATA = tmp_path
    seed_people()
    exports.a_week()
    yield
    figures.forget()


WORDS = {
    "zh": {"menu": "通关时效", "export": "出口", "week": "上周", "show": "查看", "box": "每一段在等谁", "month": "月报"},
    "en": {
        "menu": "Clearance times", "export": "Export", "week": "Last week", "show": "Show",
        "box": "Who was awaited, and when", "month": "Monthly report",
    },
}  # fmt: skip


def test_what_held_the_boxes_three_of_them_and_the_month(open_page: OpenPage) -> None:
    for language, script in product(("zh", "en"), (True, False)):
        _what_held_them(open_page(language=language, script=script), WORDS[language])


def _what_held_them(page: Page, words: dict[str, str]) -> None:
    begun = time.monotonic()
    be(page, ANALYST, "/desk")
    page.locator(".desk").get_by_role("link", name=words["menu"], exact=True).click()
    page.get_by_role("link", name=words["export"], exact=True).click()
    page.locator("select[name=period]").select_option(label=words["week"])
    page.get_by_role("button", name=words["show"]).click()
    page.locator(".finding a").click()
    listed = page.url
    longest = [exports.box(at) for at in (11, 10, 9)]
    for box in longest:
        go(page, listed)
        page.get_by_role("link", name=box).click()
        expect(page.get_by_role("heading", name=words["box"])).to_be_visible()
        page.locator("[href*='/timing/events/']").last.click()
        expect(page.locator(".steps-list")).to_be_visible()
    go(page, listed)
    page.locator(".crumbs a").first.click()
    page.get_by_role("link", name=words["month"]).click()
    expect(page.locator(".monthly .method code").last).to_be_visible()
    assert page.pdf(format="A4", prefer_css_page_size=True).startswith(b"%PDF")
    assert time.monotonic() - begun < THREE_MINUTES


def test_nobody_stumbles(open_page: OpenPage, faults: Faults) -> None:
    for language, phone in (("zh", False), ("en", False), ("zh", True)):
        page = open_page(language=language, phone=phone)
        be(page, ANALYST, "/")
        for address in _pages():
            go(page, address)
            assert faults(page) == [], (address, language, phone)


def _pages() -> tuple[str, ...]:
    asked = "study=cn-port-release-export&period=last-week"
    return (
        f"/timing?{asked}&by=terminal",
        f"/timing/consignments?{asked}",
        f"/timing/consignments/container-visit/{exports.box(3)}/{exports.CALL}?{asked}",
        f"/timing/months/{exports.departure():%Y-%m}",
        f"/timing/events/{log.last_position()}",
        "/timing/map?period=last-week",
        f"/timing/bottlenecks?{asked}",
        f"/timing/bottlenecks/waits?{asked}&kind=container-visit&from=released&to=loaded",
        f"/timing/queues?{asked}",
        "/timing/alerts?period=last-week",
        "/times",
    )
