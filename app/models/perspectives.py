"""Perspectives, positions and cells as the index holds them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import DEFERRED, Base, Date, Slug, SlugKey, Word, one_of

STANCES = ("agrees", "disagrees", "conditional", "mixed", "none-found")


class PerspectiveRow(Base):
    """One party on one topic; unless wholly silent it has a citation."""

    __tablename__ = "perspective"
    __table_args__ = (
        ForeignKeyConstraint(["topic"], ["topic.slug"], **DEFERRED),
        ForeignKeyConstraint(["party"], ["party.id"], **DEFERRED),
        ForeignKeyConstraint(["citation"], ["citation.id"], **DEFERRED),
        CheckConstraint("silent OR citation IS NOT NULL", name="has_citation"),
        Index("ix_perspective_party", "party"),
    )

    topic: Mapped[SlugKey]
    party: Mapped[SlugKey]
    headline: Mapped[str] = mapped_column(Text)
    silent: Mapped[bool]
    citation: Mapped[str | None] = mapped_column(Text)


class PositionRow(Base):
    """A position; the database refuses one without its citation or its search record."""

    __tablename__ = "position"
    __table_args__ = (
        ForeignKeyConstraint(
            ["topic", "party"], ["perspective.topic", "perspective.party"], **DEFERRED
        ),
        ForeignKeyConstraint(
            ["topic", "proposition"], ["proposition.topic", "proposition.id"], **DEFERRED
        ),
        ForeignKeyConstraint(["citation"], ["citation.id"], **DEFERRED),
        CheckConstraint(one_of("stance", STANCES), name="stance"),
        CheckConstraint(
            "stance = 'none-found' OR (citation IS NOT NULL AND date IS NOT NULL "
            "AND speaker IS NOT NULL)",
            name="stance_has_citation",
        ),
        CheckConstraint(
            "(stance = 'none-found') = (searched_where IS NOT NULL AND searched_date IS NOT NULL)",
            name="silence_has_search",
        ),
        Index("ix_position_party_stance", "party", "stance"),
        Index("ix_position_topic_proposition", "topic", "proposition"),
    )

    topic: Mapped[SlugKey]
    party: Mapped[SlugKey]
    id: Mapped[str] = mapped_column(String(140), primary_key=True)
    proposition: Mapped[Slug]
    stance: Mapped[Word]
    date: Mapped[Date | None]
    date_last: Mapped[Date | None]
    speaker: Mapped[str | None] = mapped_column(Text)
    words: Mapped[int]
    """How many words the statement has."""
    searched_where: Mapped[str | None] = mapped_column(Text)
    searched_date: Mapped[Date | None]
    citation: Mapped[str | None] = mapped_column(Text)


class CellRow(Base):
    """Where a party stands on a proposition now: one stance, or ``several``.

    Several stances stand where analysts differ, or where a party took two positions on its
    newest date. A silent cell has ``none-found`` and enters no count.
    """

    __tablename__ = "cell"
    __table_args__ = (
        ForeignKeyConstraint(
            ["topic", "party"], ["perspective.topic", "perspective.party"], **DEFERRED
        ),
        CheckConstraint(one_of("stance", (*STANCES, "several")), name="stance"),
        Index("ix_cell_party", "party"),
    )

    topic: Mapped[SlugKey]
    proposition: Mapped[SlugKey]
    party: Mapped[SlugKey]
    stance: Mapped[Word]
