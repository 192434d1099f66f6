"""Ready text is copied by a button, where there is script."""

from __future__ import annotations

from tests.browser.conftest import Opener
from tests.support.pages import SMALL_TOPIC


def test_a_button_copies_the_text_before_it(visit: Opener) -> None:
    page = visit(f"/topics/{SMALL_TOPIC}/cite", permissions=["clipboard-read", "clipboard-write"])
    style = page.locator(".ready").nth(1)
    style.get_by_role("button", name="Copy").click()
    style.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == style.locator("code").inner_text()
    assert page.locator(".ready").first.get_by_role("button").inner_text() == "Copy"
