"""A browser on a live site. Every page is listened to: nothing may be reported on its console."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.live import chromium, site

Opener = Callable[..., Page]

# Milliseconds. On a machine with much to do a page may take longer than Playwright's own 5 s.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site is served."""
    with site(tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture(scope="module")
def browser(address: str) -> Iterator[Browser]:
    """Chromium, for one module: while it runs, no other test of this process could use a database."""
    assert address
    with chromium() as browser:
        yield browser


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Opener]:
    """Open an address of the site: ``visit("/topics/", width=320, java_script_enabled=False)``.

    With *refused*, what the browser itself logs of a request that fails is no complaint.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(
        path: str, width: int = 1280, height: int = 900, refused: bool = False, **options: object
    ) -> Page:
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": height},
            **options,  # type: ignore[arg-type]
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complain(path, message.text, refused))
        page.on("pageerror", lambda error: complaints.append(f"{path}: {error}"))
        page.goto(path)
        return page

    def complain(path: str, text: str, refused: bool) -> None:
        if not (refused and text.startswith("Failed to load resource")):
            complaints.append(f"{path}: {text}")

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
