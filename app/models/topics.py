"""Topics, propositions, events and claims as the index holds them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import DEFERRED, Base, Date, Slug, SlugKey, Word, one_of

FINDINGS = ("supported", "partly-supported", "disputed", "contradicted", "not-established")


class TopicRow(Base):
    """A topic, with what lists show of it."""

    __tablename__ = "topic"
    __table_args__ = (
        ForeignKeyConstraint(["claims_of"], ["source.id"], **DEFERRED),
        Index("ix_topic_title", "title"),
    )

    slug: Mapped[SlugKey]
    title: Mapped[str] = mapped_column(Text)
    short_title: Mapped[str] = mapped_column(String(40))
    framing: Mapped[str] = mapped_column(Text)
    claims_of: Mapped[Slug | None]


class PropositionRow(Base):
    """A proposition, in its place on the topic."""

    __tablename__ = "proposition"
    __table_args__ = (ForeignKeyConstraint(["topic"], ["topic.slug"], **DEFERRED),)

    topic: Mapped[SlugKey]
    id: Mapped[SlugKey]
    place: Mapped[int]
    text: Mapped[str] = mapped_column(Text)


class EventRow(Base):
    """An event; it has a citation, or the database refuses it."""

    __tablename__ = "event"
    __table_args__ = (
        ForeignKeyConstraint(["topic"], ["topic.slug"], **DEFERRED),
        ForeignKeyConstraint(["citation"], ["citation.id"], **DEFERRED),
        Index("ix_event_date_last", "date_last"),
    )

    topic: Mapped[SlugKey]
    id: Mapped[SlugKey]
    date: Mapped[Date]
    date_last: Mapped[Date]
    title: Mapped[str] = mapped_column(Text)
    citation: Mapped[str] = mapped_column(Text)
    """The first of its citations: proof that there is one."""


class ClaimRow(Base):
    """A claim; with a finding it has a citation, or the database refuses it."""

    __tablename__ = "claim"
    __table_args__ = (
        ForeignKeyConstraint(["topic"], ["topic.slug"], **DEFERRED),
        ForeignKeyConstraint(
            ["topic", "proposition"], ["proposition.topic", "proposition.id"], **DEFERRED
        ),
        ForeignKeyConstraint(["citation"], ["citation.id"], **DEFERRED),
        CheckConstraint(one_of("finding", FINDINGS), name="finding"),
        CheckConstraint(
            "finding = 'not-established' OR citation IS NOT NULL", name="finding_has_citation"
        ),
        Index("ix_claim_finding", "finding"),
    )

    topic: Mapped[SlugKey]
    id: Mapped[SlugKey]
    paragraph: Mapped[int]
    proposition: Mapped[Slug | None]
    finding: Mapped[Word]
    citation: Mapped[str | None] = mapped_column(Text)
