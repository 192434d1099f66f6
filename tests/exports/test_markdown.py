"""A topic as Markdown, read by a reader of CommonMark."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from markdown_it import MarkdownIt

from app.documents import Perspective, Topic
from tests.support.editing import edit
from tests.support.exported import TOPICS, documents, perspectives, sources_of, text
from tests.support.html import links, parse, words

HOSTILE = "1. *a* _b_ [c](http://evil.example) <script>d</script> `e` # f ~~g~~ &amp; \\ |h|"


def read(client: FlaskClient, address: str) -> tuple[str, list[str]]:
    """What a reader of the rendered text sees, and where its links lead."""
    page = parse(f"<html>{MarkdownIt('commonmark').render(text(client, address))}</html>")
    return words(page), links(page)


@pytest.mark.parametrize("topic", TOPICS)
def test_every_statement_is_there_to_the_letter_with_its_sources(
    client: FlaskClient, topic: str
) -> None:
    shown, leading = read(client, f"/topics/{topic}.md")
    about = documents()["topic", topic]
    assert isinstance(about, Topic)
    for said in (about.title, about.framing, about.summary):
        assert said in shown
    for perspective in perspectives(topic):
        assert perspective.summary in shown
        for position in perspective.positions:
            assert position.statement in shown
            for citation in position.citations:
                assert citation.locator in shown
    for source in sources_of(topic).values():
        assert source.title in shown
    assert len(leading) >= len(sources_of(topic))


def test_every_number_of_a_citation_is_in_the_list(client: FlaskClient) -> None:
    said = text(client, f"/topics/{TOPICS[0]}.md")
    body, _, listed = said.partition("## Sources")
    numbers = {line.split("]")[0].removeprefix("- [") for line in listed.strip().splitlines()}
    assert all(number.isdecimal() for number in numbers)
    for line in body.splitlines():
        if line.startswith("- **") and "Earlier" in line:
            cited = [part.split(",")[0] for part in line.split(" [")[1:]]
            assert cited
            assert set(cited) <= numbers


def test_it_says_its_licence_and_of_when_it_speaks(client: FlaskClient) -> None:
    shown, leading = read(client, f"/topics/{TOPICS[0]}.md?as_of=2021")
    assert "; as of 2021 in the world." in shown
    assert "https://creativecommons.org/licenses/by/4.0/" in leading
    site = client.application.config["SITE_URL"]
    assert any(link.startswith(f"{site}/topics/{TOPICS[0]}?as_of=2021") for link in leading)


@pytest.mark.usefixtures("unchecked_html")
def test_no_text_is_taken_for_markup(small: Flask) -> None:
    edit(small, Topic, "bridge", framing=HOSTILE)
    shown, leading = read(small.test_client(), "/topics/bridge.md")
    assert HOSTILE in shown
    assert "http://evil.example" not in leading


def test_of_a_retracted_perspective_only_the_notice_is_left(small: Flask) -> None:
    edit(small, Perspective, "bridge/alba", retracted="It was forged.")
    shown, _ = read(small.test_client(), "/topics/bridge.md")
    assert "Retracted. It was forged." in shown
    assert "Alba on the bridge" not in shown
