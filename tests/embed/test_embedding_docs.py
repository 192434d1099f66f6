"""What docs/embedding.md tells to paste is what the builder gives."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import pytest
from flask.testing import FlaskClient

from app.config import ROOT
from tests.support.html import parse, section
from tests.support.reading import read

PAGE = (ROOT / "docs" / "embedding.md").read_text(encoding="utf-8")
SITE = "https://alteram.example"
FRAME, ROW, COMPONENT = re.findall(r"^```html\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def built(client: FlaskClient, way: str, query: str) -> str:
    """What the builder gives to paste, for the site that the page speaks of."""
    page = read(client, f"/topics/transnistria-mission/embed{query}")
    text = section(page, way).text or ""
    return text.replace(client.application.config["SITE_URL"], SITE)


def attributes(snippet: str) -> list[dict[str, str]]:
    """Those of the outermost elements."""
    tree: Element = parse(f"<html>{snippet}</html>")
    return [dict(each.attrib) for each in tree]


@pytest.mark.parametrize(("pasted", "query"), [
    (FRAME, ""),
    (ROW, "?shows=proposition&proposition=civilian-mission&parties=russia&parties=moldova"
          "&theme=dark&width=full"),
])  # fmt: skip
def test_a_frame_that_is_shown_is_what_the_builder_gives(
    client: FlaskClient, pasted: str, query: str
) -> None:
    assert attributes(pasted) == attributes(built(client, "frame", query))


def test_the_component_that_is_shown_has_the_addresses_that_the_builder_gives(
    client: FlaskClient,
) -> None:
    query = "?shows=claim&claim=claim-no-exit-for-moldova"
    assert attributes(COMPONENT) == attributes(built(client, "element", query))
