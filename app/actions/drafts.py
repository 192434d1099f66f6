"""Drafts: begun, saved, joined by a second author, and left again.

Every draft lies in a submission, which is reviewed and published as one. One document has
at most one open draft, so that two editors of it meet while they write and not when they
have finished (docs/decisions/0011).
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions import audit, names
from app.actions.actor import Actor
from app.actions.bundle import data_of
from app.actions.drafting import (
    Data,
    Taken,
    add,
    locked,
    new_submission,
    now,
    open_draft,
    opened,
    own,
    owned,
    reopen,
    works_on,
    write,
)
from app.actions.neighbours import as_it_stands
from app.actions.refused import Refused
from app.actions.submissions import end
from app.actions.writing import whole
from app.models import AuthorRow, DraftRow, DraftVersionRow, SubmissionRow
from app.models.desk import HANDED_IN


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


class HandedIn(Refused):
    """Only who means to takes a submission back that was handed in."""

    def __init__(self) -> None:
        super().__init__(
            "This was handed in meanwhile. To change it, press “Save”: that takes it back, and an "
            "approval is void then."
        )


@whole
def begin(
    session: Session, actor: Actor, noun: str, key: str, data: Data | None = None
) -> tuple[int, int]:
    """Open a draft of a document, new or published; returns (submission, draft).

    An own open draft is found again. Raises Taken where somebody else has one, and
    Refused for a key that no document may have.
    """
    actor.must("draft")
    held = _own_draft(session, actor, noun, key)
    if held:
        return held.submission_id, held.id
    submission = new_submission(session, actor, "edit")
    return submission.id, add(session, actor, submission, noun, key, data).id


@whole
def begin_again(session: Session, actor: Actor, draft_id: int) -> int:
    """Open a draft with the text of one that was given up or rejected; returns the draft.

    Whoever wrote that text is an author of this one too, so that nobody approves own words. An
    own open draft is found again.
    """
    actor.must("draft")
    given_up = locked(session, draft_id)
    ended = session.get_one(SubmissionRow, given_up.submission_id)
    if not works_on(session, actor, ended.id) or ended.state not in ("withdrawn", "rejected"):
        raise Refused("Only what was withdrawn or rejected is begun again, by its authors.")
    held = _own_draft(session, actor, given_up.noun, given_up.key)
    if held:
        return held.id
    submission = new_submission(session, actor, "edit")
    draft = add(session, actor, submission, given_up.noun, given_up.key, data_of(given_up))
    _share(session, ended, submission)
    return draft.id


def _own_draft(session: Session, actor: Actor, noun: str, key: str) -> DraftRow | None:
    """The open draft of a document, if there is one; raises Taken where it is somebody else's."""
    held = open_draft(session, noun, key)
    if held and not works_on(session, actor, held.submission_id):
        raise Taken(session, actor, held)
    return held


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
        raise Taken(session, actor, held)
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
    window: str = "",
    unasked: bool = False,
) -> int:
    """Keep what was typed, complete or not; returns the new version.

    What is the same already makes no version. Saving over another version than the one
    that was opened raises Stale, which carries all three forms; nothing is lost. (What one
    window saved a moment ago, it may save over: its form holds that already.) A change
    takes a submitted or approved submission back: what was approved is no longer there. What
    saves *unasked*, as a window does that was left open, is refused instead.
    """
    draft = locked(session, draft_id)
    submission = own(session, actor, draft.submission_id)
    data = names.fixed(draft.noun, draft.key, data)
    # Marks hold for the words that they were made for, so that those of other words do no harm.
    marks = draft.confirmed if confirmed is None else json.dumps(dict(confirmed), sort_keys=True)
    if data == data_of(draft) and marks == draft.confirmed:
        return draft.version
    if unasked and submission.state in HANDED_IN:
        raise HandedIn
    if version != draft.version and not _all_from(session, actor, draft, version, window):
        raise Stale(draft, _as_of_version(session, draft, version), data_of(draft), data)
    reopen(session, actor, submission)
    draft.confirmed = marks
    write(session, actor, draft, data, window=window)
    return draft.version


@whole
def join(session: Session, actor: Actor, submission_id: int) -> None:
    """Work on somebody's submission; whoever saves a word in it is its author as well."""
    actor.must("draft")
    submission = opened(session, submission_id)
    if not works_on(session, actor, submission_id):
        session.add(AuthorRow(submission_id=submission.id, user_id=actor.id, joined_at=now()))
        audit.record(session, actor, "submission.join", f"submission {submission_id}")


@whole
def drop(session: Session, actor: Actor, draft_id: int) -> None:
    """Take one of several documents out of a submission.

    It is given up in one of its own, so that its text stays readable for its authors.
    """
    draft = locked(session, draft_id)
    submission = owned(session, actor, draft.submission_id)
    others = select(DraftRow.id).where(
        DraftRow.submission_id == submission.id, DraftRow.id != draft.id
    )
    if session.execute(others.limit(1)).first() is None:
        raise Refused("This is the only document here; withdraw the submission instead.")
    reopen(session, actor, submission)
    apart = _apart(session, actor, submission)
    draft.submission_id = apart.id
    session.flush()
    end(session, apart, "withdrawn")
    audit.record(
        session, actor, "draft.drop", f"{draft.noun} {draft.key}", submission=submission.id
    )


def _apart(session: Session, actor: Actor, submission: SubmissionRow) -> SubmissionRow:
    """A further submission with the same authors."""
    told = f"Taken out of submission {submission.id}."
    apart = new_submission(session, actor, submission.origin, told)
    _share(session, submission, apart)
    return apart


def _share(session: Session, submission: SubmissionRow, other: SubmissionRow) -> None:
    """Make the authors of one submission authors of another, which has text of theirs."""
    authors = select(AuthorRow).where(AuthorRow.submission_id == submission.id)
    for each in session.scalars(authors):
        session.merge(
            AuthorRow(
                submission_id=other.id, user_id=each.user_id,
                joined_at=each.joined_at, wrote_at=each.wrote_at,
            )
        )  # fmt: skip


def _all_from(session: Session, actor: Actor, draft: DraftRow, version: int, window: str) -> bool:
    """Whether every version after one was saved by this person from this very window."""
    if not window or version > draft.version:
        return False
    query = select(DraftVersionRow.saved_by, DraftVersionRow.window).where(
        DraftVersionRow.draft_id == draft.id, DraftVersionRow.version > version
    )
    return all(tuple(row) == (actor.id, window) for row in session.execute(query))


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


@whole
def rebase(
    session: Session, actor: Actor, draft_id: int, version: int, number: int, data: Data
) -> int:
    """Bring a draft up to date with revision *number*, which was published since it began."""
    draft = locked(session, draft_id)
    submission = own(session, actor, draft.submission_id)
    current = as_it_stands(session, draft.noun, draft.key)
    if current is None or current.number != number:
        raise Refused("More was published meanwhile; bring the draft up to date once more.")
    if version != draft.version:
        raise Stale(draft, _as_of_version(session, draft, version), data_of(draft), data)
    reopen(session, actor, submission)
    draft.base = number
    write(session, actor, draft, names.fixed(draft.noun, draft.key, data))
    return draft.version
