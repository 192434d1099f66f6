"""Four eyes: a second person approves exactly what they were shown."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from app.actions import after, drafting, drafts, publication, reviews, submissions
from app.actions.refused import Refused
from app.documents import Perspective, exchange
from app.extensions import db
from app.models import AuthorRow, DraftRow, ReviewRow, RevisionRow, SubmissionRow
from tests.support.commands import run
from tests.support.desk import (
    KEY,
    approve,
    change,
    digest,
    hand_in,
    person,
    restated,
    start,
    state,
)
from tests.support.editing import held, put
from tests.support.make import make_source

NEW = "Another headline"


def test_what_a_second_person_approves_is_published_with_both_names(small: Flask) -> None:
    ada, bea = person(small), person(small, "reviewer", "Bea")
    submission, draft = start(small, ada)
    change(small, ada, draft, headline=NEW)
    assert approve(small, bea, submission, hand_in(small, ada, submission))
    assert held(small, Perspective, KEY).headline == NEW
    with small.app_context():
        newest = db.session.scalars(
            select(RevisionRow).order_by(RevisionRow.sequence.desc()).limit(1)
        ).one()
        assert (newest.authors, newest.reviewer) == (["Ada"], "Bea")
    assert state(small, submission) == "published"
    assert run(small, "history", "verify").exit_code == 0


def test_who_wrote_what_was_given_up_cannot_approve_it_when_it_is_begun_again(small: Flask) -> None:
    ada, bea = person(small), person(small, "reviewer", "Bea")
    submission, draft = start(small, ada)
    with small.app_context():
        drafts.join(db.session, bea, submission)
    change(small, bea, draft, headline=NEW)
    with small.app_context():
        submissions.withdraw(db.session, ada, submission)
        again = drafts.begin_again(db.session, ada, draft)
        other = db.session.get_one(DraftRow, again).submission_id
    assert other != submission
    shown = hand_in(small, ada, other)
    with pytest.raises(Refused, match="someone else"):
        approve(small, bea, other, shown)
    assert approve(small, person(small, "reviewer", "Cleo"), other, shown)
    with small.app_context():
        newest = db.session.scalars(
            select(RevisionRow).order_by(RevisionRow.sequence.desc()).limit(1)
        ).one()
        assert sorted(newest.authors) == ["Ada", "Bea"]


def test_only_its_authors_begin_again_what_was_given_up(small: Flask) -> None:
    ada, ben = person(small), person(small, name="Ben")
    submission, draft = start(small, ada)
    with small.app_context():
        with pytest.raises(Refused, match="withdrawn or rejected"):
            drafts.begin_again(db.session, ada, draft)
        submissions.withdraw(db.session, ada, submission)
        with pytest.raises(Refused, match="by its authors"):
            drafts.begin_again(db.session, ben, draft)


def test_who_only_joined_cannot_end_what_others_wrote(small: Flask) -> None:
    ada, ben = person(small), person(small, name="Ben")
    submission, draft = start(small, ada)
    change(small, ada, draft, headline=NEW)
    hand_in(small, ada, submission)
    with small.app_context():
        drafts.join(db.session, ben, submission)
        for act in (submissions.withdraw, submissions.take_back):
            with pytest.raises(Refused, match="you only joined"):
                act(db.session, ben, submission)
    assert state(small, submission) == "submitted"
    change(small, ben, draft, headline="Ben's headline")
    with small.app_context():
        submissions.withdraw(db.session, ben, submission)
    assert state(small, submission) == "withdrawn"


@pytest.mark.parametrize("what", ["retraction", "merge"])
def test_what_ends_a_document_is_given_up_by_who_may_propose_it_alone(
    small: Flask, what: str
) -> None:
    put(small, make_source("copy"))
    admin, ben = person(small, "admin", "Eve"), person(small, name="Ben")
    with small.app_context():
        if what == "merge":
            submission = after.merge_sources(db.session, admin, "copy", "treaty")
        else:
            submission = after.retract(db.session, admin, "perspective", KEY, "It is another's.")
        drafts.join(db.session, ben, submission)
        with pytest.raises(Refused, match="you only joined"):
            submissions.withdraw(db.session, ben, submission)
        submissions.withdraw(db.session, admin, submission)
    assert state(small, submission) == "withdrawn"


@pytest.mark.parametrize("role", ["reviewer", "admin"])
def test_an_author_cannot_approve_whatever_their_role(small: Flask, role: str) -> None:
    ada = person(small, role)
    submission, draft = start(small, ada)
    change(small, ada, draft, headline=NEW)
    shown = hand_in(small, ada, submission)
    with pytest.raises(Refused, match="someone else"):
        approve(small, ada, submission, shown)


def test_a_coauthor_of_one_word_cannot_approve(small: Flask) -> None:
    ada, cleo = person(small), person(small, "admin", "Cleo")
    submission, draft = start(small, ada)
    change(small, ada, draft, headline=NEW)
    with small.app_context():
        drafts.join(db.session, cleo, submission)
    change(small, cleo, draft, headline=NEW + "!")
    shown = hand_in(small, ada, submission)
    with pytest.raises(Refused, match="administrators too"):
        approve(small, cleo, submission, shown)


def test_one_who_joined_and_wrote_nothing_may_approve(small: Flask) -> None:
    ada, bea = person(small), person(small, "reviewer", "Bea")
    submission, draft = start(small, ada)
    change(small, ada, draft, headline=NEW)
    with small.app_context():
        drafts.join(db.session, bea, submission)
    assert approve(small, bea, submission, hand_in(small, ada, submission))


def test_an_editor_cannot_approve_anything(small: Flask) -> None:
    ada, dan = person(small), person(small, "editor", "Dan")
    submission, draft = start(small, ada)
    change(small, ada, draft, headline=NEW)
    shown = hand_in(small, ada, submission)
    with pytest.raises(Refused):
        approve(small, dan, submission, shown)


def test_approval_binds_to_what_was_shown(small: Flask) -> None:
    ada, bea = person(small), person(small, "reviewer", "Bea")
    submission, draft = start(small, ada)
    change(small, ada, draft, headline=NEW)
    shown = hand_in(small, ada, submission)
    change(small, ada, draft, headline=NEW + "!")
    hand_in(small, ada, submission)
    with pytest.raises(Refused, match="changed after you opened it"):
        approve(small, bea, submission, shown)
    assert held(small, Perspective, KEY).headline != NEW + "!"


def test_an_edit_after_approval_voids_it(small: Flask) -> None:
    ada, bea = person(small), person(small, "reviewer", "Bea")
    submission, draft = start(small, ada)
    change(small, ada, draft, headline=NEW)
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    assert not approve(small, bea, submission, hand_in(small, ada, submission), publish_at=later)
    assert state(small, submission) == "approved"
    change(small, ada, draft, headline=NEW + "!")
    assert state(small, submission) == "draft"
    with time_machine.travel(later + dt.timedelta(hours=1)), small.app_context():
        assert publication.due(db.session) == []


def test_what_is_approved_for_later_is_published_when_its_time_comes(small: Flask) -> None:
    ada, bea = person(small), person(small, "reviewer", "Bea")
    submission, draft = start(small, ada)
    change(small, ada, draft, headline=NEW)
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    approve(small, bea, submission, hand_in(small, ada, submission), publish_at=later)
    assert held(small, Perspective, KEY).headline != NEW
    with time_machine.travel(later + dt.timedelta(minutes=1)), small.app_context():
        assert publication.due(db.session) == [submission]
        assert publication.publish_due(db.session, submission)
        assert not publication.publish_due(db.session, submission)
    assert held(small, Perspective, KEY).headline == NEW


def test_approving_needs_the_whole_checklist(small: Flask) -> None:
    ada, bea = person(small), person(small, "reviewer", "Bea")
    submission, draft = start(small, ada)
    change(small, ada, draft, headline=NEW)
    shown = hand_in(small, ada, submission)
    with small.app_context(), pytest.raises(Refused, match="checklist"):
        reviews.approve(db.session, bea, submission, shown, reviews.CHECKLIST[:2])


def test_sent_back_work_returns_with_reason_and_comments_in_place(small: Flask) -> None:
    ada, bea = person(small), person(small, "reviewer", "Bea")
    submission, draft = start(small, ada)
    change(small, ada, draft, headline=NEW)
    shown = hand_in(small, ada, submission)
    with small.app_context():
        reviews.comment(db.session, bea, draft, "headline", "Too loud.")
        with pytest.raises(Refused, match="sentence"):
            reviews.send_back(db.session, bea, submission, shown, " ")
        reviews.send_back(db.session, bea, submission, shown, "Please be calmer.")
    assert state(small, submission) == "sent-back"
    change(small, ada, draft, headline="A calm headline")
    assert approve(small, bea, submission, hand_in(small, ada, submission))
    assert held(small, Perspective, KEY).headline == "A calm headline"


def test_rejected_work_frees_the_document(small: Flask) -> None:
    ada, bea = person(small), person(small, "reviewer", "Bea")
    submission, draft = start(small, ada)
    change(small, ada, draft, headline=NEW)
    shown = hand_in(small, ada, submission)
    with small.app_context():
        reviews.reject(db.session, bea, submission, shown, "Not our matter.")
        with pytest.raises(Refused, match="rejected"):
            drafts.save(db.session, ada, draft, 2, {"headline": "x"})
    assert start(small, person(small, name="Dan"))[0] != submission


def test_the_database_refuses_an_approval_by_an_author(small: Flask) -> None:
    ada = person(small, "reviewer")
    submission, draft = start(small, ada)
    change(small, ada, draft, headline=NEW)
    shown = hand_in(small, ada, submission)
    with small.app_context():
        db.session.add(
            ReviewRow(
                submission_id=submission,
                reviewer_id=ada.id,
                verdict="approve",
                digest=shown,
                reason="",
                checklist=[],
                at=drafting.now(),
            )
        )
        with pytest.raises(DBAPIError, match="author"):
            db.session.flush()


def test_the_database_refuses_a_revision_reviewed_by_its_author(small: Flask) -> None:
    with small.app_context():
        first = db.session.scalars(select(RevisionRow).limit(1)).one()
        columns = {c.key: getattr(first, c.key) for c in RevisionRow.__table__.columns}
        changed = {"sequence": 999, "number": 999, "digest": "1" * 64, "previous_digest": "2" * 64}
        told = {"origin": "edit", "authors": ["Ada", "Bea"], "reviewer": "Bea"}
        db.session.add(RevisionRow(**columns | changed | told))
        with pytest.raises(DBAPIError, match="author"):
            db.session.flush()


def test_reviews_cannot_be_rewritten(small: Flask) -> None:
    ada, bea = person(small), person(small, "reviewer", "Bea")
    submission, draft = start(small, ada)
    change(small, ada, draft, headline=NEW)
    approve(small, bea, submission, hand_in(small, ada, submission))
    with small.app_context(), pytest.raises(DBAPIError, match="append-only"):
        db.session.execute(update(ReviewRow).values(reviewer_id=ada.id))


def test_reworded_statements_need_their_citations_confirmed(small: Flask) -> None:
    ada = person(small)
    submission, draft = start(small, ada)
    positions = restated(small, "It says something else.")
    change(small, ada, draft, confirm=False, positions=positions)
    with pytest.raises(submissions.Incomplete, match="confirm"):
        hand_in(small, ada, submission)
    change(small, ada, draft, positions=positions)
    hand_in(small, ada, submission)
    assert state(small, submission) == "submitted"


def test_nothing_changed_is_nothing_to_review(small: Flask) -> None:
    ada = person(small)
    submission, _draft = start(small, ada)
    with pytest.raises(Refused, match="Nothing here differs"):
        hand_in(small, ada, submission)


def test_a_position_without_a_citation_is_refused_and_stays_typed(small: Flask) -> None:
    ada = person(small)
    submission, draft = start(small, ada)
    positions = restated(small, "It says something else.")
    positions[0]["citations"] = []
    change(small, ada, draft, confirm=False, positions=positions)
    with pytest.raises(submissions.Incomplete, match="needs a citation"):
        hand_in(small, ada, submission)
    with small.app_context():
        assert db.session.get_one(SubmissionRow, submission).state == "draft"
        assert db.session.get(AuthorRow, (submission, ada.id)) is not None
    assert digest(small, submission)


def test_what_was_never_published_is_no_correction(small: Flask) -> None:
    """A correction is of what readers could read: a new source beside it is none."""
    ada, bea = person(small), person(small, "reviewer", "Bea")
    with small.app_context():
        data = exchange(make_source("memoir"))
        submission, draft = drafts.begin(db.session, ada, "source", "memoir", data)
    with small.app_context(), pytest.raises(Refused, match="mends what was published"):
        submissions.submit(db.session, ada, submission, "It was wrong.", "factual")
    with small.app_context():
        beside = drafts.begin_beside(db.session, ada, submission, "perspective", KEY)
    change(small, ada, beside, headline="Another headline")
    with small.app_context():
        submissions.submit(db.session, ada, submission, "It was wrong.", "factual")
    assert draft
    assert approve(small, bea, submission, digest(small, submission))
    with small.app_context():
        told = select(RevisionRow.key, RevisionRow.correction).where(RevisionRow.reviewer == "Bea")
        assert {row.key: row.correction for row in db.session.execute(told)} == {
            KEY: "factual",
            "memoir": None,
        }


def test_a_summary_that_readers_could_not_see_as_it_is_is_refused(small: Flask) -> None:
    ada = person(small)
    submission, draft = start(small, ada)
    change(small, ada, draft, headline=NEW)
    for summary in ("It was \u202egnorw.", "It was\u200b wrong."):
        with small.app_context(), pytest.raises(Refused):
            submissions.submit(db.session, ada, submission, summary)
    with small.app_context():
        submissions.submit(db.session, ada, submission, "It was wrong.")
