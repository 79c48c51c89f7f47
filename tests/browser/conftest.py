"""A real browser on a real server, on whichever database is under test.

``live`` is the server, ``page`` a page of a desktop browser in Chinese, ``open_page`` makes others (English, dark,
a phone, without JavaScript). A page that writes an error to its console fails its test: that is how a breach of the
content security policy shows. The browser is Chromium, named by KOUAN_CHROMIUM or found on the path.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
Theme = Literal["light", "dark"]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
FAULTS = (Path(__file__).parent / "faults.js").read_text("utf-8")

THEMES: tuple[Theme, ...] = ("light", "dark")

OpenPage = Callable[..., Page]


def _chromium() -> str:
    found = os.environ.get("KOUAN_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")
    if found:
        return found
    sentence = "there is no Chromium to test pages with: install it (apt-get install chromium) or set KOUAN_CHROMIUM"
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    # The driver keeps an event loop in this thread, where the tests also ask the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=_chromium(), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def live(live_server: LiveServer, settings: Settings) -> LiveServer:
    """The site, served in demo mode; ``live.url`` is its address."""
    settings.KOUAN_DEMO = True
    return live_server


@pytest.fixture
def open_page(browser: Browser, live: LiveServer) -> Iterator[OpenPage]:
    """Opens pages: ``open_page(language="en", theme="dark", phone=True, script=False)``."""
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def make(*, language: str = "zh", theme: str = "light", phone: bool = False, script: bool = True) -> Page:
        options: dict[str, Any] = PHONE if phone else {"viewport": {"width": 1440, "height": 900}}
        context = browser.new_context(
            base_url=live.url,
            locale="zh-CN" if language == "zh" else "en-GB",
            color_scheme="dark" if theme == "dark" else "light",
            java_script_enabled=script,
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
        return page

    yield make
    for context in contexts:
        context.close()
    # A status like 404 is the page's to show; everything else on the console is a fault of ours.
    assert [line for line in said if not line.startswith("Failed to load resource")] == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A desktop browser that prefers Chinese and light colours."""
    return open_page()


@pytest.fixture
def faults() -> Callable[[Page], list[str]]:
    """What a reader with a keyboard, a screen reader or weak eyes would stumble over on a page; [] is good.

    It is looked at in light colours and in dark; the page turns over as it does when its reader's system does.
    """

    def find(page: Page) -> list[str]:
        return [f"{theme}: {fault}" for theme in THEMES for fault in _in(page, theme)]

    return find


def _in(page: Page, theme: Theme) -> list[str]:
    # Colours that fade into each other would be measured half-way.
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    found: list[str] = page.evaluate(FAULTS)
    return found
