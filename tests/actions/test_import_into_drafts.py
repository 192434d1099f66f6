"""Imports meet drafts: nothing that was written there is replaced unseen."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.actions import drafting, drafts, imports, reviews, submissions
from app.actions.actor import Actor
from app.actions.refused import Refused
from app.documents import Perspective, exchange
from app.extensions import db
from app.models import AuditRow, SubmissionRow
from tests.support.desk import KEY, approve, change, draft_data, hand_in, person, start, state
from tests.support.editing import held

NAME = ("perspective", KEY)


def land(app: Flask, actor: Actor, **fields: Any) -> int:
    """Import the perspective as it is published with some fields changed."""
    wanted = {NAME: exchange(held(app, Perspective, KEY)) | fields}
    with app.app_context():
        return imports.land(db.session, actor, wanted, "From a file.")


def test_an_import_is_put_together_with_what_a_coauthor_wrote(small: Flask) -> None:
    ada, ben = person(small), person(small, name="Ben")
    submission, draft = start(small, ada)
    with small.app_context():
        drafts.join(db.session, ben, submission)
    change(small, ben, draft, headline="As Ben has it")
    summary = draft_data(small, draft)["summary"] + " It was imported."
    assert land(small, ada, summary=summary) == submission
    found = draft_data(small, draft)
    assert (found["headline"], found["summary"]) == ("As Ben has it", summary)


def test_where_both_changed_one_place_the_import_is_refused(small: Flask) -> None:
    ada = person(small)
    _submission, draft = start(small, ada)
    change(small, ada, draft, headline="As typed")
    with pytest.raises(Refused, match="says something else in headline"):
        land(small, ada, headline="As imported")
    assert draft_data(small, draft)["headline"] == "As typed"


def test_what_a_draft_says_already_can_be_imported_again(small: Flask) -> None:
    ada = person(small)
    submission = land(small, ada, headline="As imported")
    assert land(small, ada, headline="As imported") == submission


def test_an_approval_that_led_to_nothing_leaves_no_date(small: Flask) -> None:
    ada, bea = person(small), person(small, "reviewer", "Bea")
    submission, draft = start(small, ada)
    change(small, ada, draft, headline="Another headline")
    shown = hand_in(small, ada, submission)
    later = drafting.now().replace(year=drafting.now().year + 1, day=1)
    approve(small, bea, submission, shown, publish_at=later)
    with small.app_context():
        reviews.send_back(db.session, bea, submission, shown, "On second thoughts.")
    with small.app_context():
        row = db.session.get_one(SubmissionRow, submission)
        assert (row.state, row.approved_by, row.publish_at) == ("sent-back", None, None)


def test_what_is_withdrawn_after_approval_is_approved_by_nobody(small: Flask) -> None:
    ada, bea = person(small), person(small, "reviewer", "Bea")
    submission, draft = start(small, ada)
    change(small, ada, draft, headline="Another headline")
    later = drafting.now().replace(year=drafting.now().year + 1, day=1)
    approve(small, bea, submission, hand_in(small, ada, submission), publish_at=later)
    with small.app_context():
        submissions.withdraw(db.session, ada, submission)
    assert state(small, submission) == "withdrawn"
    with small.app_context():
        row = db.session.get_one(SubmissionRow, submission)
        assert (row.approved_by, row.publish_at) == (None, None)


def test_the_log_keeps_a_description_that_another_took_the_place_of(small: Flask) -> None:
    ada, ben = person(small), person(small, name="Ben")
    submission, _draft = start(small, ada)
    with small.app_context():
        drafts.join(db.session, ben, submission)
        submissions.describe(db.session, ada, submission, "As Ada says it.", None)
        submissions.describe(db.session, ben, submission, "As Ben says it.", None)
        query = select(AuditRow.detail).where(AuditRow.action == "submission.describe")
        last = db.session.scalars(query.order_by(AuditRow.sequence.desc())).first()
    assert last == {"before": "As Ada says it.", "after": "As Ben says it."}
