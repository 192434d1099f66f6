"""What every action on drafts is made of: found, locked, opened again, written."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions import audit, names
from app.actions.actor import Actor
from app.actions.neighbours import as_it_stands
from app.actions.refused import Refused
from app.documents import exchange
from app.documents.corpus import Name
from app.models import AuthorRow, DraftRow, DraftVersionRow, SubmissionRow
from app.models.desk import HANDED_IN, OPEN_STATES

Data = dict[str, Any]

#: What ends a document is proposed by who may, and given up by nobody else.
_PERMITTED = {"retraction": "publish", "merge": "merge"}
ENDED_ELSEWHERE = (
    "A document is retracted, merged or restored on a page of its own, to which “Change something "
    "published” leads, and not by changing what it says."
)


class Taken(Refused):
    """There is an open draft of the document: somebody's, or one's *own* elsewhere."""

    def __init__(self, session: Session, actor: Actor, draft: DraftRow) -> None:
        self.own = works_on(session, actor, draft.submission_id)
        theirs = "Somebody has an open draft of this document; work on it together."
        super().__init__("You have an open draft of this document." if self.own else theirs)
        self.submission_id, self.draft_id = draft.submission_id, draft.id


def works_on(session: Session, actor: Actor, submission_id: int) -> bool:
    """Whether an actor works on a submission: began or joined it."""
    return session.get(AuthorRow, (submission_id, actor.id)) is not None


def now() -> dt.datetime:
    """This moment, in UTC, to the second."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def open_draft(session: Session, noun: str, key: str) -> DraftRow | None:
    """The open draft of a document, whoever writes it."""
    query = select(DraftRow).where(DraftRow.noun == noun, DraftRow.key == key, DraftRow.is_open)
    return session.scalars(query).first()


def opened(session: Session, submission_id: int) -> SubmissionRow:
    """A submission that has not ended, locked until this transaction is over."""
    query = select(SubmissionRow).where(SubmissionRow.id == submission_id).with_for_update()
    submission = session.scalars(query.execution_options(populate_existing=True)).first()
    if submission is None:
        raise Refused("There is no such submission.")
    if submission.state not in OPEN_STATES:
        raise Refused(f"This submission was {submission.state}; it can no longer be changed.")
    return submission


def own(session: Session, actor: Actor, submission_id: int) -> SubmissionRow:
    """A submission that an actor works on."""
    actor.must("draft")
    submission = opened(session, submission_id)
    if not works_on(session, actor, submission_id):
        raise Refused("This is somebody else's draft; join it first, and you are its author too.")
    return submission


def owned(session: Session, actor: Actor, submission_id: int) -> SubmissionRow:
    """A submission that an actor works on and may take back or give up."""
    submission = own(session, actor, submission_id)
    if not may_end(session, actor, submission):
        raise Refused(
            "Who began it, or wrote a part of it and may propose such a change, may take it back or "
            "give it up; you only joined."
        )
    return submission


def may_end(session: Session, actor: Actor, submission: SubmissionRow) -> bool:
    """Whether an actor may take a submission back or give it up: began it, or wrote a part.

    Joining takes one press and must not be enough to end what others wrote.
    """
    if actor.id == submission.owner_id:
        return True
    author = session.get(AuthorRow, (submission.id, actor.id))
    needed = _PERMITTED.get(submission.origin, "draft")
    return author is not None and author.wrote_at is not None and actor.may(needed)


def locked(session: Session, draft_id: int) -> DraftRow:
    """A draft as it is now, locked until this transaction is over."""
    query = select(DraftRow).where(DraftRow.id == draft_id).with_for_update()
    draft = session.scalars(query.execution_options(populate_existing=True)).first()
    if draft is None:
        raise Refused("There is no such draft.")
    return draft


def reopen(session: Session, actor: Actor, submission: SubmissionRow) -> None:
    """Bring a submission back to its authors, since it is about to be changed."""
    if submission.state in HANDED_IN:
        action = "approval.void" if submission.state == "approved" else "submission.reopen"
        audit.record(session, actor, action, f"submission {submission.id}")
        submission.state = "draft"
        submission.approved_by = submission.publish_at = None
    submission.digest = None
    submission.changed_at = now()


def new_submission(session: Session, actor: Actor, origin: str, summary: str = "") -> SubmissionRow:
    """An empty submission of an actor."""
    moment = now()
    submission = SubmissionRow(
        state="draft", origin=origin, owner_id=actor.id, summary=summary,
        opened_at=moment, changed_at=moment,
    )  # fmt: skip
    session.add(submission)
    session.flush()
    session.add(AuthorRow(submission_id=submission.id, user_id=actor.id, joined_at=moment))
    return submission


def add(
    session: Session,
    actor: Actor,
    submission: SubmissionRow,
    noun: str,
    key: str,
    data: Data | None = None,
    ends: bool = False,
) -> DraftRow:
    """A draft in a submission: of *data*, else of the document as it stands.

    A document that is not there yet needs a name that one may have. Only with *ends* may *data*
    retract or merge the document, or undo that.
    """
    current = as_it_stands(session, noun, key)
    if current is None:
        names.check(session, noun, key, _names_in(session, submission))
    start = names.fixed(noun, key, exchange(current.document) if current else {})
    if data is not None and not ends:
        must_end_alike(start, data)
    draft = DraftRow(
        submission_id=submission.id, noun=noun, key=key, version=0,
        base=current.number if current else None,
        body=json.dumps(start, ensure_ascii=False), confirmed="{}", is_open=True,
        saved_at=now(), saved_by=actor.id,
    )  # fmt: skip
    wrote = data is not None and names.fixed(noun, key, data) != start
    write(session, actor, draft, names.fixed(noun, key, data) if data is not None else start, wrote)
    audit.record(session, actor, "draft.begin", f"{noun} {key}", submission=submission.id)
    return draft


def must_end_alike(before: Data, after: Data) -> None:
    """Refuse data that retract or merge a document, or undo that, on the way of a change.

    Retracting, merging and restoring ask for permissions of their own (app/actions/after.py).
    """
    if any(before.get(name) != after.get(name) for name in ("retracted", "merged_into")):
        raise Refused(ENDED_ELSEWHERE)


def write(
    session: Session,
    actor: Actor,
    draft: DraftRow,
    data: Data,
    authored: bool = True,
    window: str = "",
) -> None:
    """Make data the next version of a draft, and the actor an author of it.

    What is written can neither retract or merge the document nor undo that.
    """
    if draft.version:
        must_end_alike(json.loads(draft.body), data)
    draft.version += 1
    draft.body = json.dumps(data, ensure_ascii=False)
    draft.saved_at = now()
    draft.saved_by = actor.id
    session.add(draft)
    session.flush()
    session.add(
        DraftVersionRow(
            draft_id=draft.id,
            version=draft.version,
            body=draft.body,
            window=window[:40],
            saved_at=draft.saved_at,
            saved_by=actor.id,
        )
    )
    author = session.get(AuthorRow, (draft.submission_id, actor.id))
    if authored and author and author.wrote_at is None:
        author.wrote_at = draft.saved_at
        audit.record(session, actor, "submission.write", f"submission {draft.submission_id}")


def _names_in(session: Session, submission: SubmissionRow) -> set[Name]:
    query = select(DraftRow.noun, DraftRow.key).where(DraftRow.submission_id == submission.id)
    return {(noun, key) for noun, key in session.execute(query)}
