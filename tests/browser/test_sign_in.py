"""Signing in, by hand: a passkey from an authenticator that the browser plays, and the demo's one click."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect
from pytest_django import Settings

from kouan.modules.parties.models import Person
from kouan.modules.parties.public import seed_people
from tests.browser.people import go

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

PASSWORD = "correct horse battery"
PAGES = ["/account/security/", "/me/organisation", "/me/mandates", "/me/tokens", "/demo/people"]
OpenPage = Callable[..., Page]


@pytest.fixture(autouse=True)
def port(live: object) -> None:
    """Chengwan with everybody in it, the cache of codes and rates empty."""
    cache.clear()
    seed_people()


@pytest.fixture
def officer(settings: Settings) -> str:
    """An officer with a password, on a site that is no demonstration."""
    settings.KOUAN_DEMO = False
    user = Person.objects.get(pk="customs-documents-1").user
    user.set_password(PASSWORD)
    user.save()
    return user.get_username()


def give_authenticator(page: Page) -> None:
    """A fingerprint reader, played by the browser."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_an_officer_enrols_a_passkey_and_signs_in_with_it(page: Page, officer: str) -> None:
    give_authenticator(page)
    page.goto("/account/login/")
    page.get_by_label("登录名或邮箱").fill(officer)
    page.get_by_label("密码", exact=False).first.fill(PASSWORD)
    page.get_by_label("密码", exact=False).first.press("Enter")
    expect(page.get_by_text("须先启用第二重验证")).to_be_visible()
    page.get_by_role("link", name="添加通行密钥").click()
    page.get_by_label("密码", exact=False).first.fill(PASSWORD)
    page.get_by_role("button", name="确认").click()
    page.get_by_role("button", name="创建通行密钥").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("备用码")
    page.goto("/me/organisation")
    expect(page.get_by_text("赵清源").first).to_be_visible()
    page.goto("/account/logout/")
    page.locator("main").get_by_role("button", name="退出").click()
    page.goto("/account/login/?next=/me/tokens")
    page.get_by_role("button", name="用通行密钥登录").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("接口令牌")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_one_click_makes_one_anybody_and_every_page_reads_well(
    open_page: OpenPage, faults: Callable[[Page], list[str]], *, language: str, phone: bool
) -> None:
    page = open_page(language=language, phone=phone)
    page.goto("/demo/people")
    page.locator("button[value='tongda-1']").click()
    page.wait_for_load_state()
    for address in PAGES:
        go(page, address)
        assert faults(page) == [], address


def test_a_mandate_is_accepted_and_a_token_made_without_javascript(open_page: OpenPage) -> None:
    page = open_page(script=False)
    page.goto("/demo/people")
    page.locator("button[value='tongda-1']").click()
    page.goto("/me/mandates")
    page.get_by_role("button", name="接受").click()
    expect(page.get_by_text("已接受委托")).to_be_visible()
    page.goto("/me/tokens")
    page.get_by_label("用途").fill("ERP 自动申报")
    page.get_by_label("申报 file").check()
    page.get_by_role("button", name="创建").click()
    expect(page.get_by_text("只显示这一次")).to_be_visible()
    expect(page.locator("code").filter(has_text="kou_").first).to_be_visible()
