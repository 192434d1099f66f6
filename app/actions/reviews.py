"""Reviews: a second person decides on exactly what they were shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions import audit
from app.actions.actor import Actor
from app.actions.bundle import Bundle, bundle, data_of
from app.actions.drafting import now, opened, works_on
from app.actions.publication import publish_submission
from app.actions.refused import Refused
from app.actions.submissions import Incomplete, end
from app.actions.wording import must_be_visible
from app.actions.writing import whole
from app.documents import Document, exchange
from app.documents.blanks import without_blanks
from app.documents.fields import has_field
from app.documents.partial import shown
from app.models import AuthorRow, CommentRow, DraftRow, ReviewRow, SubmissionRow
from app.models.desk import HANDED_IN

#: What a reviewer must have done before approving.
CHECKLIST = ("sources-read", "neutral-wording", "quotations-short")
#: The same where nothing changes but that documents are retracted, with a reason in our words.
RETRACTING = ("reason-holds", "neutral-wording")
LONGEST_REASON = 2000
#: How far ahead a time to publish may be: what was approved is read again after a year.
LONGEST_WAIT = dt.timedelta(days=366)


class Unticked(Refused):
    """Something of the checklist is open."""


def asked(held: Bundle) -> tuple[str, ...]:
    """What the reviewer of a submission must have done before approving it."""
    return RETRACTING if _only_retracts(held) else CHECKLIST


def _only_retracts(held: Bundle) -> bool:
    changes = [(held.before.get((each.noun, each.key)), each) for each in held.documents]
    return len(changes) == len(held.drafts) and all(
        before and _is_retracted(before.document, after) for before, after in changes
    )


def _is_retracted(before: Document, after: Document) -> bool:
    """Whether a document is retracted and nothing else of it changes."""
    old, new = exchange(before), exchange(after)
    return "retracted" in new and old == {k: v for k, v in new.items() if k != "retracted"}


@whole
def approve(
    session: Session,
    actor: Actor,
    submission_id: int,
    digest: str,
    checklist: Collection[str],
    publish_at: dt.datetime | None = None,
) -> bool:
    """Approve what has this digest; publish it at once or at a set time.

    Returns whether it was published. Refused to its authors, whatever else they may do; for
    content that is not, or no longer, what the reviewer was shown; and while anything of the
    checklist is open.
    """
    submission = _reviewable(session, actor, submission_id)
    held = _as_shown(session, submission, digest)
    if any(each not in checklist for each in asked(held)):
        raise Unticked("Tick everything of the checklist when you have done it, then approve.")
    if publish_at is not None:
        _refuse_time(publish_at)
    _decide(session, actor, submission, "approve", held.digest, checklist=checklist)
    submission.state = "approved"
    submission.approved_by = actor.id
    submission.publish_at = publish_at
    session.flush()
    if publish_at is None:
        publish_submission(session, submission, held, actor)
    return publish_at is None


@whole
def send_back(session: Session, actor: Actor, submission_id: int, digest: str, reason: str) -> None:
    """Return a submission to its authors with a reason; the comments stay in place."""
    submission = _reviewable(session, actor, submission_id)
    _decide(session, actor, submission, "send-back", digest, reason)
    submission.state = "sent-back"
    submission.approved_by = submission.publish_at = None
    submission.changed_at = now()


@whole
def reject(session: Session, actor: Actor, submission_id: int, digest: str, reason: str) -> None:
    """End a submission that will not be published, with a reason."""
    submission = _reviewable(session, actor, submission_id)
    _decide(session, actor, submission, "reject", digest, reason)
    end(session, submission, "rejected")


@whole
def comment(session: Session, actor: Actor, draft_id: int, path: str, text: str) -> int:
    """Remark on a field of a draft, '' for the whole; authors and reviewers may.

    Returns the comment.

    The same remark is made once while it is open: a button may be pressed twice.
    """
    draft = session.get(DraftRow, draft_id)
    if draft is None:
        raise Refused("There is no such draft.")
    submission = opened(session, draft.submission_id)
    if not actor.may("review") and not works_on(session, actor, submission.id):
        raise Refused("Only its authors and reviewers comment on a draft.")
    if path and not has_field(shown(draft.noun, without_blanks(data_of(draft)))[0], path):
        raise Refused("There is no such field here any more; comment on another, or on the whole.")
    said = {"draft_id": draft_id, "path": path, "text": _reason(text), "author_id": actor.id}
    made = select(CommentRow).filter_by(**said, resolved_at=None).limit(1)
    row = session.scalars(made).first()
    if row is None:
        row = CommentRow(**said, at=now())
        session.add(row)
        session.flush()
        audit.record(session, actor, "comment.add", f"submission {submission.id}", comment=row.id)
    return row.id


@whole
def resolve(session: Session, actor: Actor, comment_id: int) -> None:
    """Mark a comment as done; it stays to be read."""
    row = session.get(CommentRow, comment_id)
    if row is None:
        raise Refused("There is no such comment.")
    draft = session.get_one(DraftRow, row.draft_id)
    if not actor.may("review") and not works_on(session, actor, draft.submission_id):
        raise Refused("Only its authors and reviewers resolve a comment.")
    if row.resolved_at is None:
        row.resolved_at, row.resolved_by = now(), actor.id
        audit.record(
            session, actor, "comment.resolve", f"submission {draft.submission_id}", comment=row.id
        )


def is_author(session: Session, submission_id: int, user_id: int) -> bool:
    """Whether someone wrote any part of a submission."""
    row = session.get(AuthorRow, (submission_id, user_id))
    return row is not None and row.wrote_at is not None


def _reviewable(session: Session, actor: Actor, submission_id: int) -> SubmissionRow:
    actor.must("review")
    submission = opened(session, submission_id)
    if is_author(session, submission_id, actor.id):
        raise Refused(
            "You wrote part of this, so someone else has to decide on it. "
            "That holds for administrators too."
        )
    if submission.state not in HANDED_IN:
        raise Refused("This is not, or no longer, waiting for a review.")
    return submission


def _refuse_time(publish_at: dt.datetime) -> None:
    if publish_at <= now():
        raise Refused("The time to publish is past; choose a later one, or publish at once.")
    if publish_at > now() + LONGEST_WAIT:
        raise Refused("The time to publish is more than a year ahead; choose an earlier one.")


def _as_shown(session: Session, submission: SubmissionRow, digest: str) -> Bundle:
    held = bundle(session, submission)
    if held.problems:
        raise Incomplete(held.problems)
    if not digest == submission.digest == held.digest:
        raise Refused("This was changed after you opened it; look at what it says now.")
    return held


def _decide(
    session: Session,
    actor: Actor,
    submission: SubmissionRow,
    verdict: str,
    digest: str,
    reason: str = "",
    checklist: Collection[str] = (),
) -> None:
    if verdict != "approve":
        reason = _reason(reason)
        if digest != submission.digest:
            raise Refused("This was changed after you opened it; look at what it says now.")
    session.add(
        ReviewRow(
            submission_id=submission.id,
            reviewer_id=actor.id,
            verdict=verdict,
            digest=digest,
            reason=reason,
            checklist=sorted(checklist),
            at=now(),
        )
    )
    audit.record(session, actor, f"review.{verdict}", f"submission {submission.id}", digest=digest)


def _reason(text: str) -> str:
    text = text.strip()
    if not text:
        raise Refused("Write a sentence or two that its authors can act on.")
    if len(text) > LONGEST_REASON:
        raise Refused(f"Write at most {LONGEST_REASON} characters; these are {len(text)}.")
    must_be_visible(text)
    return text
