"""A citation: the source that carries a statement, and the place in it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.documents.base import Language, Part, SourceId, Text, Words

QUOTATION_WORDS = 12
_FEW = Words(
    0,
    QUOTATION_WORDS,
    "a quotation has at most {most}, so shorten it or put it in our own words",
)


class Quotation(Part):
    """Words exactly as the source has them, in their language."""

    text: Annotated[str, Text(1, 200), _FEW]
    language: Language


class Citation(Part):
    """A source with its locator (article, paragraph, page, timestamp)."""

    source: SourceId
    locator: Annotated[str, Text(1, 120)]
    quotation: Quotation | None = None


Citations = Annotated[tuple[Citation, ...], Field(max_length=200)]


def sources_of(citations: Citations) -> set[str]:
    """The ids of the sources that the citations name."""
    return {citation.source for citation in citations}
