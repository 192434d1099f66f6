"""The open drafts of one person, for programs."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AuthorRow, DraftRow, SubmissionRow


def own_drafts(session: Session, user_id: int, most: int) -> list[DraftRow]:
    """The open drafts of submissions that a person works on, the newest first: one statement."""
    query = (
        select(DraftRow)
        .join(AuthorRow, AuthorRow.submission_id == DraftRow.submission_id)
        .where(AuthorRow.user_id == user_id, DraftRow.is_open)
    )
    return list(session.scalars(query.order_by(DraftRow.id.desc()).limit(most)))


def own_draft(session: Session, user_id: int, draft_id: int) -> DraftRow | None:
    """A draft, open or not, of a submission that a person works on."""
    row = session.get(DraftRow, draft_id)
    mine = row and session.get(AuthorRow, (row.submission_id, user_id))
    return row if mine else None


def own_submission(session: Session, user_id: int, submission_id: int) -> SubmissionRow | None:
    """A submission that a person works on."""
    mine = session.get(AuthorRow, (submission_id, user_id))
    return session.get(SubmissionRow, submission_id) if mine else None
