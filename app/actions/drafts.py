"""Drafts: begun, saved, joined by a second author, and left again.

Every draft lies in a submission, which is reviewed and published as one. One document has
at most one open draft, so that two editors of it meet while they write and not when they
have finished (docs/decisions/0011).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.actions import audit, names
from app.actions.actor import Actor
from app.actions.bundle import data_of
from app.actions.neighbours import as_it_stands
from app.actions.refused import Refused
from app.actions.writing import whole
from app.documents import exchange
from app.documents.corpus import Name
from app.models import (
    AuthorRow,
    CommentRow,
    DraftRow,
    DraftVersionRow,
    PresenceRow,
    SubmissionRow,
)
from app.models.desk import OPEN_STATES

Data = dict[str, Any]


class Stale(Refused):
    """The draft was saved by someone else, or in another window, since it was opened."""

    def __init__(self, draft: DraftRow, base: Data, theirs: Data, mine: Data) -> None:
        super().__init__("This draft was saved elsewhere since you opened it.")
        self.draft_id = draft.id
        self.version = draft.version
        self.saved_by = draft.saved_by
        self.base = base
        self.theirs = theirs
        self.mine = mine


class Taken(Refused):
    """Somebody else has an open draft of the document."""

    def __init__(self, draft: DraftRow) -> None:
        super().__init__("Somebody has an open draft of this document; work on it together.")
        self.submission_id = draft.submission_id


def now() -> dt.datetime:
    """This moment, in UTC, to the second."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


@whole
def begin(
    session: Session, actor: Actor, noun: str, key: str, data: Data | None = None
) -> tuple[int, int]:
    """Open a draft of a document, new or published; returns (submission, draft).

    An own open draft is found again. Raises Taken where somebody else has one, and
    Refused for a key that no document may have.
    """
    actor.must("draft")
    held = open_draft(session, noun, key)
    if held:
        if session.get(AuthorRow, (held.submission_id, actor.id)):
            return held.submission_id, held.id
        raise Taken(held)
    submission = new_submission(session, actor, "edit")
    return submission.id, add(session, actor, submission, noun, key, data).id


@whole
def begin_beside(
    session: Session,
    actor: Actor,
    submission_id: int,
    noun: str,
    key: str,
    data: Data | None = None,
) -> int:
    """Put a draft of a further document into a submission: a source that it needs."""
    submission = own(session, actor, submission_id)
    held = open_draft(session, noun, key)
    if held and held.submission_id != submission_id:
        raise Taken(held)
    if held:
        return held.id
    reopen(session, actor, submission)
    return add(session, actor, submission, noun, key, data).id


@whole
def save(
    session: Session,
    actor: Actor,
    draft_id: int,
    version: int,
    data: Data,
    confirmed: Mapping[str, str] | None = None,
) -> int:
    """Keep what was typed, complete or not; returns the new version.

    What is the same already makes no version. Saving over another version than the one
    that was opened raises Stale, which carries all three forms; nothing is lost. A change
    takes a submitted or approved submission back: what was approved is no longer there.
    """
    draft = locked(session, draft_id)
    submission = own(session, actor, draft.submission_id)
    data = names.fixed(draft.noun, draft.key, data)
    marks = json.dumps(dict(confirmed or {}), sort_keys=True)
    if data == data_of(draft) and marks == draft.confirmed:
        return draft.version
    if version != draft.version:
        raise Stale(draft, _as_of_version(session, draft, version), data_of(draft), data)
    reopen(session, actor, submission)
    draft.confirmed = marks
    write(session, actor, draft, data)
    return draft.version


@whole
def join(session: Session, actor: Actor, submission_id: int) -> None:
    """Work on somebody's submission; whoever saves a word in it is its author as well."""
    actor.must("draft")
    submission = opened(session, submission_id)
    if session.get(AuthorRow, (submission_id, actor.id)) is None:
        session.add(AuthorRow(submission_id=submission.id, user_id=actor.id, joined_at=now()))
        audit.record(session, actor, "submission.join", f"submission {submission_id}")


