"""Whether the addresses of sources answered when they were asked."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import DEFERRED, Base, Moment, Slug, Word, one_of

OUTCOMES = ("ok", "moved", "dead", "refused", "unreachable")


class LinkCheckRow(Base):
    """One look at the address of a source (app/actions/links/look.py)."""

    __tablename__ = "link_check"
    __table_args__ = (
        ForeignKeyConstraint(["source"], ["source.id"], **DEFERRED),
        CheckConstraint(one_of("outcome", OUTCOMES), name="outcome"),
        CheckConstraint(
            "outcome NOT IN ('ok', 'moved') OR status IS NOT NULL", name="answered_with_status"
        ),
        Index("ix_link_check_source_id", "source", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[Slug]
    checked_at: Mapped[Moment]
    outcome: Mapped[Word]
    status: Mapped[int | None]
    """What the last server answered, if one did."""
    detail: Mapped[str] = mapped_column(Text)
    """Why it is no good, in a sentence; empty if it is."""
    address: Mapped[str] = mapped_column(Text)
    """Where the last answer came from, or would have had to."""
