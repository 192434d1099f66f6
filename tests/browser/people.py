"""People in browsers."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.support.people import PASSWORD, Known, code


def window(browser: Browser, site: str, known: Known, **options: Any) -> Page:
    """A window in which a person has signed in, with the second factor where there is one."""
    page = browser.new_context(base_url=site, **options).new_page()
    page.goto("/login")
    page.get_by_label("E-mail address").fill(known.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    if known.secret:
        page.get_by_label("Six digits").fill(code(known))
        page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Desk", exact=True)).to_be_visible()
    return page
