"""The home page: what this is, the topics in small, the latest changes."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.documents import Topic
from tests.support.editing import edit, put
from tests.support.html import links, section, with_class, words
from tests.support.make import make_site
from tests.support.reading import read


def test_it_lists_every_topic_with_the_stances_of_the_parties_compared_everywhere(
    client: FlaskClient,
) -> None:
    entries = with_class(read(client, "/"), "entry")
    assert len(entries) == 4
    for entry in entries:
        parties = [words(strip).partition(":")[0][2:] for strip in with_class(entry, "strips")[0]]
        assert parties == [
            "Russia",
            "Moldova",
            "United Nations",
            "Independent analysts",
        ]


def test_it_explains_each_stance_by_shape_and_word(client: FlaskClient) -> None:
    legend = with_class(read(client, "/"), "legend")[0]
    assert [words(item) for item in legend] == [
        "Agrees",
        "Disagrees",
        "Agrees on a condition",
        "Says both",
        "Several views",
        "No position found",
    ]
    assert all(item.find(".//svg") is not None for item in legend)


def test_it_says_whose_the_tokens_are(client: FlaskClient) -> None:
    names = with_class(read(client, "/"), "legend")[1]
    assert [words(each) for each in names] == [
        "RU Russia",
        "MD Moldova",
        "UN United Nations",
        "IA Independent analysts",
    ]


@pytest.mark.parametrize("topic", ["transnistria-mission", "kazakhstan-deployment"])
def test_a_topic_has_as_many_sources_here_as_on_its_page(client: FlaskClient, topic: str) -> None:
    listed = with_class(read(client, f"/topics/{topic}"), "sources")[0]
    entry = next(
        each for each in with_class(read(client, "/"), "entry") if f"/topics/{topic}" in links(each)
    )
    assert f"{len(listed)} sources" in words(entry)


def test_the_newest_change_stands_first_and_says_who_reviewed_it(filled: Flask) -> None:
    edit(filled, Topic, "transnistria-mission", title="A new title of the mission")
    changes = list(with_class(read(filled.test_client(), "/"), "changes")[0])
    assert "A new title of the mission" in words(changes[0])
    assert "Reviewed by bea." in words(changes[0])
    assert "Imported from files; reviewed by nobody." in words(changes[1])


def test_documents_published_together_are_one_change(filled: Flask) -> None:
    changes = list(with_class(read(filled.test_client(), "/"), "changes")[0])
    assert len(changes) == 1
    assert "315 documents" in words(changes[0])


def test_without_content_it_says_how_to_load_some(empty: Flask) -> None:
    home = read(empty.test_client(), "/")
    assert "flask content load" in words(section(home, "main"))
    put(empty, *make_site())
    assert "flask content load" not in words(section(read(empty.test_client(), "/"), "main"))
