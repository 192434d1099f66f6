"""``make screenshots``: the pictures of README and docs, of a site made for the purpose."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from app.config import ROOT
from tests.browser.live import chromium, serving
from tests.browser.pages import BIG
from tests.browser.people import window
from tests.support import apps
from tests.support.people import Known, add_user

FOLDER = ROOT / "docs" / "images"
#: name, address, width, height, colours, what to scroll to
PICTURES = (
    ("topic", BIG, 1280, 800, "light", "#positions"),
    ("topic-phone", BIG, 375, 720, "dark", "#civilian-mission"),
    ("home", "/", 1280, 800, "light", None),
)


def main() -> None:
    """Write every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'site.sqlite'}"
        apps.migrate(url)
        apps.load_data(url)
        with apps.running(url) as app:
            ada, bea = add_user(app, name="Ada"), add_user(app, role="reviewer", name="Bea")
            with serving(app) as address, chromium() as browser:
                for picture in PICTURES:
                    print(_take(browser, address, *picture))  # noqa: T201
                _take_desk(browser, address, ada, bea)


def _take_desk(browser: Browser, site: str, editor: Known, reviewer: Known) -> None:
    """The guide's pictures: a form, the page on which two forms meet, a review, the desk."""
    size: Any = {"viewport": {"width": 1280, "height": 860}, "color_scheme": "light"}
    ada = window(browser, site, editor, **size)
    ada.goto("/desk/edit/perspective/kazakhstan-deployment/russia")
    ada.get_by_role("button", name="Begin a draft of a change").click()
    draft = ada.url
    other = ada.context.new_page()
    other.goto(draft)
    headline = '[name="headline"]'
    ada.locator(headline).fill("Russia says the deployment was a lawful and short answer.")
    ada.locator('button[name="do"][value="save"]:not([aria-hidden])').click()
    ada.wait_for_load_state()
    _keep(ada, "draft", headline)
    other.locator(headline).fill("Russia says the deployment was a lawful, allied answer.")
    other.locator('button[name="do"][value="save"]:not([aria-hidden])').click()
    _keep(other, "merge", "h1")
    other.close()
    ada.goto(draft)
    ada.locator('button[name="do"][value="submit"]:not([aria-hidden])').click()
    ada.get_by_label("In a sentence").fill("Shortens the headline to what the statements carry.")
    ada.get_by_role("button", name="Submit for review").click()
    bea = window(browser, site, reviewer, **size)
    _keep(bea, "desk", "h1")
    bea.goto(ada.url.split("#")[0] + "/review")
    _keep(bea, "review", "h1")


def _keep(page: Page, name: str, waits_for: str) -> None:
    page.locator(waits_for).first.wait_for()
    page.wait_for_timeout(1500)  # the preview beside a form follows a moment later
    page.screenshot(path=FOLDER / f"{name}.png")
    print((FOLDER / f"{name}.png").relative_to(ROOT))  # noqa: T201


def _take(
    browser: Browser,
    site: str,
    name: str,
    path: str,
    width: int,
    height: int,
    colours: Any,
    target: str | None,
) -> Path:
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=colours)
    page.goto(site + path)
    if target:
        page.locator(target).first.evaluate("element => element.scrollIntoView()")
    file = FOLDER / f"{name}.png"
    page.screenshot(path=file)
    page.close()
    return file.relative_to(ROOT)


if __name__ == "__main__":
    main()
