"""What search looks through: folded text of everything that is published."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Slug, Word, one_of

KINDS = ("party", "topic", "proposition", "perspective", "position", "event", "claim", "source")


class SearchRow(Base):
    """One thing that search can find.

    ``title_words`` and ``text_words`` hold the folded words (app/documents/folding.py) that
    the full-text index of either database is built from; ``title`` and ``text`` are shown.
    ``noun`` and ``key`` name the document that the row comes from.
    """

    __tablename__ = "search"
    __table_args__ = (
        CheckConstraint(one_of("kind", KINDS), name="kind"),
        Index("ix_search_noun_key", "noun", "key"),
        Index("ix_search_kind", "kind"),
        Index("ix_search_topic_party", "topic", "party"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    noun: Mapped[Word]
    key: Mapped[str] = mapped_column(Text)
    kind: Mapped[Word]
    address: Mapped[str] = mapped_column(Text)
    """Where a hit leads: a path of this site, with its fragment."""
    topic: Mapped[Slug | None]
    party: Mapped[Slug | None]
    stance: Mapped[Word | None]
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    title_words: Mapped[str] = mapped_column(Text)
    text_words: Mapped[str] = mapped_column(Text)


class SearchWordRow(Base):
    """Every word that occurs, with its count: what a misspelt query is compared with."""

    __tablename__ = "search_word"
    __table_args__ = (Index("ix_search_word_length", "length"),)

    word: Mapped[str] = mapped_column(Text, primary_key=True)
    length: Mapped[int]
    uses: Mapped[int]
