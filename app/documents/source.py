"""A source: what carries a statement, and how we know what it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from app.documents.base import Document, Language, Line, Note, Slug, SourceId, Text, WebAddress
from app.documents.dates import PartialDate
from app.documents.rules import Broken, Ruled, lacks, said

SourceKind = Literal[
    "treaty", "resolution", "official-statement", "official-document", "transcript",
    "court-judgment", "news", "analysis", "dataset", "reference",
]  # fmt: skip
Verification = Literal["read", "reported"]


def _reported_names_its_reporter(source: Any) -> Iterator[Broken]:
    verification, via = said(source, "verification"), said(source, "via")
    if verification == "reported" and via is None:
        yield (), "a reported source needs via, the id of the source that reports it"
    if verification == "read" and via is not None:
        yield ("via",), "a source that was read has no via; remove it, or write reported"
    elif via is not None and via == said(source, "id"):
        yield ("via",), "a source cannot be reported by itself; name another"


def _is_merged_into_another(source: Any) -> Iterator[Broken]:
    into = said(source, "merged_into")
    if into is None:
        return
    if into == said(source, "id"):
        yield ("merged_into",), "a source cannot be merged into itself; name another"
    if not lacks(source, "retracted"):
        sentence = "a source is either retracted or merged into another; remove one of the two"
        yield ("merged_into",), sentence


class Source(Document, Ruled):
    """A record of one publication.

    ``read``: the passage relied on was read in a stored copy. ``reported``: its content
    was read in another source, which ``via`` names.
    """

    noun: ClassVar[str] = "source"
    rules = (_reported_names_its_reporter, _is_merged_into_another)

    id: Slug
    title: Annotated[str, Text(1, 400)]
    publisher: Annotated[str, Text(1, 160)]
    authors: Annotated[tuple[Line, ...], Field(max_length=30)] = ()
    published: PartialDate
    language: Language
    kind: SourceKind
    symbol: Annotated[str, Text(1, 80)] | None = None
    url: WebAddress
    verification: Verification
    via: SourceId | None = None
    note: Note | None = None
    retracted: Note | None = None
    merged_into: SourceId | None = None

    @property
    def key(self) -> str:
        """The source's id."""
        return self.id

    @property
    def gone(self) -> bool:
        """Whether it was retracted, or merged into another."""
        return self.retracted is not None or self.merged_into is not None

    def cited(self) -> set[str]:
        """The source that reports this one, and the one that it was merged into."""
        return {each for each in (self.via, self.merged_into) if each}
