"""Being somebody of the demo in a browser."""

from playwright.sync_api import Page


def be(page: Page, person: str, onward: str) -> None:
    """One click to be somebody, then go where they go."""
    page.goto("/demo/people")
    page.locator(f"button[name=person][value={person}]").click()
    page.wait_for_load_state()
    page.goto(onward)
