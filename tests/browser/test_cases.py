"""Filing, desks and the case page in a real browser: every page in both languages, light and dark, on a desk and a phone;
the keyboard alone; without script; and two officers at one step.
"""

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from kouan.blueprint import Attached
from kouan.engine import commands as ask
from kouan.kernel.clock import now
from kouan.modules.cases import public as cases
from kouan.modules.parties.public import seed_people, viewer_for_person
from kouan.procedures import procedure
from kouan.runtime.subscribers import drain
from kouan.web.pages.filing.fitting import fitted
from kouan.web.pages.guide.told import scenario_named
from tests.browser.people import be, go
from tests.browser.quay import box_ashore

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

CODE = "ship-repair-notice"
CLERK, RECEPTION, MARITIME, PORT = "tongda-2", "window-reception-1", "msa-vessels-1", "port-berths-1"
HOT = {"ship": "9074729", "flag": "CHN", "jobs": [{"place": "甲板", "hours": "12", "hot_work": True}]}
# Longer than an open page waits before it asks again.
POLL = 10_000

Faults = Callable[[Page], list[str]]
OpenPage = Callable[..., Page]


@pytest.fixture(autouse=True)
def people(live: object) -> None:
    seed_people()


def filed(data: dict[str, Any] = HOT) -> dict[str, Any]:
    return cases.file_case(viewer_for_person(CLERK), CODE, data)


def done(person: str, case_id: str, command: ask.Command) -> dict[str, Any]:
    return cases.act(viewer_for_person(person), case_id, command)


def accepted() -> str:
    """A notice that maritime and port look at side by side; its id."""
    return str(done(RECEPTION, filed()["id"], ask.Decide("accept", "approve"))["id"])


