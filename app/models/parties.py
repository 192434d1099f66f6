"""Parties as the index holds them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, SlugKey, Word


class PartyRow(Base):
    """A party, with what lists and menus show of it."""

    __tablename__ = "party"
    __table_args__ = (
        UniqueConstraint("token"),
        CheckConstraint(
            "id NOT IN ('history', 'embed', 'balance', 'cite', 'releases')", name="id_is_free"
        ),
    )

    id: Mapped[SlugKey]
    place: Mapped[int]
    token: Mapped[str] = mapped_column(String(2))
    hue: Mapped[Word]
    name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[Word]
    required: Mapped[bool]
