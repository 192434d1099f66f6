"""The desk in a browser: signing in with a code, and the pages of accounts as axe sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.live import chromium, serving
from tests.browser.measure import out_of_sight, sideways, violations
from tests.support import apps
from tests.support.commands import run
from tests.support.editing import put
from tests.support.make import make_site
from tests.support.people import PASSWORD, Known, add_user, code

SIGNED_IN = (
    "/desk/", "/desk/account/", "/desk/account/factors", "/desk/account/sessions",
    "/desk/accounts/", "/desk/audit", "/login/password", "/login/email", "/login/again",
    "/login/authenticator", "/login/recovery-codes",
)  # fmt: skip


class Desk(NamedTuple):
    """A site with people."""

    address: str
    admin: Known
    reviewer: Known
    other: Known
    invitation: str


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A live site with an admin and two reviewers."""
    url = f"sqlite:///{tmp_path_factory.mktemp('desk') / 'desk.sqlite'}"
    apps.migrate(url)
    with apps.running(url) as app:
        put(app, *make_site())
        cy = add_user(app, role="admin", name="Cy")
        bea, dee = (add_user(app, role="reviewer", name=name) for name in ("Bea", "Dee"))
        link = run(app, "users", "invite", "--role", "editor", "eve@example.org").stdout.strip()
        with serving(app) as address:
            yield Desk(address, cy, bea, dee, link.removeprefix(app.config["SITE_URL"]))


@pytest.fixture(scope="module")
def browser(desk: Desk) -> Iterator[Browser]:
    """Chromium, started after the last use of the database."""
    assert desk
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, desk: Desk) -> Iterator[Page]:
    """A new window on the site, on whose console nothing may be reported."""
    context = browser.new_context(base_url=desk.address)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    yield page
    context.close()
    # That signing out clears what the site has stored, Chromium reports too.
    assert [each for each in complaints if not each.startswith("Clear-Site-Data header")] == []


def sign_in(page: Page, known: Known) -> None:
    """Fill the two forms in, as people do."""
    page.goto("/login")
    page.get_by_label("E-mail address").fill(known.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Six digits").fill(code(known))
    page.get_by_role("button", name="Sign in").click()


def check(page: Page, where: str) -> None:
    """Look at a page in both widths, light and dark."""
    for width in (375, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert sideways(page) == 0, where
        assert out_of_sight(page) == [], where
        for scheme, rules in (("light", None), ("dark", ["color-contrast"])):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert violations(page, rules=rules) == [], (where, width, scheme)


def test_a_reviewer_signs_in_with_a_code_and_out_again(page: Page, desk: Desk) -> None:
    sign_in(page, desk.reviewer)
    expect(page).to_have_url(f"{desk.address}/desk/")
    expect(page.get_by_role("link", name="Bea")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Bea")).to_have_count(0)
    page.goto("/desk/")
    expect(page).to_have_url(re.compile("/login"))


def test_a_form_that_is_refused_says_so_first(page: Page, desk: Desk) -> None:
    page.goto("/login")
    page.get_by_label("E-mail address").fill("nobody@example.org")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".problems")).to_be_focused()
    assert page.title().startswith("Error: Sign in")
    check(page, "refused")


def test_the_pages_of_those_who_are_not_signed_in(page: Page, desk: Desk) -> None:
    page.goto("/login")
    page.get_by_label("E-mail address").fill(desk.other.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    for address in (
        "/login/code",
        "/login/passkey",
        "/login/recovery",
        "/login/reset",
        desk.invitation,
        "/login",
    ):
        page.goto(address)
        check(page, address)


def test_the_pages_of_those_who_are(page: Page, desk: Desk) -> None:
    sign_in(page, desk.admin)
    for address in SIGNED_IN:
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        check(page, address)
    page.goto("/login/authenticator")
    page.get_by_role("button", name="Set up").click()
    check(page, "the key of an authenticator")
