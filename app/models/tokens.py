"""Tokens, by which programs of editors write drafts."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.accounts import UserRow
from app.models.base import Base, Digest, Moment, Word, one_of

#: read: one's own drafts; write: these, and to make, change and hand them in. None approves.
SCOPES = ("read", "write")
NAME = 60  #: how long the name of a token may be


class TokenRow(Base):
    """A token of a person. Whoever has it holds a random secret, this row the SHA-256 of it."""

    __tablename__ = "token"
    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["user.id"]),
        UniqueConstraint("digest"),
        CheckConstraint("length(digest) = 64", name="digest_is_sha256"),
        CheckConstraint(one_of("scope", SCOPES), name="scope"),
        Index("ix_token_user_id", "user_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int]
    name: Mapped[str] = mapped_column(String(NAME))
    scope: Mapped[Word]
    digest: Mapped[Digest]
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    used_at: Mapped[Moment | None]
    """When something was last written with it."""
    revoked_at: Mapped[Moment | None]

    user: Mapped[UserRow] = relationship()
