"""Being somebody of the demo in a browser."""

from playwright.sync_api import Page


def be(page: Page, person: str, onward: str) -> None:
    """One click to be somebody, then go where they go."""
    page.goto("/demo/people")
    page.locator(f"button[name=person][value={person}]").click()
    page.wait_for_load_state()
    go(page, onward)


def go(page: Page, address: str) -> None:
    """Open a page that must be there, and open to whoever one is: a page of an error reads well too."""
    answer = page.goto(address)
    assert answer, address
    assert answer.status == 200, address
    assert "/account/login/" not in page.url, address
    page.wait_for_load_state()
