"""After publication: restored, retracted and merged by submissions that a second person reviews."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.actions import after, submissions
from app.actions.actor import Actor
from app.actions.drafting import Taken
from app.actions.refused import Refused
from app.documents import Perspective, Source, Topic
from app.extensions import db
from app.models import RevisionRow, SubmissionRow
from tests.support.commands import run
from tests.support.desk import KEY, approve, change, digest, person, restated, start
from tests.support.editing import edit, held, put
from tests.support.make import make_citation, make_perspective, make_position, make_source

WHY = "The statement was forged."
Act = Callable[[Session], int]


def propose(app: Flask, act: Act) -> int:
    """The submission that an action makes."""
    with app.app_context():
        return act(db.session)


def publish(app: Flask, author: Actor, reviewer: Actor, submission: int) -> None:
    """Hand in with the summary that is there, and approve."""
    with app.app_context():
        row = db.session.get_one(SubmissionRow, submission)
        told = row.summary or "A test wanted it.", row.correction
        db.session.rollback()
        submissions.submit(db.session, author, submission, *told)
    approve(app, reviewer, submission, digest(app, submission))


def do(app: Flask, author: Actor, reviewer: Actor, act: Act) -> None:
    """Propose and publish."""
    publish(app, author, reviewer, propose(app, act))


@pytest.fixture
def people(small: Flask) -> tuple[Actor, Actor]:
    """An administrator who proposes and a reviewer."""
    return person(small, "admin"), person(small, "reviewer", "Bea")


def test_a_perspective_is_retracted_and_restored(small: Flask, people: tuple[Actor, Actor]) -> None:
    ada, _bea = people
    do(small, *people, lambda s: after.retract(s, ada, "perspective", KEY, f" {WHY}\n"))
    assert held(small, Perspective, KEY).retracted == WHY
    with small.app_context():
        newest = db.session.scalars(
            select(RevisionRow).order_by(RevisionRow.sequence.desc()).limit(1)
        ).one()
        assert (newest.origin, newest.summary) == ("retraction", f"Retracts: {WHY}")
    do(small, *people, lambda s: after.restore(s, ada, "perspective", KEY, 1))
    assert held(small, Perspective, KEY).retracted is None
    assert run(small, "history", "verify", "--index").exit_code == 0


def test_a_long_reason_has_a_summary_that_ends(small: Flask, people: tuple[Actor, Actor]) -> None:
    ada, _bea = people
    reason = "It was forged, as we learned. " * 15
    do(small, *people, lambda s: after.retract(s, ada, "topic", "bridge", reason))
    assert held(small, Topic, "bridge").retracted == reason.strip()


@pytest.mark.parametrize(
    ("noun", "key", "reason", "sentence"),
    [
        ("party", "alba", WHY, "cannot be retracted"),
        ("topic", "bridge", " ", "Say why"),
        ("topic", "bridge", "x" * 601, "600 characters"),
        ("topic", "tunnel", WHY, "no topic"),
        ("perspective", "bridge/boria", WHY, "retracted before"),
        ("source", "copy", WHY, "was merged into"),
    ],
)
def test_a_retraction_is_refused_with_a_sentence(
    small: Flask, noun: str, key: str, reason: str, sentence: str
) -> None:
    ada = person(small, "reviewer")
    edit(small, Perspective, "bridge/boria", retracted=WHY)
    put(small, make_source("copy", merged_into="treaty"))
    with pytest.raises(Refused, match=sentence):
        propose(small, lambda s: after.retract(s, ada, noun, key, reason))


def test_an_editor_retracts_and_merges_nothing(small: Flask) -> None:
    ada = person(small)
    with pytest.raises(Refused, match="role"):
        propose(small, lambda s: after.retract(s, ada, "perspective", KEY, WHY))
    with pytest.raises(Refused, match="role"):
        propose(small, lambda s: after.merge_sources(s, ada, "report", "treaty"))


def test_a_source_that_is_cited_cannot_be_handed_in_for_retraction(
    small: Flask, people: tuple[Actor, Actor]
) -> None:
    ada, _bea = people
    submission = propose(small, lambda s: after.retract(s, ada, "source", "report", WHY))
    with pytest.raises(submissions.Incomplete) as refused:
        publish(small, *people, submission)
    assert [problem.sentence for problem in refused.value.problems] == [
        "still cited by perspective bridge/boria, position p1-1995; cite something else first"
    ]


def test_once_nothing_cites_it_a_source_is_retracted_and_can_no_longer_be_cited(
    small: Flask, people: tuple[Actor, Actor]
) -> None:
    ada, _bea = people
    put(small, make_perspective(party="boria"))
    do(small, *people, lambda s: after.retract(s, ada, "source", "report", WHY))
    submission, draft = start(small, ada)
    change(small, ada, draft, citations=[make_citation("report")])
    with pytest.raises(submissions.Incomplete, match="was retracted; cite another"):
        publish(small, *people, submission)


def test_the_database_refuses_a_citation_of_a_retracted_source(small: Flask) -> None:
    put(small, make_perspective(party="boria"))
    edit(small, Source, "report", retracted=WHY)
    with pytest.raises((DBAPIError, Refused)):
        put(small, make_perspective(citations=[make_citation("report")]))


def test_a_restored_revision_cannot_cite_what_was_retracted_since(
    small: Flask, people: tuple[Actor, Actor]
) -> None:
    ada, _bea = people
    put(small, make_perspective(party="boria"))
    do(small, *people, lambda s: after.retract(s, ada, "source", "report", WHY))
    submission = propose(small, lambda s: after.restore(s, ada, "perspective", "bridge/boria", 1))
    with pytest.raises(submissions.Incomplete, match="was retracted; cite another"):
        publish(small, *people, submission)


@pytest.mark.parametrize(("number", "sentence"), [(9, "no revision 9"), (1, "published now")])
def test_what_cannot_be_restored_is_refused(small: Flask, number: int, sentence: str) -> None:
    ada = person(small)
    with pytest.raises(Refused, match=sentence):
        propose(small, lambda s: after.restore(s, ada, "perspective", KEY, number))


def test_what_somebody_works_on_is_left_to_them(small: Flask, people: tuple[Actor, Actor]) -> None:
    ada, _bea = people
    submission, draft = start(small, person(small, name="Dan"))
    with pytest.raises(Taken) as taken:
        propose(small, lambda s: after.retract(s, ada, "perspective", KEY, WHY))
    assert taken.value.submission_id == submission
    assert draft


def test_sources_are_merged_and_everything_cites_the_one_that_stays(
    small: Flask, people: tuple[Actor, Actor]
) -> None:
    ada, _bea = people
    quoted = {"text": "to neither bank", "language": "en"}
    put(
        small,
        make_source("copy"),
        make_source("older", merged_into="copy"),
        make_source("memoir", verification="reported", via="copy"),
        make_perspective(
            party="boria",
            citations=[make_citation("copy")],
            positions=[
                make_position(citations=[make_citation(), make_citation("copy", quotation=quoted)])
            ],
        ),
    )
    do(small, *people, lambda s: after.merge_sources(s, ada, "copy", "treaty"))
    boria = held(small, Perspective, "bridge/boria")
    assert boria.cited() == {"treaty"}
    assert [each.quotation is not None for each in boria.positions[0].citations] == [True]
    assert held(small, Source, "memoir").via == "treaty"
    assert held(small, Source, "copy").merged_into == "treaty"
    assert held(small, Source, "older").merged_into == "treaty"
    reader = small.test_client()
    for merged in ("copy", "older"):
        answer = reader.get(f"/sources/{merged}")
        assert (answer.status_code, answer.headers["Location"]) == (308, "/sources/treaty")
    assert reader.get("/sources/copy/history").status_code == 200
    assert run(small, "history", "verify", "--index").exit_code == 0


def test_a_merge_can_be_undone(small: Flask, people: tuple[Actor, Actor]) -> None:
    ada, _bea = people
    put(small, make_source("copy"))
    do(small, *people, lambda s: after.merge_sources(s, ada, "copy", "treaty"))
    do(small, *people, lambda s: after.restore(s, ada, "source", "copy", 1))
    assert small.test_client().get("/sources/copy").status_code == 200


@pytest.mark.parametrize(
    ("source", "into", "sentence"),
    [
        ("copy", "copy", "into itself"),
        ("copy", "nothing", "no source"),
        ("nothing", "copy", "no source"),
        ("copy", "older", "itself merged into “treaty”"),
        ("older", "copy", "itself merged into “treaty”"),
        ("copy", "forged", "was retracted"),
        ("forged", "copy", "was retracted"),
        ("treaty", "report", "known through"),
    ],
)
def test_a_merge_is_refused_with_a_sentence(
    small: Flask, source: str, into: str, sentence: str
) -> None:
    ada = person(small, "admin")
    put(
        small,
        make_source("copy"),
        make_source("older", merged_into="treaty"),
        make_source("forged", retracted=WHY),
    )
    with pytest.raises(Refused, match=sentence):
        propose(small, lambda s: after.merge_sources(s, ada, source, into))


def test_a_draft_that_still_cites_a_merged_source_is_told_what_to_cite(
    small: Flask, people: tuple[Actor, Actor]
) -> None:
    ada, _bea = people
    put(small, make_source("copy"))
    submission, draft = start(small, ada)
    change(small, ada, draft, positions=restated(small, "Says so."),
           citations=[make_citation("copy")])  # fmt: skip
    do(small, *people, lambda s: after.merge_sources(s, ada, "copy", "treaty"))
    with pytest.raises(submissions.Incomplete, match="merged into 'treaty'; cite that"):
        publish(small, *people, submission)


def test_an_editor_undoes_no_retraction_by_restoring(
    small: Flask, people: tuple[Actor, Actor]
) -> None:
    ada, _bea = people
    do(small, *people, lambda s: after.retract(s, ada, "perspective", KEY, WHY))
    eve = person(small, "editor", "Eve")
    with pytest.raises(Refused, match="ask one who may"):
        propose(small, lambda s: after.restore(s, eve, "perspective", KEY, 1))
    propose(small, lambda s: after.restore(s, ada, "perspective", KEY, 1))
