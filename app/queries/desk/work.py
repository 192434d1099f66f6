"""Submissions as the desk lists them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.models import AuditRow, AuthorRow, CommentRow, DraftRow, ReviewRow, SubmissionRow, UserRow
from app.models.desk import HANDED_IN, OPEN_STATES


@dataclass(frozen=True)
class Item:
    """One document of a submission."""

    id: int
    noun: str
    key: str
    base: int | None


@dataclass(frozen=True)
class Work:
    """A submission in a list: what it is about, whose it is, where it stands."""

    id: int
    state: str
    origin: str
    summary: str
    correction: str | None
    changed_at: dt.datetime
    submitted_at: dt.datetime | None
    publish_at: dt.datetime | None
    items: tuple[Item, ...]
    authors: tuple[str, ...]
    """The names of those who work on it, its owner first."""
    reason: str
    """What the last reviewer wrote to its authors, if anything."""
    comments: int
    """How many comments nobody has resolved yet."""


@dataclass(frozen=True)
class Overview:
    """The lists of one person's desk."""

    drafts: Sequence[Work]
    returned: Sequence[Work]
    waiting: Sequence[Work]
    """What this person can review, the oldest first."""
    sent: Sequence[Work]
    ended: Sequence[Work]


def overview(session: Session, user_id: int, reviews: bool, recent: int = 10) -> Overview:
    """What is on a person's desk; *reviews* says whether they review others' work."""
    mine = SubmissionRow.id.in_(select(AuthorRow.submission_id).where(AuthorRow.user_id == user_id))
    own = works(session, mine & SubmissionRow.state.in_(OPEN_STATES))
    ended = works(session, mine & SubmissionRow.state.not_in(OPEN_STATES), most=recent)
    return Overview(
        drafts=[work for work in own if work.state == "draft"],
        returned=[work for work in own if work.state == "sent-back"],
        waiting=queue(session, user_id) if reviews else [],
        sent=[work for work in own if work.state in HANDED_IN],
        ended=ended,
    )


def queue(session: Session, user_id: int) -> list[Work]:
    """Submissions that wait for a review by someone who wrote none of them, oldest first."""
    wrote = select(AuthorRow.submission_id).where(
        AuthorRow.user_id == user_id, AuthorRow.wrote_at.is_not(None)
    )
    which = (SubmissionRow.state == "submitted") & SubmissionRow.id.not_in(wrote)
    return sorted(works(session, which), key=lambda work: (work.submitted_at, work.id))


def scheduled(session: Session) -> list[Work]:
    """Submissions that are approved and wait for the time that was set, the next one first."""
    found = works(session, SubmissionRow.state == "approved")
    return sorted(found, key=lambda work: (work.publish_at or work.changed_at, work.id))


def withdrawn_by(session: Session, submission_id: int) -> str | None:
    """The name of who gave a submission up."""
    query = (
        select(AuditRow.actor_name)
        .where(
            AuditRow.what == f"submission {submission_id}",
            AuditRow.action == "submission.withdraw",
        )
        .order_by(AuditRow.sequence.desc())
    )
    return session.scalar(query.limit(1))


def works(session: Session, which: ColumnElement[bool], most: int = 200) -> list[Work]:
    """Submissions, the last changed first: a fixed number of statements."""
    query = select(SubmissionRow).where(which).order_by(
        SubmissionRow.changed_at.desc(), SubmissionRow.id.desc()
    )  # fmt: skip
    rows = list(session.scalars(query.limit(most)))
    ids = [row.id for row in rows]
    items, authors = _items(session, ids), _authors(session, ids)
    reasons, comments = _reasons(session, ids), _comments(session, ids)
    return [
        Work(
            row.id, row.state, row.origin, row.summary, row.correction, row.changed_at,
            row.submitted_at, row.publish_at, tuple(items.get(row.id, ())),
            tuple(authors.get(row.id, ())), reasons.get(row.id, ""), comments.get(row.id, 0),
        )
        for row in rows
    ]  # fmt: skip


def one_work(session: Session, submission_id: int) -> Work | None:
    """A submission, or None."""
    found = works(session, SubmissionRow.id == submission_id)
    return found[0] if found else None


def _items(session: Session, ids: Iterable[int]) -> dict[int, list[Item]]:
    found: dict[int, list[Item]] = {}
    query = select(DraftRow).where(DraftRow.submission_id.in_(list(ids))).order_by(DraftRow.id)
    for row in session.scalars(query):
        item = Item(row.id, row.noun, row.key, row.base)
        found.setdefault(row.submission_id, []).append(item)
    return found


def _authors(session: Session, ids: Iterable[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    query = (
        select(AuthorRow.submission_id, UserRow.name)
        .join(UserRow, UserRow.id == AuthorRow.user_id)
        .where(AuthorRow.submission_id.in_(list(ids)))
        .order_by(AuthorRow.joined_at, UserRow.id)
    )
    for submission, name in session.execute(query):
        found.setdefault(submission, []).append(name)
    return found


def _reasons(session: Session, ids: Iterable[int]) -> dict[int, str]:
    query = (
        select(ReviewRow.submission_id, ReviewRow.reason)
        .where(ReviewRow.submission_id.in_(list(ids)), ReviewRow.verdict != "approve")
        .order_by(ReviewRow.id)
    )
    return dict(session.execute(query).all())


def _comments(session: Session, ids: Iterable[int]) -> dict[int, int]:
    query = (
        select(DraftRow.submission_id, func.count())
        .join(CommentRow, CommentRow.draft_id == DraftRow.id)
        .where(DraftRow.submission_id.in_(list(ids)), CommentRow.resolved_at.is_(None))
        .group_by(DraftRow.submission_id)
    )
    return dict(session.execute(query).all())


def works_on(session: Session, user_id: int, submission_id: int) -> bool:
    """Whether a person works on a submission: began or joined it."""
    return session.get(AuthorRow, (submission_id, user_id)) is not None
