"""Publishing makes revisions of what changed, and refuses what breaks the site."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import select

from app.actions.chain import GENESIS, link
from app.actions.publish import publish
from app.actions.refused import Refused
from app.documents import Document, canonical, digest, exchange
from app.extensions import db
from app.models import RevisionRow
from tests.support.editing import WHY, put
from tests.support.make import (
    make_party,
    make_perspective,
    make_position,
    make_proposition,
    make_silence,
    make_source,
    make_topic,
)
from tests.support.tables import everything

ALONE = make_perspective()
UNSEARCHED = make_perspective(positions=[make_silence("p2-none", proposition="p2")])

REFUSED: dict[str, tuple[list[Document], str]] = {
    "a citation of no source": (
        [make_perspective(party="boria", positions=[make_position(citations=[{"source": "rumour", "locator": "1"}])])],
        "unknown source 'rumour'",
    ),
    "a position on no proposition": (
        [make_perspective(party="boria", positions=[make_position(proposition="p9")])],
        "unknown proposition 'p9'; the topic has p1, p2",
    ),
    "a perspective of no party": ([make_perspective(party="coria")], "unknown party 'coria'"),
    "a perspective on no topic": ([make_perspective("tunnel")], "unknown topic 'tunnel'"),
    "a required party that leaves out a proposition": ([ALONE], "no position on p2"),
    "a topic without a required party": ([make_topic("tunnel")], "the perspective of Alba .'alba'. is missing"),
    "a proposition taken away from its positions": (
        [make_topic(propositions=[make_proposition("p2")], claims=[], claims_of=None)],
        "unknown proposition 'p1'",
    ),
    "a proposition that a required party was not asked": (
        [make_topic(propositions=[make_proposition(f"p{n}") for n in (1, 2, 3)])],
        "no position on p3",
    ),
    "a party that becomes required": (
        [make_party("coria", 3, "CO", required=True)],
        "the perspective of Coria .'coria'. is missing",
    ),
    "a token of another party": ([make_party("coria", 3, "AL", required=False)], "'AL' is also the token"),
    "a reporter that is no source": (
        [make_source("x", verification="reported", via="rumour")],
        "unknown source 'rumour'",
    ),
    "a circle of reporters": (
        [make_source(verification="reported", via="report")],
        "leads back to this source",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_it_refuses(holding: Flask, name: str) -> None:
    documents, sentence = REFUSED[name]
    before = everything(holding)
    with pytest.raises(Refused, match=sentence):
        put(holding, *documents)
    assert everything(holding) == before


def test_a_refusal_names_the_document_and_the_field(holding: Flask) -> None:
    with pytest.raises(Refused, match=r"^perspective tunnel/alba: topic: unknown topic"):
        put(holding, make_perspective("tunnel"))


def test_one_bad_document_holds_back_the_good_ones(holding: Flask) -> None:
    before = everything(holding)
    with pytest.raises(Refused):
        put(holding, make_source("memoir"), make_perspective("tunnel"))
    assert everything(holding) == before


def test_a_circle_of_reporters_is_found_however_long(small: Flask) -> None:
    second, third = (
        make_source(key, verification="reported", via=via)
        for key, via in (("second", "report"), ("third", "second"))
    )
    put(small, second, third)
    with pytest.raises(Refused, match="leads back to this source"):
        put(small, make_source(verification="reported", via="third"))


def test_a_new_topic_comes_with_the_perspectives_it_needs(small: Flask) -> None:
    put(small, make_topic("tunnel"), make_perspective("tunnel"))
    assert len(everything(small)["topic"]) == 2


def test_it_tells_what_it_did(small: Flask) -> None:
    with small.app_context():
        renamed = make_party(name="Old Alba")
        done = publish(db.session, [make_source("memoir"), renamed, make_source()], WHY)
    assert done.added == [("source", "memoir")]
    assert done.changed == [("party", "alba")]
    assert done.unchanged == [("source", "treaty")]


def test_nothing_is_published_before_the_caller_commits(small: Flask) -> None:
    before = everything(small)
    with small.app_context():
        publish(db.session, [make_source("memoir")], WHY)
        db.session.rollback()
    assert everything(small) == before


def test_each_revision_is_a_link_that_anyone_can_compute_again(small: Flask) -> None:
    put(small, make_party(name="Old Alba"))
    previous = GENESIS
    with small.app_context():
        for revision in db.session.scalars(select(RevisionRow).order_by(RevisionRow.sequence)):
            assert revision.previous_digest == previous
            assert revision.body_digest == digest(revision.body)
            assert revision.digest == link(revision)
            previous = revision.digest


def test_a_revision_holds_the_canonical_document_and_who_answers_for_it(small: Flask) -> None:
    party, moment = make_party(name="Old Alba"), dt.datetime(2030, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    put(small, party, at=moment)
    with small.app_context():
        revision = db.session.get_one(RevisionRow, 8)
        assert (revision.noun, revision.key, revision.number) == ("party", "alba", 2)
        assert revision.body == canonical(exchange(party))
        assert (revision.authors, revision.reviewer) == (["ada"], "bea")
        assert revision.published_at == moment