@whole
def drop(session: Session, actor: Actor, draft_id: int) -> None:
    """Take one of several documents out of a submission."""
    draft = locked(session, draft_id)
    submission = own(session, actor, draft.submission_id)
    others = select(DraftRow.id).where(
        DraftRow.submission_id == submission.id, DraftRow.id != draft.id
    )
    if session.execute(others.limit(1)).first() is None:
        raise Refused("This is the only document here; withdraw the submission instead.")
    reopen(session, actor, submission)
    for model in (PresenceRow, DraftVersionRow, CommentRow):
        session.execute(delete(model).where(model.draft_id == draft.id))
    session.delete(draft)
    audit.record(session, actor, "draft.drop", f"{draft.noun} {draft.key}")


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
    if session.get(AuthorRow, (submission_id, actor.id)) is None:
        raise Refused("This is somebody else's draft; join it first, and you are its author too.")
    return submission


def locked(session: Session, draft_id: int) -> DraftRow:
    """A draft as it is now, locked until this transaction is over."""
    query = select(DraftRow).where(DraftRow.id == draft_id).with_for_update()
    draft = session.scalars(query.execution_options(populate_existing=True)).first()
    if draft is None:
        raise Refused("There is no such draft.")
    return draft


def reopen(session: Session, actor: Actor, submission: SubmissionRow) -> None:
    """Bring a submission back to its authors, since it is about to be changed."""
    if submission.state in ("submitted", "approved"):
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
) -> DraftRow:
    """A draft in a submission: of *data*, else of the document as it stands.

    A document that is not there yet needs a name that one may have.
    """
    current = as_it_stands(session, noun, key)
    if current is None:
        names.check(session, noun, key, _names_in(session, submission))
    start = names.fixed(noun, key, exchange(current.document) if current else {})
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


def write(
    session: Session, actor: Actor, draft: DraftRow, data: Data, authored: bool = True
) -> None:
    """Make data the next version of a draft, and the actor an author of it."""
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
            saved_at=draft.saved_at,
            saved_by=actor.id,
        )
    )
    author = session.get(AuthorRow, (draft.submission_id, actor.id))
    if authored and author and author.wrote_at is None:
        author.wrote_at = draft.saved_at
        audit.record(session, actor, "submission.write", f"submission {draft.submission_id}")


def _as_of_version(session: Session, draft: DraftRow, version: int) -> Data:
    """The draft as it was when a stale form was opened; as it began, if that is gone."""
    query = (
        select(DraftVersionRow.body)
        .where(DraftVersionRow.draft_id == draft.id, DraftVersionRow.version <= max(version, 1))
        .order_by(DraftVersionRow.version.desc())
    )
    body = session.execute(query.limit(1)).scalar_one()
    data: Data = json.loads(body)
    return data


def _names_in(session: Session, submission: SubmissionRow) -> set[Name]:
    query = select(DraftRow.noun, DraftRow.key).where(DraftRow.submission_id == submission.id)
    return {(noun, key) for noun, key in session.execute(query)}


@whole
def rebase(
    session: Session, actor: Actor, draft_id: int, version: int, number: int, data: Data
) -> int:
    """Bring a draft up to date with revision *number*, which was published since it began."""
    draft = locked(session, draft_id)
    submission = own(session, actor, draft.submission_id)
    current = as_it_stands(session, draft.noun, draft.key)
    if version != draft.version or current is None or current.number != number:
        raise Refused("More has changed meanwhile; look at it again.")
    reopen(session, actor, submission)
    draft.base = number
    write(session, actor, draft, names.fixed(draft.noun, draft.key, data))
    return draft.version


@whole
def here(session: Session, actor: Actor, draft_id: int, window: str) -> None:
    """Note that a person has a draft open in a window."""
    seen = PresenceRow(draft_id=draft_id, window=window[:40], user_id=actor.id, seen_at=now())
    session.merge(seen)
