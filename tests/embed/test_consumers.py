"""Consumers that exist: libraries that speak oEmbed fetch cards from a site that is served."""

from __future__ import annotations

import re
import xml.etree
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.request import urlopen

import micawber
import pytest
from flask import Flask
from pyoembed import oEmbed

from tests.browser.live import serving

PAGE = "/topics/transnistria-mission"


@pytest.fixture
def site(loaded: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Where the site is served, under the address that it goes by."""
    with serving(loaded) as address:
        monkeypatch.setitem(loaded.config, "SITE_URL", address)
        yield address


@pytest.fixture
def known(site: str) -> micawber.ProviderRegistry:
    """The site as a provider of micawber's."""
    registry = micawber.ProviderRegistry()
    registry.register(f"{re.escape(site)}/\\S+", micawber.Provider(f"{site}/oembed"))
    return registry


def test_micawber_gets_a_card(known: micawber.ProviderRegistry, site: str) -> None:
    answer = known.request(site + PAGE, maxwidth=300)
    assert (answer["type"], answer["width"]) == ("rich", 300)
    assert f'src="{site}/embed{PAGE}"' in answer["html"]
    with urlopen(f"{site}/embed{PAGE}") as card:  # noqa: S310 - of this machine
        assert card.status == 200


def test_micawber_puts_it_in_the_place_of_the_address(
    known: micawber.ProviderRegistry, site: str
) -> None:
    html = known.parse_text_full(f"Before.\n{site}{PAGE}\nAfter.", maxwidth=480)
    assert f'<iframe src="{site}/embed{PAGE}"' in html
    assert 'width="480"' in html
    assert html.startswith("Before.")


def test_micawber_is_told_that_there_is_none(known: micawber.ProviderRegistry, site: str) -> None:
    with pytest.raises(micawber.ProviderException):
        known.request(f"{site}/topics/no-such-topic")


@pytest.fixture
def new_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """pyoembed reads XML by a name that Python dropped in 3.9."""
    monkeypatch.setattr(xml.etree, "cElementTree", ET, raising=False)


@pytest.mark.usefixtures("new_python")
def test_pyoembed_finds_the_card_by_the_links_of_the_page(site: str) -> None:
    answer = oEmbed(site + PAGE, maxwidth=400, maxheight=350)
    assert (answer["type"], answer["width"], answer["height"]) == ("rich", 400, 350)
    assert f"{site}/embed{PAGE}" in answer["html"]


class _Metadata(HTMLParser):
    """A host that reads metadata only, as of Open Graph and Twitter."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and "content" in given:
            self.found[given.get("property") or given.get("name", "")] = given["content"]


def test_a_host_that_reads_metadata_only_makes_a_bookmark_with_a_picture(site: str) -> None:
    reader = _Metadata()
    with urlopen(site + PAGE) as page:  # noqa: S310 - of this machine
        reader.feed(page.read().decode())
    said = reader.found
    assert said["twitter:card"] == "summary_large_image"
    assert said["og:title"] == "The Russian-led peacekeeping mission in Transnistria"
    assert said["og:image:alt"]
    with urlopen(said["og:image"]) as picture:  # noqa: S310 - of this machine
        data = picture.read()
        assert picture.headers["Content-Type"] == "image/png"
    size = (int.from_bytes(data[16:20]), int.from_bytes(data[20:24]))
    assert size == (int(said["og:image:width"]), int(said["og:image:height"])) == (1200, 630)
