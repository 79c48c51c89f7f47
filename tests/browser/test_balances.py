"""Guarantees in a browser: from the list to every movement and the case behind it, in both languages, on a phone too."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kouan.engine import commands
from kouan.modules.cases import public as cases
from kouan.modules.parties.public import seed_people, viewer_for_person
from tests.api.guarantees import letter
from tests.browser.people import be, go
from tests.modules.balances.declarations import papers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOLDER, BANK = "lanyu-1", "yinhang-1"
Faults = Callable[[Page], list[str]]
OpenPage = Callable[..., Page]


@pytest.fixture
def number(live: object) -> str:
    """The bank's letter for a firm, which has had it lowered."""
    seed_people()
    bank, holder = viewer_for_person(BANK), viewer_for_person(HOLDER)
    made = str(cases.file_case(bank, "duty-guarantee", letter(), papers(bank, "instrument"))["number"])
    wanted = {
        "guarantee": made, "applicant_uscc": holder.party, "applicant_name": holder.party_name.zh,
        "contact": "陈知远", "phone": "0759-2208800", "matter": "lower", "amount": "500000", "reason": "订单减少",
    }  # fmt: skip
    change = cases.file_case(holder, "guarantee-change", wanted)
    cases.act(viewer_for_person("customs-duty-1"), change["id"], commands.Decide("review", "approve"))
    return made


@pytest.mark.parametrize("language", ["zh", "en"])
def test_from_the_list_to_the_case_behind_a_movement(open_page: OpenPage, number: str, language: str) -> None:
    page = open_page(language=language)
    be(page, HOLDER, "/balances")
    row = page.get_by_role("row").filter(has_text=number)
    expect(row).to_contain_text("1,500,000")
    row.get_by_role("link", name=number).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for words in ("设立", "减少") if language == "zh" else ("Granted", "Lowered"):
        expect(page.locator("main")).to_contain_text(words)
    page.get_by_role("row").filter(has_text="500,000").get_by_role("link").last.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "/cases/" in page.url
    be(page, BANK, f"/balances/guarantee/{number}")
    page.get_by_role("cell").get_by_role("link", name=number).first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "/cases/" in page.url


@pytest.mark.once
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize(("language", "phone"), [("zh", False), ("en", False), ("zh", True)])
def test_nobody_stumbles(open_page: OpenPage, number: str, faults: Faults, language, phone, script) -> None:
    page = open_page(language=language, phone=phone, script=script)
    be(page, HOLDER, "/")
    for address in ("/balances", f"/balances/guarantee/{number}"):
        go(page, address)
        assert faults(page) == [], address
