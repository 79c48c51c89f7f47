"""The story that must be told: a clerk files an import with three mistakes and mends them, three agencies decide at the
same time in three windows, duty is paid, the box is released and leaves by the gate. In both languages.
"""

import re
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from kouan.modules.cases.public import visible_cases
from kouan.modules.parties.public import seed_people, viewer_for_person
from kouan.runtime.subscribers import drain
from tests.browser.people import be
from tests.browser.quay import TERMINAL, box_ashore

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.slow]

CLERK = "tongda-2"
OFFICERS = {"documents": "customs-documents-1", "maritime": "msa-dangerous-1", "storage": "port-dangerous-1"}
QUARANTINE = "customs-quarantine-1"
BILL, BOX = "PCFH2603118", "TCNU4826505"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

OpenPage = Callable[..., Page]


@pytest.fixture(autouse=True)
def port(live: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo's people, a ship with the box, and a draw that selects nothing by chance."""
    seed_people()
    importer = viewer_for_person("huating-1").party
    box_ashore(BILL, BOX, importer, ship="PACIFIC HARMONY", voyage="118N", packages=80, gross="14160")
    drain()
    # Selection draws from entropy that is taken when a case is filed.
    calm = SimpleNamespace(token_hex=lambda _: "calm")
    monkeypatch.setattr("kouan.modules.cases.services.filing.secrets", calm)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_from_three_mistakes_to_the_gate(open_page: OpenPage, language: str) -> None:
    clerk = open_page(language=language)
    clerk.clock.install()
    address = _file(clerk, language)
    windows = {step: open_page(language=language) for step in OFFICERS}
    for step, page in windows.items():
        be(page, OFFICERS[step], f"{address}?step={step}")
        expect(page.locator("#decide")).to_be_visible()
    _decide_at_once(windows)
    for page in windows.values():
        page.wait_for_load_state()
        expect(page.locator("#decide")).to_have_count(0)
    _hears_of_it(clerk, language)
    _through_quarantine(windows["documents"], address)
    _pay(clerk, address)
    drain()
    _leave_by_the_gate(open_page(language=language), language)


def _file(clerk: Page, language: str) -> str:
    """Start from the example, spoil three fields, see the three sentences, mend them, file."""
    be(clerk, CLERK, "/file/import-declaration?example=dangerous-side-by-side")
    right = {field: clerk.locator(field).input_value() for field in _SPOILT}
    for field, wrong in _SPOILT.items():
        clerk.fill(field, wrong)
    for kind in ("invoice", "mandate", "dangerous-statement"):
        with clerk.expect_response(lambda answer: answer.url.endswith("/documents")):
            clerk.set_input_files(
                f"#doc-{kind}-file", {"name": f"{kind}.pdf", "mimeType": "application/pdf", "buffer": PDF}
            )
        expect(clerk.locator(f"#doc-{kind} .file")).to_be_visible()
        clerk.wait_for_timeout(100)  # the new fields come alive a moment after they are drawn
    clerk.keyboard.press("Control+Enter")
    expect(clerk.locator("#errors h2")).to_have_text("有 3 处需要改正" if language == "zh" else "3 to put right")
    for field, value in right.items():
        clerk.locator(f"#errors a[href='{field}']").click()
        clerk.fill(field, value)
    clerk.keyboard.press("Control+Enter")
    if clerk.locator("#errors.only-warnings").count():
        clerk.keyboard.press("Control+Enter")
    clerk.wait_for_url(re.compile(r"/cases/[0-9a-f]{32}$"))
    expect(clerk.locator("#standing")).to_contain_text("办理中" if language == "zh" else "Open")
    return clerk.url


_SPOILT = {"#f-containers-0-number": "TCNU4826504", "#f-lines-0-origin": "QQQ", "#f-declarant_name": ""}


def _decide_at_once(windows: dict[str, Page]) -> None:
    """All three press the key within the same breath; nobody waits for anybody."""
    for page in windows.values():
        page.evaluate("setTimeout(() => document.querySelector('#decide [data-keys=\"1\"]').click(), 400)")
    for page in windows.values():
        page.wait_for_timeout(600)


def _hears_of_it(clerk: Page, language: str) -> None:
    """The clerk's page stands open and tells what the agencies did."""
    news = "有新进展" if language == "zh" else "Something has happened"
    clerk.clock.run_for(10_000)
    expect(clerk.locator("#stages")).to_contain_text(news)
    expect(clerk.locator("#stages .bar.done")).to_have_count(3)


def _through_quarantine(page: Page, address: str) -> None:
    be(page, QUARANTINE, "/desk")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("step=quarantine"))
    page.keyboard.press("1")
    page.wait_for_url(re.compile("/desk"))


def _pay(clerk: Page, address: str) -> None:
    clerk.goto(address)
    clerk.locator("a[href$='/steps/payment']").click()
    clerk.fill("#f-receipt", "010220261120000454")
    clerk.fill("#f-paid_on", clerk.evaluate("new Date().toISOString().slice(0, 10)"))
    clerk.keyboard.press("Control+Enter")
    clerk.wait_for_url(address)
    assert visible_cases(viewer_for_person(CLERK)).get().status == "done"


def _leave_by_the_gate(terminal: Page, language: str) -> None:
    be(terminal, TERMINAL, f"/gate?container={BOX}")
    expect(terminal.locator("main")).to_contain_text("无扣留" if language == "zh" else "Nothing holds it")
    terminal.get_by_role("button", name=re.compile("出闸|Out", re.IGNORECASE)).first.click()
    expect(terminal.locator(".messages")).to_contain_text(BOX)
