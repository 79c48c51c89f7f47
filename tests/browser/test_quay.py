"""The quay as a terminal planner walks it: from the list of calls to a ship, its bill and its box, and to the gate, where
a held box is stopped and an alarm rings. In both languages, with the keyboard where a hand is on it, on a phone, and
without script.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kouan.kernel.clock import now
from kouan.modules.consignments import public as port
from kouan.modules.parties.public import seed_people, viewer_for_person
from kouan.runtime.subscribers import drain
from tests.browser.people import be, go
from tests.browser.quay import CALL, TERMINAL, box_ashore

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BILL, BOX, TRUCK = "PCFH2603118", "TCNU4826505", "澄A66018"
CUSTOMS = "customs-inspection-1"
PLACES = ["/terminal", "/calls", f"/calls/{CALL}", f"/bills/{BILL}", "/boxes?held=yes", f"/boxes/{BOX}/{CALL}"]
PLACES += ["/gate", f"/gate?container={BOX}", "/gate?container=TCNU4826504", "/inspections", "/alarms"]

Faults = Callable[[Page], list[str]]
OpenPage = Callable[..., Page]


@pytest.fixture(autouse=True)
def box(live: object) -> None:
    """The demo's people, and a ship in port with one box ashore that customs holds."""
    seed_people()
    importer = viewer_for_person("huating-1").party
    box_ashore(BILL, BOX, importer, ship="PACIFIC HARMONY", voyage="118N", packages=80, gross="14160")
    drain()


def said(language: str, zh: str, en: str) -> str:
    return zh if language == "zh" else en


@pytest.mark.parametrize("language", ["zh", "en"])
def test_from_the_list_of_calls_to_the_gate(open_page: OpenPage, language: str) -> None:
    page = open_page(language=language)
    be(page, TERMINAL, "/terminal")
    _to_the_ship(page, language)
    _to_the_bill_and_its_box(page, language)
    _stopped_at_the_gate(page, language)
    _the_alarm_is_seen_to(page, language)


def _to_the_ship(page: Page, language: str) -> None:
    """The list finds the ship by its name while it is typed; its row opens the call."""
    page.get_by_role("link", name=said(language, "航次", "Calls"), exact=True).first.click()
    page.get_by_role("searchbox").fill("harmony")
    expect(page).to_have_url(re.compile("q=harmony"))
    row = page.get_by_role("row").filter(has_text="PACIFIC HARMONY")
    expect(row).to_contain_text(said(language, "已抵港", "Arrived"))
    row.get_by_role("link", name=CALL).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("PACIFIC HARMONY")
    expect(page.locator("main")).to_contain_text("118N")


def _to_the_bill_and_its_box(page: Page, language: str) -> None:
    """What holds the goods is said on the bill and on the box, and by whom."""
    page.get_by_role("link", name=BILL).first.click()
    expect(page).to_have_url(re.compile(f"/bills/{BILL}$"))
    expect(page.locator("main")).to_contain_text(said(language, "未放行", "Not released"))
    page.get_by_role("cell").get_by_role("link", name=BOX).click()
    expect(page).to_have_url(re.compile(f"/boxes/{BOX}/{CALL}$"))
    expect(page.locator("main")).to_contain_text(said(language, "海关", "Customs"))
    expect(page.locator("main")).to_contain_text(said(language, "堆场", "yard"))


def _stopped_at_the_gate(page: Page, language: str) -> None:
    """The number typed as it is painted on the box; STOP is there before anything is recorded."""
    page.get_by_role("link", name=said(language, "闸口", "Gate"), exact=True).first.click()
    expect(page.locator("#gate-container")).to_be_focused()
    page.keyboard.type("tcnu 482650-5")
    page.keyboard.press("Enter")
    light = page.locator(".light")
    expect(light).to_contain_text(said(language, "禁止出闸", "STOP"))
    expect(light).to_contain_text(said(language, "海关", "Customs"))
    page.fill("#gate-truck", TRUCK)
    page.get_by_role("button", name=re.compile("仍要出闸|Try anyway")).click()
    refusal = said(
        language, f"箱 {BOX} 被海关扣留，不能出闸，已报警", f"Box {BOX} is held by Customs and may not leave"
    )
    expect(page.get_by_role("alert")).to_contain_text(refusal)
    expect(light).to_contain_text(said(language, "禁止出闸", "STOP"))
    expect(page.locator("#gate-truck")).to_have_value(TRUCK)
    assert port.box(viewer_for_person(TERMINAL), BOX).place == "yard"


def _the_alarm_is_seen_to(page: Page, language: str) -> None:
    """It stands on the terminal's first page until somebody says what was done."""
    page.goto("/terminal")
    expect(page.get_by_role("alert")).to_contain_text(said(language, "有 1 条闸口报警", "1 gate alarm"))
    page.get_by_role("alert").get_by_role("link").click()
    row = page.get_by_role("row").filter(has_text=BOX)
    expect(row).to_contain_text(TRUCK)
    row.get_by_role("link", name=said(language, "处置", "See to it")).click()
    page.fill("#f-note", said(language, "已引导至等待区", "Sent to the waiting area"))
    page.locator("main form button.primary").click()
    page.wait_for_load_state()
    assert not port.open_alarms(viewer_for_person(TERMINAL)).exists()


def test_once_nothing_holds_it_the_same_box_goes(page: Page) -> None:
    be(page, TERMINAL, f"/gate?container={BOX}")
    expect(page.locator(".light")).to_contain_text("禁止出闸")
    customs = viewer_for_person(CUSTOMS)
    port.lift_hold(customs, port.LiftHold(happened_at=now(), authority="customs", container=BOX, visit=CALL))
    page.reload()
    expect(page.locator(".light.go")).to_contain_text("无扣留")
    page.get_by_role("button", name="登记出闸").click()
    expect(page.locator(".messages")).to_contain_text(f"{BOX} 已出闸")
    page.goto(f"/gate?container={BOX}")
    expect(page.locator(".light.gone")).to_contain_text("已离场")


def test_the_gate_on_a_phone_without_script(open_page: OpenPage) -> None:
    page = open_page(phone=True, script=False)
    be(page, TERMINAL, "/gate")
    page.fill("#gate-container", BOX)
    page.get_by_role("button", name="查").click()
    expect(page.locator(".light")).to_contain_text("禁止出闸")
    page.get_by_role("button", name=re.compile("仍要出闸")).click()
    expect(page.locator("main")).to_contain_text("已报警")


@pytest.mark.once
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_every_page_of_the_quay_reads_well(open_page: OpenPage, faults: Faults, *, language: str, phone: bool) -> None:
    page = open_page(language=language, phone=phone)
    be(page, TERMINAL, "/terminal")
    for address in PLACES:
        go(page, address)
        assert faults(page) == [], address
