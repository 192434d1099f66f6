"""The home page: what this is, the topics in small, the latest changes."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.documents import Perspective, Topic
from tests.support.editing import edit, held, put
from tests.support.html import links, section, with_class, words
from tests.support.make import make_site, make_source
from tests.support.reading import read

FIRST = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)


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
    assert "315 documents:" in words(changes[0])
    assert "and 312 more documents" in words(changes[0])


def test_of_what_was_published_together_the_first_are_named_and_lead_to_their_history(
    empty: Flask,
) -> None:
    client = empty.test_client()
    put(empty, *make_site(), at=FIRST)
    put(empty, make_source("memoir"), make_source("letter"))
    newest, first = with_class(read(client, "/"), "changes")[0]
    named = [[words(each) for each in change.iter("li")][1:] for change in (newest, first)]
    assert "2 documents:" in words(newest)
    assert named[0] == ["The text of letter", "The text of memoir"]
    assert links(newest) == ["/sources/letter/history", "/sources/memoir/history"]
    assert "7 documents:" in words(first)
    assert named[1][0] == "Boria on “Bridge”: Boria on the bridge"
    assert named[1][3] == "and 4 more documents"
    for address in links(first):
        read(client, address)


def test_what_was_retracted_says_so_and_on_which_topic(empty: Flask) -> None:
    put(empty, *make_site(), at=FIRST)
    gone = held(empty, Perspective, "bridge/alba").model_copy(update={"retracted": "A forgery."})
    put(empty, gone, at=FIRST + dt.timedelta(days=1))
    put(empty, make_source("copy", merged_into="treaty"))
    merged, retracted, _all = with_class(read(empty.test_client(), "/"), "changes")[0]
    assert "Merged: The text of copy" in words(merged)
    assert "Retracted: Alba on “Bridge”: Alba on the bridge" in words(retracted)


def test_without_content_it_says_how_to_load_some(empty: Flask) -> None:
    home = read(empty.test_client(), "/")
    assert "flask content load" in words(section(home, "main"))
    put(empty, *make_site())
    assert "flask content load" not in words(section(read(empty.test_client(), "/"), "main"))
