"""Publication: what was approved, and nothing else, becomes revisions."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions import audit
from app.actions.actor import Actor
from app.actions.bundle import Bundle, bundle
from app.actions.drafting import now
from app.actions.publish import Why, publish
from app.actions.refused import Refused
from app.actions.submissions import end
from app.actions.writing import whole
from app.models import AuthorRow, CommentRow, SubmissionRow, UserRow


def publish_submission(
    session: Session, submission: SubmissionRow, held: Bundle, actor: Actor | None
) -> None:
    """Make the documents of an approved submission revisions, and end it."""
    if submission.state != "approved" or held.digest != submission.digest or held.problems:
        raise Refused("Only exactly what was approved is published.")
    why = Why(
        origin=submission.origin,
        summary=submission.summary,
        authors=tuple(authors(session, submission)),
        reviewer=session.get_one(UserRow, submission.approved_by).name,
        correction=submission.correction,
    )
    publish(session, held.documents, why)
    end(session, submission, "published")
    audit.record(
        session, actor, "submission.publish", f"submission {submission.id}", digest=held.digest
    )


def authors(session: Session, submission: SubmissionRow) -> Iterator[str]:
    """The names of all who wrote a part of it, the first first."""
    yield from session.scalars(
        select(UserRow.name)
        .join(AuthorRow, AuthorRow.user_id == UserRow.id)
        .where(AuthorRow.submission_id == submission.id, AuthorRow.wrote_at.is_not(None))
        .order_by(AuthorRow.wrote_at, UserRow.id)
    )


def due(session: Session) -> list[int]:
    """The approved submissions whose time to be published has come, the earliest first."""
    query = (
        select(SubmissionRow.id)
        .where(SubmissionRow.state == "approved", SubmissionRow.publish_at <= now())
        .order_by(SubmissionRow.publish_at, SubmissionRow.id)
    )
    return list(session.scalars(query))


@whole
def publish_due(session: Session, submission_id: int) -> bool:
    """Publish one that is due; returns whether it was.

    What can no longer be published as approved goes back to its authors with the reason, which
    the site says: whoever approved it did not.
    """
    query = select(SubmissionRow).where(SubmissionRow.id == submission_id).with_for_update()
    submission = session.scalars(query.execution_options(populate_existing=True)).one()
    if submission.state != "approved" or not submission.publish_at or submission.publish_at > now():
        return False
    held = bundle(session, submission)
    if not held.problems and held.digest == submission.digest:
        publish_submission(session, submission, held, None)
        return True
    reason = held.problems[0].sentence if held.problems else "it is not what was approved"
    session.add(
        CommentRow(
            draft_id=held.drafts[0].id,
            text=f"Could not be published at its time: {reason}",
            at=now(),
        )
    )
    submission.state = "sent-back"
    submission.approved_by = submission.publish_at = None
    submission.changed_at = now()
    audit.record(session, None, "submission.not-published", f"submission {submission_id}")
    return False
