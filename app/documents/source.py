"""A source: what carries a statement, and how we know what it says."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from app.documents.base import Document, Language, Line, Note, Slug, Text, WebAddress, wrong_at
from app.documents.dates import PartialDate

SourceKind = Literal[
    "treaty", "resolution", "official-statement", "official-document", "transcript",
    "court-judgment", "news", "analysis", "dataset", "reference",
]  # fmt: skip
Verification = Literal["read", "reported"]


class Source(Document):
    """A record of one publication.

    ``read``: the passage relied on was read in a stored copy. ``reported``: its content
    was read in another source, which ``via`` names.
    """

    noun: ClassVar[str] = "source"

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
    via: Slug | None = None
    note: Note | None = None
    retracted: Note | None = None
    merged_into: Slug | None = None

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

    @model_validator(mode="after")
    def _reported_names_its_reporter(self) -> Self:
        if self.verification == "reported" and not self.via:
            raise ValueError("a reported source needs via, the id of the source that reports it")
        if self.verification == "read" and self.via:
            sentence = "a source that was read has no via; remove it, or write reported"
            raise wrong_at(("via",), sentence)
        if self.via == self.id:
            raise wrong_at(("via",), "a source cannot be reported by itself; name another")
        return self

    @model_validator(mode="after")
    def _is_merged_into_another(self) -> Self:
        if self.merged_into == self.id:
            raise wrong_at(("merged_into",), "a source cannot be merged into itself; name another")
        if self.merged_into and self.retracted:
            sentence = "a source is either retracted or merged into another; remove one of the two"
            raise wrong_at(("merged_into",), sentence)
        return self
