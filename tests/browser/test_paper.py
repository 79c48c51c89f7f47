"""What is handed out on paper: the guide of every procedure is one sheet of A4, in either language."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from kouan.procedures import procedures
from tests.browser.people import go

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_guide_of_every_procedure_is_one_sheet(open_page: Callable[..., Page], language: str) -> None:
    page = open_page(language=language)
    longer = []
    for code in sorted(procedures()):
        go(page, f"/guide/{code}/leaf")
        sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
        longer += [(code, sheets)] if sheets != 1 else []
    assert longer == []


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_it_reads_well_on_a_screen(
    open_page: Callable[..., Page], faults: Callable[[Page], list[str]], *, phone: bool
) -> None:
    page = open_page(phone=phone)
    for code in ("import-declaration", "trade-dispute"):
        go(page, f"/guide/{code}/leaf")
        assert faults(page) == []
