"""One draft as its page shows it: who is here, what was remarked, what it changes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import false, or_, select
from sqlalchemy.orm import Session, aliased

from app.models import (
    CommentRow,
    DraftRow,
    PresenceRow,
    ReviewRow,
    RevisionRow,
    SubmissionRow,
    UserRow,
)
from app.models.desk import unnamed

#: How long a window counts as open after it was last heard of.
HERE = dt.timedelta(seconds=90)


@dataclass(frozen=True)
class Draft:
    """A draft with the submission that it lies in."""

    draft: DraftRow
    submission: SubmissionRow
    saved_by: str


@dataclass(frozen=True)
class Comment:
    """A remark on a field of a draft."""

    id: int
    draft_id: int
    path: str
    text: str
    author: str | None
    """None for the site itself."""
    at: dt.datetime
    resolved_by: str | None


@dataclass(frozen=True)
class Decision:
    """What a reviewer decided, and when."""

    reviewer: str
    verdict: str
    reason: str
    at: dt.datetime
    digest: str
    """Of what was decided on."""


def one_draft(session: Session, draft_id: int) -> Draft | None:
    """A draft, or None."""
    row = session.execute(
        select(DraftRow, SubmissionRow, UserRow.name)
        .join(SubmissionRow, SubmissionRow.id == DraftRow.submission_id)
        .join(UserRow, UserRow.id == DraftRow.saved_by)
        .where(DraftRow.id == draft_id)
    ).first()
    return Draft(*row) if row else None


def base_of(session: Session, draft: DraftRow) -> dict[str, Any]:
    """The revision that a draft began from, as plain data; nothing for a new document."""
    query = select(RevisionRow.body).where(
        RevisionRow.noun == draft.noun, RevisionRow.key == draft.key,
        RevisionRow.number == draft.base,
    )  # fmt: skip
    body = session.scalar(query)
    return cast(dict[str, Any], json.loads(body)) if body else {}


def present(
    session: Session, draft_id: int, me: int, now: dt.datetime, tab: str = ""
) -> list[tuple[str, bool]]:
    """Who else has a draft open: (name, whether it is *me* in another tab than *tab*)."""
    mine = PresenceRow.user_id == me
    other_tab = PresenceRow.window.not_in([tab, unnamed(me)]) if tab else false()
    query = (
        select(UserRow.id, UserRow.name)
        .join(PresenceRow, PresenceRow.user_id == UserRow.id)
        .where(
            PresenceRow.draft_id == draft_id,
            or_(~mine, other_tab),
            PresenceRow.seen_at > now - HERE,
        )
        .order_by(UserRow.name)
        .distinct()
    )
    return [(name, user == me) for user, name in session.execute(query)]


def comments(session: Session, drafts: Sequence[int]) -> list[Comment]:
    """The comments on some drafts, the oldest first."""
    resolver = aliased(UserRow)
    query = (
        select(
            CommentRow.id, CommentRow.draft_id, CommentRow.path, CommentRow.text,
            UserRow.name, CommentRow.at, resolver.name,
        )
        .outerjoin(UserRow, UserRow.id == CommentRow.author_id)
        .outerjoin(resolver, resolver.id == CommentRow.resolved_by)
        .where(CommentRow.draft_id.in_(list(drafts)))
        .order_by(CommentRow.id)
    )  # fmt: skip
    return [Comment(*row) for row in session.execute(query)]


def decisions(session: Session, submission_id: int) -> list[Decision]:
    """What reviewers decided on a submission, the oldest first."""
    query = (
        select(UserRow.name, ReviewRow.verdict, ReviewRow.reason, ReviewRow.at, ReviewRow.digest)
        .join(UserRow, UserRow.id == ReviewRow.reviewer_id)
        .where(ReviewRow.submission_id == submission_id)
        .order_by(ReviewRow.id)
    )
    return [Decision(*row) for row in session.execute(query)]
