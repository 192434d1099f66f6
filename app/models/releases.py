"""Releases: frozen, numbered snapshots of a topic."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Digest, Moment, Slug


class ReleaseRow(Base):
    """A zip of a topic as it was at a moment. Triggers refuse UPDATE and DELETE."""

    __tablename__ = "release"
    __table_args__ = (
        UniqueConstraint("topic", "number"),
        CheckConstraint("number >= 1", name="number_counts_from_1"),
        CheckConstraint("length(digest) = 64", name="digest_is_sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    topic: Mapped[Slug]
    number: Mapped[int]
    published_at: Mapped[Moment]
    """The moment of our history that it holds."""
    released_at: Mapped[Moment]
    digest: Mapped[Digest]
    """SHA-256 of the bytes."""
    body: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
