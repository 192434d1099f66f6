"""``make screenshots``: the pictures of the README, of a site made for the purpose."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from app.config import ROOT
from tests.browser.live import chromium, serving
from tests.browser.pages import BIG
from tests.support import apps

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
        with apps.running(url) as app, serving(app) as address, chromium() as browser:
            for picture in PICTURES:
                print(_take(browser, address, *picture))  # noqa: T201


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
