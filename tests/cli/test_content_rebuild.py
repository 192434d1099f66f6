"""``flask content rebuild`` makes the index anew, and the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from app.documents import Party, Perspective, Source, Topic
from tests.support.commands import run
from tests.support.editing import edit, held, put
from tests.support.make import (
    make_claim,
    make_event,
    make_party,
    make_perspective,
    make_position,
    make_proposition,
    make_silence,
    make_source,
    make_topic,
)
from tests.support.sql import db_is_sqlite, send
from tests.support.tables import everything, index_of

Change = Callable[[Flask], None]


def rename_a_party(app: Flask) -> None:
    edit(app, Party, "alba", name="Old Alba", token="OA")


def let_analysts_speak_as_one(app: Flask) -> None:
    """What stands in their cells depends on what kind of party they are."""
    other = {"name": "Bo", "role": "Fellow", "affiliation": "Institute"}
    both = [make_position(), make_position("p1-1990", date="1990", stance="mixed", speaker=other)]
    put(app, make_perspective(party="boria", positions=both))
    edit(app, Party, "boria", kind="state")


def exchange_two_tokens(app: Flask) -> None:
    alba, boria = held(app, Party, "alba"), held(app, Party, "boria")
    swapped = {"token": "BO", "order": 2}, {"token": "AL", "order": 1}
    put(app, alba.model_copy(update=swapped[0]), boria.model_copy(update=swapped[1]))


def retitle_a_source(app: Flask) -> None:
    edit(app, Source, "treaty", title="Another text, Ilașcu and others", symbol="A/RES/1")


def read_what_was_reported(app: Flask) -> None:
    edit(app, Source, "report", verification="read", via=None)


def take_parts_of_the_topic_away(app: Flask) -> None:
    edit(app, Topic, "bridge", events=(), claims=(), claims_of=None)


def add_parts_to_the_topic(app: Flask) -> None:
    third = make_proposition("p3", note="Only Boria was asked.")
    events = [make_event(), make_event("closing", date="2001")]
    claims = [make_claim(proposition="p3"), make_claim("c2", paragraph=2)]
    propositions = [third, make_proposition(), make_proposition("p2")]
    topic = make_topic(propositions=propositions, events=events, claims=claims, claims_of="report")
    silent = [make_position(), make_silence("s2", proposition="p2"),
              make_silence("s3", proposition="p3")]  # fmt: skip
    put(app, topic, make_perspective(positions=silent))


def fall_silent(app: Flask) -> None:
    silences = [make_silence(), make_silence("p2-none", proposition="p2")]
    put(app, make_perspective(positions=silences, citations=[]))


def add_everything(app: Flask) -> None:
    party = make_party("coria", 3, "CO", required=False)
    put(app, party, make_source("memoir"), make_perspective(party="coria"))


def retract_a_perspective(app: Flask) -> None:
    edit(app, Perspective, "bridge/alba", retracted="It was forged.")


def retract_a_topic(app: Flask) -> None:
    edit(app, Topic, "bridge", retracted="It was forged.")


def restore_a_topic_and_change_a_perspective_of_it(app: Flask) -> None:
    retract_a_topic(app)
    edit(app, Perspective, "bridge/alba", headline="Changed while nobody saw it")
    edit(app, Topic, "bridge", retracted=None)


def merge_a_source(app: Flask) -> None:
    edit(app, Perspective, "bridge/boria", retracted="It was forged.")
    edit(app, Source, "report", merged_into="treaty")


CHANGES: list[Change] = [
    rename_a_party,
    let_analysts_speak_as_one,
    exchange_two_tokens,
    retitle_a_source,
    read_what_was_reported,
    take_parts_of_the_topic_away,
    add_parts_to_the_topic,
    fall_silent,
    add_everything,
    retract_a_perspective,
    retract_a_topic,
    restore_a_topic_and_change_a_perspective_of_it,
    merge_a_source,
]


def rebuild(app: Flask) -> str:
    result = run(app, "content", "rebuild")
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_data_of_the_site_give_the_same_index(filled: Flask) -> None:
    before = everything(filled)
    rebuild(filled)
    assert everything(filled) == before


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_an_index_that_was_changed_step_by_step_is_the_same(small: Flask, change: Change) -> None:
    old = index_of(small)
    change(small)
    before = index_of(small)
    assert before != old
    rebuild(small)
    assert index_of(small) == before


def test_it_prints_how_many_documents_it_indexed(small: Flask) -> None:
    assert rebuild(small) == "7 documents indexed anew.\n"


def test_it_mends_an_index_that_lost_rows(small: Flask) -> None:
    before = index_of(small)
    send(small, "DELETE FROM search", "DELETE FROM cell", "UPDATE search_word SET uses = 99")
    rebuild(small)
    assert index_of(small) == before


def test_it_leaves_the_history_alone(small: Flask) -> None:
    rename_a_party(small)
    before = everything(small)["revision"]
    rebuild(small)
    assert everything(small)["revision"] == before


def test_the_full_text_index_follows(small: Flask) -> None:
    """SQLite compares its index with the table it stands beside; PostgreSQL keeps one itself."""
    add_parts_to_the_topic(small)
    rebuild(small)
    if db_is_sqlite(small):
        send(small, "INSERT INTO search_words(search_words, rank) VALUES ('integrity-check', 1)")
    else:
        send(small, "REINDEX INDEX ix_search_words")
