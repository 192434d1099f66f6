"""Notices and marked corrections hold to the same rules as every page: axe, and no sideways way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from app.documents import Perspective, Topic
from tests.browser.live import chromium, serving
from tests.browser.measure import violations
from tests.support import apps
from tests.support.editing import edit, put
from tests.support.make import make_perspective, make_site, make_source, make_topic

WHY = "The statement turned out to be forged: the ministry never published it."
ADDRESSES = (
    "/topics/bridge",
    "/topics/bridge?by=party",
    "/topics/bridge/alba",
    "/topics/tunnel",
    "/topics/tunnel/alba",
    "/topics/bridge/boria",
    "/topics/bridge/boria/history",
    "/sources/memoir",
    "/corrections",
    "/",
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A browser on a site of which much was taken back or corrected."""
    url = f"sqlite:///{tmp_path_factory.mktemp('gone') / 'site.sqlite'}"
    apps.migrate(url)
    with apps.running(url) as app:
        put(app, *make_site(), make_topic("tunnel"), make_perspective("tunnel"))
        put(app, make_source("memoir", retracted=WHY))
        edit(app, Perspective, "bridge/alba", retracted=WHY)
        edit(app, Topic, "tunnel", retracted=WHY)
        boria = make_perspective(party="boria", headline="Boria, as it was meant")
        put(app, boria, correction="stance", summary="It agreed and did not disagree.")
        with serving(app) as address, chromium() as browser:
            context = browser.new_context(base_url=address)
            yield context.new_page()
            context.close()


@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing_and_nothing_is_cut_off(page: Page, address: str) -> None:
    page.goto(address)
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], width
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width
