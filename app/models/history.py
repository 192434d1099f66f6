"""The record: every published version of every document, in one chain."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import DEFERRED, Base, Digest, Moment, Names, Slug, Word, one_of

NOUNS = ("party", "source", "topic", "perspective")
ORIGINS = ("import", "edit", "restore", "retraction", "merge")
#: What a correction mends; published with the revision that does.
CORRECTIONS = ("factual", "source", "wording", "stance")


class RevisionRow(Base):
    """A published, numbered, immutable version of a document.

    ``sequence`` counts all revisions of the site without gaps from 1. ``digest`` is the
    SHA-256 of ``previous_digest`` and the canonical record (app/actions/chain.py); that
    ``previous_digest`` is unique makes the chain a line. Triggers refuse UPDATE and DELETE.
    """

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("noun", "key", "number"),
        UniqueConstraint("previous_digest"),
        UniqueConstraint("digest"),
        CheckConstraint("sequence >= 1", name="sequence_counts_from_1"),
        CheckConstraint("number >= 1", name="number_counts_from_1"),
        CheckConstraint(one_of("noun", NOUNS), name="noun"),
        CheckConstraint(one_of("origin", ORIGINS), name="origin"),
        CheckConstraint("length(digest) = 64", name="digest_is_sha256"),
        CheckConstraint("length(body) > 2", name="body_is_there"),
        CheckConstraint("origin = 'import' OR reviewer IS NOT NULL", name="four_eyes"),
        CheckConstraint(
            "correction IS NULL OR " + one_of("correction", CORRECTIONS), name="correction"
        ),
        Index("ix_revision_published_at", "published_at"),
    )

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    noun: Mapped[Word]
    key: Mapped[str] = mapped_column(Text)
    number: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    """The document as canonical JSON."""
    body_digest: Mapped[Digest]
    origin: Mapped[Word]
    authors: Mapped[Names]
    reviewer: Mapped[str | None] = mapped_column(Text)
    summary: Mapped[str] = mapped_column(Text)
    """What was changed and why, in one sentence."""
    published_at: Mapped[Moment]
    previous_digest: Mapped[Digest]
    digest: Mapped[Digest]
    correction: Mapped[Word | None]
    """What kind of mistake the revision corrects, if it does."""


class DocumentRow(Base):
    """Which revision of a document is current; index of the record, rebuilt from it."""

    __tablename__ = "document"
    __table_args__ = (
        ForeignKeyConstraint(["revision"], ["revision.sequence"]),
        CheckConstraint(one_of("noun", NOUNS), name="noun"),
        CheckConstraint(
            "(noun = 'perspective') = (party IS NOT NULL)", name="party_if_perspective"
        ),
        Index("ix_document_topic", "topic"),
        Index("ix_document_party", "party"),
        Index("ix_document_revision", "revision", unique=True),
    )

    noun: Mapped[Word] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    topic: Mapped[Slug | None]
    party: Mapped[Slug | None]
    revision: Mapped[int]


class DocumentSourceRow(Base):
    """Which sources a current document refers to; serves versions and "used in"."""

    __tablename__ = "document_source"
    __table_args__ = (
        ForeignKeyConstraint(["noun", "key"], ["document.noun", "document.key"], **DEFERRED),
        ForeignKeyConstraint(["source"], ["source.id"], **DEFERRED),
        Index("ix_document_source_source", "source"),
    )

    noun: Mapped[Word] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    source: Mapped[Slug] = mapped_column(primary_key=True)
