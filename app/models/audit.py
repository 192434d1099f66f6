"""The audit log: who did what at the desk, in a chain of digests of its own."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint, Index, String, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Digest, Moment


class AuditRow(Base):
    """One act. Triggers refuse UPDATE and DELETE, as for revisions.

    ``digest`` is the SHA-256 of ``previous_digest`` and the canonical record
    (app/actions/audit.py). ``actor_id`` and ``actor_name`` are null where nobody was signed in:
    a command, or an attempt to sign in.
    """

    __tablename__ = "audit"
    __table_args__ = (
        ForeignKeyConstraint(["actor_id"], ["user.id"]),
        Unique("previous_digest"),
        Unique("digest"),
        CheckConstraint("sequence >= 1", name="sequence_counts_from_1"),
        CheckConstraint("length(digest) = 64", name="digest_is_sha256"),
        CheckConstraint("(actor_id IS NULL) = (actor_name IS NULL)", name="actor_is_named"),
        Index("ix_audit_what", "what"),
        Index("ix_audit_actor_id", "actor_id"),
    )

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[Moment]
    actor_id: Mapped[int | None]
    actor_name: Mapped[str | None] = mapped_column(Text)
    action: Mapped[str] = mapped_column(String(80))
    what: Mapped[str] = mapped_column(Text)
    """The object: a person's e-mail address, a document's name."""
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)
    request_id: Mapped[str] = mapped_column(String(32))
    address: Mapped[str] = mapped_column(String(50))
    """The actor's network: the first 24 bits of an IPv4 address, 56 of an IPv6 address."""
    previous_digest: Mapped[Digest]
    digest: Mapped[Digest]
