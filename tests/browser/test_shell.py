"""The shell of the site in a real browser: languages, themes, tables, forms, charts, pages for what went wrong."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

PUBLIC = ["/", "/reference", "/reference/hs10?q=apple", "/sources", "/sources/customs-law", "/style", "/nowhere"]
PUBLIC += ["/developers", "/developers/decide_case"]
Faults = Callable[[Page], list[str]]
OpenPage = Callable[..., Page]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_every_public_page_reads_well(open_page: OpenPage, faults: Faults, *, language: str, phone: bool) -> None:
    page = open_page(language=language, phone=phone)
    for address in PUBLIC:
        page.goto(address, wait_until="networkidle" if address == "/style" else "load")
        assert faults(page) == [], address


def test_the_language_switch_stays_on_the_page(page: Page) -> None:
    page.goto("/reference/country?q=land&sort=-en")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Country or region")
    assert page.url.endswith("/reference/country?q=land&sort=-en")
    assert page.locator("html").get_attribute("lang") == "en"
    page.goto("/sources")
    expect(page.get_by_role("heading", level=1)).to_have_text("Plans and laws")


def test_an_address_may_name_its_language(open_page: OpenPage) -> None:
    page = open_page(language="zh")
    page.goto("/sources?lang=en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Plans and laws")
    page.get_by_role("button", name="中文").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("方案与法规")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_theme_stays_chosen(open_page: OpenPage, *, script: bool) -> None:
    page = open_page(script=script)
    page.goto("/sources")
    page.get_by_title("切换浅色或深色").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto("/reference")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_code_is_found_by_either_language_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/style")
    field = page.locator("#f-lines-0-hs_code")
    for typed in ("苹果", "apple"):
        field.fill("")
        field.press_sequentially(typed)
        expect(field).to_have_attribute("aria-expanded", "true")
        for _ in range(
            page.locator(".combo-list [role=option]", has_text="0808100000").evaluate("row => row.dataset.index | 0")
        ):
            field.press("ArrowDown")
        expect(page.locator(".combo-list [aria-selected=true]")).to_contain_text("0808100000")
        field.press("Enter")
        expect(field).to_have_value("0808100000")
        expect(page.locator("#f-lines-0-hs_code-name")).not_to_be_empty()
        expect(field).to_have_attribute("aria-expanded", "false")


def test_the_arrows_walk_and_escape_leaves_what_was_typed(page: Page) -> None:
    page.goto("/style")
    field = page.locator("#f-transport")
    field.fill("")
    field.press("ArrowDown")
    expect(page.locator(".combo-list [role=option]").first).to_be_visible()
    field.press("ArrowDown")
    first = field.get_attribute("aria-activedescendant")
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") != first
    field.press_sequentially("zz")
    expect(page.get_by_text("没有匹配的代码")).to_be_visible()
    field.press("Escape")
    expect(field).to_have_value("zz")
    expect(page.locator(".combo-list:visible")).to_have_count(0)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_lines_are_added_and_removed_and_nothing_typed_is_lost(open_page: OpenPage, *, script: bool) -> None:
    page = open_page(script=script)
    page.goto("/style")
    page.fill("#f-remarks", "轻放")
    page.locator("#f-lines > button").click()
    page.fill("#f-lines-2-name", "鲜橙")
    page.locator("#f-lines-2-licences > button").click()
    page.fill("#f-lines-2-licences-0-number", "L-1")
    page.locator("#f-lines-2-licences > button").click()
    expect(page.locator("#f-lines-2-licences .item")).to_have_count(2)
    page.locator("button[name=remove][value='lines-1']").click()
    if script:
        page.get_by_role("dialog").get_by_role("button", name="删除").click()
    expect(page.locator("#f-lines > .items > .item")).to_have_count(2)
    page.get_by_role("button", name="检查并提交").click()
    page.wait_for_load_state()
    expect(page.locator("#f-lines-1-name")).to_have_value("鲜橙")
    expect(page.locator("#f-lines-1-licences-0-number")).to_have_value("L-1")
    expect(page.locator("#f-remarks")).to_have_value("轻放")


def test_each_error_leads_to_its_field(page: Page) -> None:
    page.goto("/style")
    summary = page.locator("#errors")
    expect(summary).to_contain_text("有 4 处需要改正")
    summary.get_by_role("link", name="航次：必须填写。").click()
    expect(page.locator("#f-call")).to_be_in_viewport()
    expect(page.locator("#f-call")).to_have_attribute("aria-invalid", "true")
    assert page.evaluate("location.hash") == "#f-call"
    expect(page.locator("#f-lines-0-price")).to_have_value("31 680")


def test_a_draft_saves_itself_and_says_so(page: Page) -> None:
    page.goto("/style")
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.fill("#f-remarks", "小心轻放")
    assert "remarks" in (sent.value.post_data or "")
    expect(page.locator(".draft-state")).to_contain_text("草稿已保存")


def test_a_draft_that_cannot_be_saved_says_so(page: Page) -> None:
    page.goto("/style")
    page.route("**/style", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.fill("#f-remarks", "小心轻放")
    expect(page.locator(".draft-state")).to_have_text("草稿未能保存，稍后重试")


def test_a_table_filters_sorts_and_pages_in_the_address(page: Page) -> None:
    page.goto("/style")
    table = page.locator("#table-sample")
    expect(table).to_contain_text("共 10,000 条")
    table.get_by_label("办理单位").select_option("msa")
    expect(table).to_contain_text("共 3,334 条")
    table.get_by_role("link", name="净重").click()
    expect(table.get_by_role("columnheader", name="净重")).to_have_attribute("aria-sort", "ascending")
    table.get_by_role("link", name="2", exact=True).click()
    expect(table).to_contain_text("第 13–24 条")
    assert {"agency=msa", "sort=weight", "page=2"} <= set(page.url.partition("?")[2].split("&"))
    numbers = table.locator("tbody td:first-child").all_inner_texts()
    page.reload()
    expect(table.locator("tbody td:first-child")).to_have_text(numbers)
    page.go_back()
    expect(table).to_contain_text("第 1–12 条")


def test_a_table_works_without_script(open_page: OpenPage) -> None:
    page = open_page(script=False)
    page.goto("/reference/country")
    page.get_by_label("搜索").fill("智利")
    page.get_by_role("button", name="查询").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_label("搜索").fill("不存在的国家")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_text("没有符合条件的记录")).to_be_visible()


def test_a_table_downloads_what_its_filters_show(page: Page) -> None:
    page.goto("/reference/country?q=land&sort=en")
    shown = page.locator("tbody tr td:nth-child(3)").all_inner_texts()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert head[:3] == ["代码", "中文名称", "英文名称"]
    assert [row[2] for row in rows] == shown
    with page.expect_download() as download:
        page.get_by_role("link", name="XLSX").click()
    assert download.value.suggested_filename.endswith(".xlsx")


def test_rows_are_walked_and_opened_with_the_keyboard(page: Page) -> None:
    page.goto("/reference")
    rows = page.locator("tr[data-href]")
    rows.first.focus()
    page.keyboard.press("j")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reference/admin-division")


def test_a_chart_is_drawn_answers_the_hand_and_has_its_table_behind_it(page: Page) -> None:
    page.goto("/style")
    chart = page.locator("figure[data-chart=line]")
    expect(chart.locator("svg path").first).to_be_attached()
    canvas = chart.locator(".canvas")
    for step in range(20):
        canvas.hover(position={"x": 200 + 4 * step, "y": 120})
        if chart.locator(".chart-tip b").is_visible():
            break
        page.wait_for_timeout(100)
    expect(chart.locator(".chart-tip b")).to_be_visible()
    chart.get_by_text("查看数据表").click()
    expect(chart.get_by_role("columnheader", name="中位数（小时）")).to_be_visible()
    expect(chart.locator("tbody tr")).to_have_count(14)


def test_a_figure_in_a_chart_leads_to_its_cases(page: Page) -> None:
    page.goto("/style")
    chart = page.locator("figure[data-chart=bar] .canvas")
    chart.scroll_into_view_if_needed()
    page.wait_for_timeout(400)
    chart.click(position={"x": 140, "y": 56})
    page.wait_for_url("**/style#")


def test_an_identifier_copies_clean(page: Page) -> None:
    page.goto("/style")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="复制 MSCU1234566").click()
    assert page.evaluate("navigator.clipboard.readText()") == "MSCU1234566"


def test_what_cannot_be_undone_asks_first(page: Page) -> None:
    page.goto("/style")
    page.get_by_role("button", name="撤回").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("撤回后需重新申报")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_time_left_keeps_counting_in_the_server_s_words(open_page: OpenPage, language: str) -> None:
    page = open_page(language=language)
    page.clock.install()
    page.goto("/style")
    times = page.locator("time.time-left")
    said = times.all_inner_texts()
    page.clock.run_for(15_000)
    counted = times.all_inner_texts()
    assert [later for now, later in zip(said, counted, strict=True) if now == later] != []
    page.clock.run_for(3600_000)
    expect(times.first).to_have_text("剩余 42 分" if language == "zh" else "42 min left")
    expect(times.first).to_have_class("time-left soon")


@pytest.mark.parametrize(("language", "words"), [("zh", "没有找到这个页面"), ("en", "There is no such page")])
def test_a_missing_page_says_what_to_do(open_page: OpenPage, language: str, words: str) -> None:
    page = open_page(language=language)
    answer = page.goto("/nowhere")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text(words)
    expect(page.get_by_role("link", name="回到首页" if language == "zh" else "Home", exact=True).first).to_be_visible()


def test_an_expired_form_says_that_nothing_was_sent(page: Page) -> None:
    page.goto("/style")
    page.context.clear_cookies()
    page.get_by_role("button", name="检查并提交").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("页面已过期，内容没有提交")


def test_the_phone_menu_opens_and_closes(open_page: OpenPage) -> None:
    page = open_page(phone=True)
    page.goto("/")
    page.locator("details.menu > summary").click()
    page.locator("details.menu").get_by_role("link", name="方案与法规").click()
    page.wait_for_url("**/sources")
    page.locator("details.menu > summary").click()
    page.keyboard.press("Escape")
    expect(page.locator("details.menu")).not_to_have_attribute("open", "")


def test_slash_reaches_the_search_box(page: Page) -> None:
    page.goto("/reference")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