def everything() -> tuple[list[str], list[str]]:
    """The pages of a clerk and of an officer, with something on each of them."""
    running, returned, asked = accepted(), accepted(), accepted()
    done(MARITIME, returned, ask.Return("maritime", "船旗不符", ("/flag",)))
    done(PORT, asked, ask.Ask("port", "何时完工？"))
    cases.save_draft(viewer_for_person(CLERK), CODE, HOT)
    drain(["cases-notices", "merkle-tree"])
    clerks = ["/cases", "/waiting", "/drafts", "/file", f"/file/{CODE}", f"/file/{CODE}/table", "/notices"]
    clerks += [f"/cases/{running}", f"/cases/{asked}", f"/cases/{running}/events/1", f"/cases/{returned}/correct"]
    clerks += [f"/cases/{running}/steps/fire-plan", "/me/webhooks", "/guide", f"/guide/{CODE}"]
    return clerks, ["/desk", "/cases", f"/cases/{running}?queue=all", f"/cases/{asked}"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_every_page_reads_well(open_page: OpenPage, faults: Faults, *, language: str, phone: bool) -> None:
    page = open_page(language=language, phone=phone)
    clerks, officers = everything()
    for person, addresses in ((CLERK, clerks), (MARITIME, officers)):
        be(page, person, "/")
        for address in addresses:
            go(page, address)
            assert faults(page) == [], address


def test_a_filing_with_the_keyboard_alone(page: Page) -> None:
    be(page, CLERK, f"/file/{CODE}?blank=1")
    page.locator("#f-ship").focus()
    page.keyboard.type("9074729")
    page.keyboard.press("Enter")
    page.keyboard.type("中国")
    expect(page.get_by_role("option", selected=True)).to_contain_text("CHN")
    page.keyboard.press("Enter")
    expect(page.locator("#f-flag")).to_have_value("CHN")
    for _ in range(3):
        page.keyboard.press("Enter")
    expect(page.locator("#f-jobs-0-place")).to_be_focused()
    page.keyboard.type("甲板")
    page.keyboard.press("Enter")
    page.keyboard.type("12")
    page.keyboard.press("Control+d")
    expect(page.locator("#f-jobs-1-place")).to_have_value("甲板")
    expect(page.locator("#f-jobs-1-place")).to_be_focused()
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/cases/[0-9a-f]{32}$"))
    expect(page.locator("#filing tbody tr")).to_have_count(2)


def test_a_draft_survives_a_reload_and_is_one(page: Page) -> None:
    be(page, CLERK, f"/file/{CODE}?blank=1")
    page.fill("#f-ship", "9074729")
    expect(page.locator(".draft-state")).to_contain_text("草稿已保存")
    expect(page).to_have_url(re.compile("draft="))
    with page.expect_response(re.compile("/draft")) as kept:
        page.fill("#f-jobs-0-place", "艏楼")
    assert kept.value.status == 200
    page.reload()
    expect(page.locator("#f-jobs-0-place")).to_have_value("艏楼")
    assert cases.my_drafts(viewer_for_person(CLERK)).count() == 1


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_file_is_attached_and_taken_off(open_page: OpenPage, *, script: bool) -> None:
    page = open_page(script=script)
    be(page, CLERK, f"/file/{CODE}?blank=1")
    pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    page.set_input_files("#doc-plan-file", {"name": "方案.pdf", "mimeType": "application/pdf", "buffer": pdf})
    if not script:
        page.get_by_role("button", name="只检查").click()
    expect(page.locator("#doc-plan .file")).to_contain_text("方案.pdf")
    page.get_by_role("button", name="移除 方案.pdf").click()
    expect(page.locator("#doc-plan .file")).to_have_count(0)


def test_file_and_decide_without_script(open_page: OpenPage) -> None:
    page = open_page(script=False)
    be(page, CLERK, f"/file/{CODE}?example=painted")
    page.get_by_role("button", name="申报", exact=True).click()
    expect(page.locator("#standing")).to_contain_text("综合受理")
    be(page, RECEPTION, "/desk")
    page.locator("tbody a").first.click()
    page.locator("#decide button[value=approve]").click()
    expect(page.locator(".messages")).to_contain_text("受理已办结，同意")


def test_a_queue_is_worked_with_the_keyboard(page: Page) -> None:
    for _ in range(3):
        accepted()
    be(page, MARITIME, "/desk")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("tr[data-href]").nth(1)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    for left in (2, 1):
        page.wait_for_url(re.compile("step=maritime"))
        page.keyboard.press("1")
        expect(page.locator(".messages")).to_contain_text("海事审核已办结")
        assert cases.queue(viewer_for_person(MARITIME)).count() == left
    page.keyboard.press("1")
    page.wait_for_url("**/desk")
    expect(page.locator("main")).to_contain_text("没有待办")


def test_two_officers_at_one_step(open_page: OpenPage) -> None:
    case = accepted()
    done(PORT, case, ask.Decide("port", "approve"))
    first, second = open_page(), open_page(language="en")
    for page in (first, second):
        be(page, MARITIME, f"/cases/{case}")
    first.keyboard.press("1")
    expect(first.locator(".messages")).to_contain_text("海事审核已办结")
    second.keyboard.press("r")
    second.keyboard.type("Too windy")
    second.get_by_role("button", name="Refuse").click()
    expect(second.get_by_role("alert").first).to_contain_text("was already done by Maritime safety administration")
    expect(second.get_by_role("alert").first).to_contain_text("Han Muyang")


def test_fields_are_ticked_returned_and_found_in_the_correction(open_page: OpenPage) -> None:
    case = accepted()
    officer, clerk = open_page(), open_page()
    be(officer, MARITIME, f"/cases/{case}")
    officer.get_by_label("要求改正：船旗国").check()
    expect(officer.locator("output.ticks")).to_have_text("已勾选 1 栏")
    officer.fill("#return-reason", "与证书不符")
    officer.get_by_role("button", name="退回", exact=True).click()
    expect(officer.locator("#standing")).to_contain_text("已退回补正")
    be(clerk, CLERK, f"/cases/{case}")
    clerk.keyboard.press("c")
    clerk.get_by_role("link", name="船旗国").click()
    clerk.fill("#f-flag", "PAN")
    clerk.keyboard.press("Control+Enter")
    clerk.wait_for_url(f"**/cases/{case}")
    expect(clerk.locator("#filing")).to_contain_text("巴拿马")


def test_an_open_page_keeps_up_only_while_it_is_looked_at(page: Page) -> None:
    case = accepted()
    page.clock.install()
    be(page, CLERK, f"/cases/{case}")
    done(PORT, case, ask.Decide("port", "approve"))
    page.clock.run_for(POLL)
    expect(page.locator("#stages")).to_contain_text("有新进展")
    expect(page.locator("#standing")).to_contain_text("港口审核：同意")
    page.evaluate("Object.defineProperty(document, 'hidden', {value: true})")
    done(MARITIME, case, ask.Decide("maritime", "approve"))
    with pytest.raises(PlaywrightTimeoutError), page.expect_request("**/progress**", timeout=500):
        page.clock.run_for(10 * POLL)
    expect(page.locator("#standing")).to_contain_text("港口审核：同意")


def test_on_paper_it_is_a_record_sheet(page: Page) -> None:
    be(page, MARITIME, f"/cases/{accepted()}")
    page.emulate_media(media="print")
    for hidden in (".header", ".desk", "#decide", ".page-head .actions", ".tick"):
        expect(page.locator(hidden).first).to_be_hidden()
    for shown in ("#standing", "#filing", "#log"):
        expect(page.locator(shown)).to_be_visible()


def test_the_picture_in_the_readme(page: Page, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An import of dangerous goods in the middle of its day: one agency done, one at it, one late.

    ``KOUAN_PICTURES=docs/screenshots`` draws the README's picture anew.
    """
    monkeypatch.setattr("kouan.modules.cases.services.filing.secrets", SimpleNamespace(token_hex=lambda _: "calm"))
    clerk, began = viewer_for_person(CLERK), now() - timedelta(hours=5, minutes=20)
    importer = viewer_for_person("huating-1").party
    box_ashore(
        "PCFH2603118", "TCNU4826505", importer, ship="PACIFIC HARMONY", voyage="118N", packages=80, gross="14160"
    )
    documents = tuple(_uploaded(kind) for kind in ("invoice", "mandate", "dangerous-statement"))
    declared, example = procedure("import-declaration"), scenario_named("import-declaration", "dangerous-side-by-side")
    assert example is not None
    case = cases.file_case(clerk, declared.code, fitted(clerk, declared, example), documents, at=began)
    for person, step, hours in (("customs-documents-1", "documents", 3), ("port-dangerous-1", "storage", 4.5)):
        decided = began + timedelta(hours=hours)
        cases.act(viewer_for_person(person), case["id"], ask.Decide(step, "approve", "单证齐全、相符"), at=decided)
    be(page, "msa-dangerous-1", f"/cases/{case['id']}?queue=all")
    expect(page.locator("#stages .bar.late")).to_have_count(1)
    page.screenshot(path=Path(os.environ.get("KOUAN_PICTURES", tmp_path)) / "case.png")


def _uploaded(kind: str) -> Attached:
    pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    stored = cases.upload(viewer_for_person(CLERK), f"{kind}.pdf", pdf)
    return Attached(kind, stored.file, stored.name, stored.size)
