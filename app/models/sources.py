"""Sources and citations as the index holds them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import DEFERRED, Base, Date, Slug, SlugKey, Word, one_of

OWNERS = ("event", "claim", "perspective", "position")


class SourceRow(Base):
    """A source, with what lists filter and sort by."""

    __tablename__ = "source"
    __table_args__ = (
        ForeignKeyConstraint(["via"], ["source.id"], **DEFERRED),
        CheckConstraint(one_of("verification", ("read", "reported")), name="verification"),
        CheckConstraint("(verification = 'reported') = (via IS NOT NULL)", name="reported_via"),
        Index("ix_source_published_last", "published_last"),
        Index("ix_source_publisher", "publisher"),
        Index("ix_source_via", "via"),
    )

    id: Mapped[SlugKey]
    title: Mapped[str] = mapped_column(Text)
    publisher: Mapped[str] = mapped_column(Text)
    kind: Mapped[Word]
    language: Mapped[str] = mapped_column(String(35))
    published: Mapped[Date]
    published_last: Mapped[Date]
    verification: Mapped[Word]
    via: Mapped[Slug | None]


class CitationRow(Base):
    """One citation of one event, claim, perspective summary or position.

    ``id`` is the owner's address and the citation's place, ``topic/party/position#1``, so
    that the index built twice from the same revisions is the same.
    """

    __tablename__ = "citation"
    __table_args__ = (
        ForeignKeyConstraint(["source"], ["source.id"], **DEFERRED),
        CheckConstraint(one_of("owner", OWNERS), name="owner"),
        CheckConstraint(
            "(owner IN ('perspective', 'position')) = (party IS NOT NULL)", name="party"
        ),
        CheckConstraint("(owner = 'perspective') = (part IS NULL)", name="part"),
        CheckConstraint("(quotation IS NULL) = (language IS NULL)", name="quotation_has_language"),
        Index("ix_citation_source", "source"),
        Index("ix_citation_topic_party", "topic", "party"),
    )

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    owner: Mapped[Word]
    topic: Mapped[Slug]
    party: Mapped[Slug | None]
    part: Mapped[str | None] = mapped_column(String(140))
    source: Mapped[Slug]
    locator: Mapped[str] = mapped_column(Text)
    quotation: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str | None] = mapped_column(String(35))
