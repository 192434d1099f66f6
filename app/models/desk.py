"""The editors' work: submissions, their drafts, who wrote them, and how they were reviewed."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Digest, Moment, Names, UtcTime, Word, one_of
from app.models.history import CORRECTIONS, NOUNS, ORIGINS

STATES = ("draft", "submitted", "sent-back", "approved", "published", "rejected", "withdrawn")
#: States in which a submission can still become a publication.
OPEN_STATES = ("draft", "submitted", "sent-back", "approved")
#: States of what waits for a decision, or for its time.
HANDED_IN = ("submitted", "approved")
VERDICTS = ("approve", "send-back", "reject")


class SubmissionRow(Base):
    """One piece of editors' work: the documents in it are reviewed and published together."""

    __tablename__ = "submission"
    __table_args__ = (
        CheckConstraint(one_of("state", STATES), name="state"),
        CheckConstraint(one_of("origin", ORIGINS), name="origin"),
        CheckConstraint(
            "correction IS NULL OR " + one_of("correction", CORRECTIONS), name="correction"
        ),
        CheckConstraint(
            "state NOT IN ('submitted', 'approved') OR (digest IS NOT NULL AND length(summary) > 0)",
            name="submitted_is_whole",
        ),
        CheckConstraint(
            "state <> 'approved' OR approved_by IS NOT NULL", name="approved_by_someone"
        ),
        Index("ix_submission_state", "state"),
        Index("ix_submission_owner_id", "owner_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[Word]
    origin: Mapped[Word]
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    summary: Mapped[str] = mapped_column(Text, default="")
    """What is changed and why, in the editors' words."""
    correction: Mapped[Word | None]
    opened_at: Mapped[Moment]
    changed_at: Mapped[Moment]
    submitted_at: Mapped[dt.datetime | None] = mapped_column(UtcTime)
    digest: Mapped[Digest | None]
    """SHA-256 of exactly what was submitted (app/actions/bundle.py)."""
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    publish_at: Mapped[dt.datetime | None] = mapped_column(UtcTime)
    ended_at: Mapped[dt.datetime | None] = mapped_column(UtcTime)


class DraftRow(Base):
    """One document of a submission as it stands now; it may be incomplete."""

    __tablename__ = "draft"
    __table_args__ = (
        CheckConstraint(one_of("noun", NOUNS), name="noun"),
        CheckConstraint("version >= 1", name="version_counts_from_1"),
        UniqueConstraint("submission_id", "noun", "key"),
        # Whoever edits a document meets the work that is going on there.
        Index(
            "ix_draft_open",
            "noun",
            "key",
            unique=True,
            sqlite_where=text("is_open"),
            postgresql_where=text("is_open"),
        ),
        Index("ix_draft_submission_id", "submission_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    noun: Mapped[Word]
    key: Mapped[str] = mapped_column(Text)
    base: Mapped[int | None]
    """The number of the revision that the draft began from; None for a new document."""
    version: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    """Plain data in the exchange form, as JSON."""
    confirmed: Mapped[str] = mapped_column(Text, default="{}")
    """Position id -> digest of the words whose citations an editor has confirmed, as JSON."""
    is_open: Mapped[bool] = mapped_column(default=True)
    saved_at: Mapped[Moment]
    saved_by: Mapped[int] = mapped_column(ForeignKey("user.id"))


class DraftVersionRow(Base):
    """A draft as it was saved once; what a stale save is merged from."""

    __tablename__ = "draft_version"
    __table_args__ = (ForeignKeyConstraint(["draft_id"], ["draft.id"]),)

    draft_id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = mapped_column(Text)
    window: Mapped[Word]
    """Which window it was saved from; empty for none that is known."""
    saved_at: Mapped[Moment]
    saved_by: Mapped[int] = mapped_column(ForeignKey("user.id"))


class AuthorRow(Base):
    """Who works on a submission; from the first word that they save, they are its author."""

    __tablename__ = "author"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    joined_at: Mapped[Moment]
    wrote_at: Mapped[dt.datetime | None] = mapped_column(UtcTime)


class ReviewRow(Base):
    """What a reviewer decided, on exactly which content. Never changed."""

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint(one_of("verdict", VERDICTS), name="verdict"),
        CheckConstraint("verdict = 'approve' OR length(reason) > 0", name="reason_is_given"),
        Index("ix_review_submission_id", "submission_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    verdict: Mapped[Word]
    digest: Mapped[Digest]
    reason: Mapped[str] = mapped_column(Text, default="")
    checklist: Mapped[Names]
    at: Mapped[Moment]


class CommentRow(Base):
    """A remark on one field of a draft, or on the whole of it where the path is empty."""

    __tablename__ = "comment"
    __table_args__ = (
        CheckConstraint("length(text) > 0", name="text_is_there"),
        Index("ix_comment_draft_id", "draft_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"))
    path: Mapped[str] = mapped_column(Text, default="")
    """As people write it: ``positions.p1.statement`` (app/documents/merge.py)."""
    text: Mapped[str] = mapped_column(Text)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """None for what the site itself says."""
    at: Mapped[Moment]
    resolved_at: Mapped[dt.datetime | None] = mapped_column(UtcTime)
    resolved_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))


def unnamed(user_id: int) -> str:
    """What the pages of a person are called together that no script gave a name.

    Such a page cannot say that it is still open, so nobody is told of their own.
    """
    return f"person {user_id}"


class PresenceRow(Base):
    """A tab in which somebody has a draft open, or all their pages that have no name."""

    __tablename__ = "presence"
    __table_args__ = (Index("ix_presence_draft_id", "draft_id"),)

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), primary_key=True)
    window: Mapped[Word] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    seen_at: Mapped[Moment]


class CodingRow(Base):
    """A stance that a reviewer gave to a statement without knowing whose it is."""

    __tablename__ = "coding"
    __table_args__ = (
        UniqueConstraint("topic", "party", "position", "words", "coder_id"),
        Index("ix_coding_topic", "topic"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    topic: Mapped[str] = mapped_column(Text)
    party: Mapped[str] = mapped_column(Text)
    position: Mapped[str] = mapped_column(Text)
    words: Mapped[Digest]
    """SHA-256 of the proposition and the statement that were shown."""
    stance: Mapped[Word]
    """The author's, when it was coded."""
    coded: Mapped[Word]
    coder_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[Moment]
